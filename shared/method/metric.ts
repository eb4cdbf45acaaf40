import type { MetricName } from '../domain/metrics.ts';

/** Classes count as imbalanced where the largest has more than this many times the rows of the smallest. */
export const IMBALANCE_LIMIT = 2;

/**
 * Which metric judges trials on a classification [M1]: accuracy, or macro-F1 where the classes are imbalanced (the
 * largest has more than `IMBALANCE_LIMIT` times the rows of the smallest), since there a network that forgets the rare
 * classes still scores a high accuracy. The metric of a single batch stays accuracy: a batch is too small for F1.
 * @param classCounts rows of each class, none of them 0.
 */
export function chooseMetric(classCounts: readonly number[]): Extract<MetricName, 'accuracy' | 'macroF1'> {
  return imbalance(classCounts) > IMBALANCE_LIMIT ? 'macroF1' : 'accuracy';
}

/** Rows of the largest class over rows of the smallest. */
const imbalance = (classCounts: readonly number[]): number => Math.max(...classCounts) / Math.min(...classCounts);
