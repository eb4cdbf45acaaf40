import type { Reason } from '../../domain/reason.ts';

/** How far above its start a loss must stay, as a factor, and for how many steps in a row, to count as diverged. */
export const FAR_ABOVE = 3;
export const MANY_STEPS = 50;

/** What a watch has seen, as plain data, so that it can stand in a checkpoint. */
export interface DivergenceState {
  firstLoss: number;
  /** Steps in a row up to now that were far above it. */
  above: number;
}

/** Feed it every step in order; it answers with the reason once the trial has diverged, and null before. */
export interface DivergenceWatch {
  (step: number, loss: number): Reason | null;
  state(): DivergenceState;
}

/**
 * Watches one trial's losses for divergence [L8]: a loss that is not finite, or one that stays above `FAR_ABOVE` times
 * the first loss for `MANY_STEPS` steps in a row.
 * @param start the first loss, or what an earlier watch had seen
 * @param many so many steps in a row; fewer where a step is an epoch, or one report of many updates
 */
export function createDivergenceWatch(start: number | DivergenceState, many = MANY_STEPS): DivergenceWatch {
  const { firstLoss, above: before } = typeof start === 'number' ? { firstLoss: start, above: 0 } : start;
  // A first loss near zero must not make ordinary noise look like divergence.
  const limit = FAR_ABOVE * Math.max(firstLoss, 0.1);
  let above = before;
  const watch = (step: number, loss: number): Reason | null => {
    if (!Number.isFinite(loss)) return { key: 'reason.diverged.notFinite', values: { step } };
    above = loss > limit ? above + 1 : 0;
    if (above < many) return null;
    return { key: 'reason.diverged.farAbove', values: { step, count: many, factor: FAR_ABOVE } };
  };
  return Object.assign(watch, { state: () => ({ firstLoss, above }) });
}
