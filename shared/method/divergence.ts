import type { Reason } from '../domain/reason.ts';

/** How far above its start a loss must stay, as a factor, and for how many steps in a row, to count as diverged. */
export const FAR_ABOVE = 3;
export const MANY_STEPS = 50;

/**
 * Watches one trial's losses for divergence [L8]: a loss that is not finite, or one that stays above `FAR_ABOVE` times
 * the first loss for `MANY_STEPS` steps in a row. Feed it every step in order; it answers with the reason once the
 * trial has diverged, and null before.
 */
export function createDivergenceWatch(firstLoss: number): (step: number, loss: number) => Reason | null {
  // A first loss near zero must not make ordinary noise look like divergence.
  const limit = FAR_ABOVE * Math.max(firstLoss, 0.1);
  let above = 0;
  return (step, loss) => {
    if (!Number.isFinite(loss)) return { key: 'reason.diverged.notFinite', values: { step } };
    above = loss > limit ? above + 1 : 0;
    if (above < MANY_STEPS) return null;
    return { key: 'reason.diverged.farAbove', values: { step, count: MANY_STEPS, factor: FAR_ABOVE } };
  };
}
