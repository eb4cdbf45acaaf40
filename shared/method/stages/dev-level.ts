import { meanLoss, meanRows, pairedDifference } from '../curves/dev-rows.ts';
import { bestEvaluation, smoothedEvaluations } from '../curves/evaluations.ts';
import type { LossCurve } from '../curves/loss-curve.ts';
import type { TrialRecord } from './stage-definition.ts';

/* How low a trial's dev loss came, by which the trials of a stage are ranked [L3, S4]. */

/** Whether a curve is not the whole one, so that nothing may rest on it: no rank, no level, no comparison. */
export const isDamaged = ({ damagedFrom }: Pick<TrialRecord, 'damagedFrom'>): boolean => damagedFrom !== null;

/** One trial's dev curve, as far as ranking reads it. */
export interface DevLevel {
  one: TrialRecord & { curve: LossCurve };
  /** Of its evaluations, in order. */
  steps: Float64Array;
  smoothed: Float64Array;
  /** Which of them is the best evaluation. */
  at: number;
}

/** Null where nothing was evaluated since training began. */
export function devLevel(one: TrialRecord & { curve: LossCurve }): DevLevel | null {
  if (!one.dev || one.dev.count === 0) return null;
  const { steps, losses } = one.dev;
  const smoothed = smoothedEvaluations(losses);
  const at = bestEvaluation(steps, losses);
  return at < 0 ? null : { one, steps, smoothed, at };
}

/** The dev loss of the best answer that ignores the inputs, over the rows that are kept; ∞: not known. */
export function baselineOf(trials: readonly TrialRecord[]): number {
  const rows = trials.flatMap(one => one.rows.filter(({ step }) => step === 0))[0]?.losses;
  return rows?.length ? meanLoss(rows) : Number.POSITIVE_INFINITY;
}

export const lowest = ({ smoothed, at }: DevLevel): number => smoothed[at] as number;

/** The dev rows of a trial's best evaluation, where they are kept. */
export const rowsOf = ({ one, steps, at }: DevLevel): Float32Array | null =>
  one.rows?.find(({ step }) => step === steps[at])?.losses ?? null;

/** Standard error of a difference of dev losses that comes from which rows are in dev. Where rows weren't kept it is unknown, and counts as none. */
export function rowError(levels: DevLevel[], deepest: DevLevel[]): number {
  const [own, other] = [levels, deepest].map(of => of.map(rowsOf).filter(rows => rows !== null));
  if (!own?.length || !other?.length) return 0;
  const [a, b] = [meanRows(own), meanRows(other)];
  return a.length === b.length ? pairedDifference(a, b).error : 0;
}

export const reachedAt = ({ steps, smoothed }: DevLevel, threshold: number): number => {
  const i = smoothed.findIndex((loss, at) => (steps[at] as number) > 0 && loss <= threshold);
  return i < 0 ? Number.POSITIVE_INFINITY : (steps[i] as number);
};
