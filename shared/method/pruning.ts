import type { StagePlan } from '../domain/project.ts';
import { type LossCurve, RANKING_WINDOW } from './loss-curve.ts';

/** Where the rungs of a ladder are compared: before this step, so many of them may go on. */
export interface Barrier {
  step: number;
  keep: number;
}

/** Successive halving (Jamieson & Talwalkar 2016): at these shares of a rung's steps, these shares of the rungs go on. */
const HALVINGS = [
  { at: 1 / 4, keep: 1 / 2 },
  { at: 1 / 2, keep: 1 / 4 },
] as const;

/** However few rungs there are, so many go on: the best and what it is compared with. */
const LEAST_KEPT = 2;

/**
 * The barriers of a pruned ladder. The first one is the end of the grace period: before it, and before the ranking's moving average
 * has seen a window of steps, no rung is judged. None where there is nothing to spare.
 * @param steps num_steps of each rung
 * @param rungs how many the ladder was planned with
 */
export function barriersOf(steps: number, rungs: number): Barrier[] {
  return HALVINGS.map(({ at, keep }) => ({
    step: Math.round(at * steps),
    keep: Math.max(LEAST_KEPT, Math.ceil(keep * rungs)),
  })).filter(({ step, keep }) => step >= RANKING_WINDOW && keep < rungs);
}

/** The barriers of a plan: of the rungs that it began with, since those that come later are compared with them. */
export const barriersOfPlan = ({ prune, base, rates, added }: StagePlan): Barrier[] =>
  prune ? barriersOf(base.steps, rates.length - added.length) : [];

/**
 * Whether a rung may go on past a barrier: it is among the best so many there by smoothed loss, or within noise of the last of them.
 * It depends on the curves before the barrier alone, so it comes out the same whenever and in whatever order the rungs got there.
 * @param others all other rungs of the ladder that got there; those that diverged before it didn't
 */
export function mayGoOn(curve: LossCurve, others: readonly LossCurve[], { step, keep }: Barrier): boolean {
  const own = curve.levelAfter(step);
  if (own === null) return false;
  const levels = others.map(other => other.levelAfter(step)).filter(level => level !== null);
  const last = levels.sort((a, b) => a.loss - b.loss)[keep - 1];
  return last === undefined || own.loss <= last.loss + last.noise;
}
