import { type LossCurve, RANKING_WINDOW } from '../curves/loss-curve.ts';

/** A number of steps at which candidates are compared: before this step, so many of them may go on. */
export interface Rung {
  step: number;
  keep: number;
}

/** Successive halving (Jamieson & Talwalkar 2016): at these shares of a candidate's steps, these shares of the candidates go on. */
const HALVINGS = [
  { at: 1 / 4, keep: 1 / 2 },
  { at: 1 / 2, keep: 1 / 4 },
] as const;

/** However few candidates there are, so many go on: the best and what it is compared with. */
const LEAST_KEPT = 2;

/**
 * The rungs of a pruned search. The first one is the end of the grace period: before it, and before the ranking's moving average
 * has seen a window of steps, no candidate is compared. None where there is nothing to spare.
 * @param steps num_steps of each candidate
 * @param candidates how many the search was planned with
 */
export function rungsOf(steps: number, candidates: number): Rung[] {
  return HALVINGS.map(({ at, keep }) => ({
    step: Math.round(at * steps),
    keep: Math.max(LEAST_KEPT, Math.ceil(keep * candidates)),
  })).filter(({ step, keep }) => step >= RANKING_WINDOW && keep < candidates);
}

/**
 * Whether a candidate may go on past a rung: it is among the best so many there by smoothed loss, or within noise of the last of them.
 * It depends on the curves before the rung alone, so it comes out the same whenever and in whatever order the candidates got there.
 * @param others all other candidates that got there; those that diverged before it didn't
 */
export function mayGoOn(curve: LossCurve, others: readonly LossCurve[], { step, keep }: Rung): boolean {
  const own = curve.levelAfter(step);
  if (own === null) return false;
  const levels = others.map(other => other.levelAfter(step)).filter(level => level !== null);
  const last = levels.sort((a, b) => a.loss - b.loss)[keep - 1];
  return last === undefined || own.loss <= last.loss + last.noise;
}
