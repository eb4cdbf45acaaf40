import { RANKING_WINDOW } from '../curves/loss-curve.ts';

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

/** At these shares of a trial's steps candidates are compared. */
export const RUNG_SHARES: readonly number[] = HALVINGS.map(({ at }) => at);

/** However few candidates there are, so many go on: the best and what it is compared with. */
const LEAST_KEPT = 2;

/**
 * The rungs of a pruned search. The first one is the end of the grace period: before it, and before the ranking's moving average
 * has seen a window of steps, no candidate is compared. None where there is nothing to spare.
 * @param steps num_steps of each candidate
 * @param candidates how many the search was planned with
 */
export function rungsOf(steps: number, candidates: number): Rung[] {
  return sharedRungs(candidates)
    .map(({ share, keep }) => ({ step: Math.round(share * steps), keep }))
    .filter(({ step }) => step >= RANKING_WINDOW);
}

/** The same as shares of each candidate's own steps, where they don't all have as many. */
export const sharedRungs = (candidates: number): { share: number; keep: number }[] =>
  HALVINGS.map(({ at, keep }) => ({ share: at, keep: Math.max(LEAST_KEPT, Math.ceil(keep * candidates)) })).filter(
    ({ keep }) => keep < candidates,
  );
