import type { LossCurve } from '../../curves/loss-curve.ts';
import type { TrialRecord } from '../stage-definition.ts';

/** The learning rate of a ladder's trial. */
export const rateOf = ({ trial }: TrialRecord): number => trial.hyperparameters.learningRate;

/** Whether a curve is not the whole one, so that nothing may rest on it: no rank, no level, no comparison. */
export const isDamaged = ({ damagedFrom }: Pick<TrialRecord, 'damagedFrom'>): boolean => damagedFrom !== null;

/** Too few steps say nothing about a level. */
const FEWEST_STEPS = 10;

/** A trial that has a place in the ranking. */
export type Ranked = TrialRecord & { curve: LossCurve };

/** The trials that can be compared, the best first, and the loss below which a curve is within noise of the lowest (null: none is). */
export interface Ranking {
  ranked: Ranked[];
  threshold: number | null;
}

/**
 * Ranks a ladder [L3]: among the candidates whose final smoothed loss is within noise of the lowest, the one that got there
 * in the fewest steps comes first, then the rest by final smoothed loss. Diverged and failed ones are out, and those whose curve is
 * damaged. Equal ones go from high rate to low.
 */
export function rank(trials: readonly TrialRecord[]): Ranking {
  const usable = trials.filter(isUsable).sort((a, b) => rateOf(b) - rateOf(a));
  const lowest = usable.reduce<Ranked | null>(
    (low, one) => (low === null || finalOf(one) < finalOf(low) ? one : low),
    null,
  );
  const threshold = lowest === null ? null : finalOf(lowest) + (lowest.curve.noise ?? 0);
  return { ranked: usable.sort((a, b) => compare(a, b, threshold ?? 0)), threshold };
}

/** The final smoothed loss. */
export const finalOf = ({ curve }: Ranked): number => curve.final ?? Number.POSITIVE_INFINITY;

function isUsable(one: TrialRecord): one is Ranked {
  const out = one.trial.status === 'diverged' || one.trial.status === 'failed';
  return !out && !isDamaged(one) && one.curve !== null && one.curve.count >= FEWEST_STEPS && one.curve.final !== null;
}

function compare(a: Ranked, b: Ranked, threshold: number): number {
  const [lossA, lossB] = [finalOf(a), finalOf(b)];
  const [withinA, withinB] = [lossA <= threshold, lossB <= threshold];
  if (withinA !== withinB) return withinA ? -1 : 1;
  if (!withinA) return lossA - lossB;
  const reached = (one: Ranked) => one.curve.stepsToReach(threshold) ?? Number.POSITIVE_INFINITY;
  return reached(a) - reached(b) || lossA - lossB;
}
