import type { Candidate } from '../../domain/answer.ts';
import type { DatasetFacts, Task } from '../../domain/dataset.ts';
import type { MetricName } from '../../domain/metrics.ts';
import type { Reason } from '../../domain/reason.ts';

/** Classes count as imbalanced where the largest has more than this many times the rows of the smallest. */
export const IMBALANCE_LIMIT = 2;

/** Rows of the largest class over rows of the smallest. */
export const imbalanceOf = (classCounts: readonly number[]): number =>
  Math.max(...classCounts) / Math.min(...classCounts);

export const isImbalanced = (classCounts: readonly number[]): boolean => imbalanceOf(classCounts) > IMBALANCE_LIMIT;

/** Whether one value of a metric is better than another of the same; an error is better where it is lower. No metric, or an unknown value: never. */
export function isBetter(one: Candidate['metric'], other: Candidate['metric']): boolean {
  if (one.name === 'none' || one.value === null || other.value === null) return false;
  return one.name === 'rmse' ? one.value < other.value : one.value > other.value;
}

/**
 * Which metric evaluates trials beside the loss, and why [M1]:
 * - regression: the root of the mean squared error, in the target's own unit;
 * - classification: accuracy, or macro-F1 where the classes are imbalanced (the largest has more than `IMBALANCE_LIMIT`
 *   times the rows of the smallest), since there a network that forgets the rare classes still scores a high accuracy.
 * @param classCounts rows of each class, none of them 0; empty for regression.
 */
export function chooseMetric(task: Task, classCounts: readonly number[]): { metric: MetricName; reason: Reason } {
  if (task === 'regression') return { metric: 'rmse', reason: { key: 'data.metric.regression', values: {} } };
  const values = { ratio: Number(imbalanceOf(classCounts).toPrecision(3)), limit: IMBALANCE_LIMIT };
  return isImbalanced(classCounts)
    ? { metric: 'macroF1', reason: { key: 'data.metric.imbalanced', values } }
    : { metric: 'accuracy', reason: { key: 'data.metric.balanced', values } };
}

/**
 * R², the share of the dev target's variance that a network explains: 1 − mean squared error ÷ variance, both of the
 * standardised target. 1 is perfect, 0 no better than the dev mean, negative is worse. Null where there is nothing to
 * explain or nothing was measured.
 */
export function rSquared(devLoss: number | null, { targetScale }: Pick<DatasetFacts, 'targetScale'>): number | null {
  if (devLoss === null || targetScale === null || targetScale.devVariance === 0) return null;
  return 1 - devLoss / targetScale.devVariance;
}

/** What it is called: where the logarithm of the target is learnt, it is that of the logarithm. */
export const rSquaredName = (facts: Pick<DatasetFacts, 'targetScale'> | null): string =>
  facts?.targetScale?.log ? 'R²(log)' : 'R²';
