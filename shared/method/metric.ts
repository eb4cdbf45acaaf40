import type { MetricName } from '../domain/metrics.ts';

/** Classes count as imbalanced where the largest has more than this many times the rows of the smallest. */
export const IMBALANCE_LIMIT = 2;

/**
 * Which metric judges trials on a classification [M1]: accuracy, or macro-F1 where the classes are imbalanced (the
 * largest has more than `IMBALANCE_LIMIT` times the rows of the smallest), since there a network that forgets the rare
 * classes still scores a high accuracy. The metric of a single batch stays accuracy: a batch is too small for F1.
 * @param classCounts rows of each class, none of them 0.
 */
export function classificationMetric(classCounts: readonly number[]): Extract<MetricName, 'accuracy' | 'macroF1'> {
  return imbalance(classCounts) > IMBALANCE_LIMIT ? 'macroF1' : 'accuracy';
}

/** Rows of the largest class over rows of the smallest. */
export const imbalance = (classCounts: readonly number[]): number =>
  Math.max(...classCounts) / Math.min(...classCounts);

/**
 * Share of predictions that are right, 0 to 1. NaN where there are none.
 * @param labels,predictions class indices, one a row.
 */
export function accuracy(labels: Int32Array, predictions: Int32Array): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === predictions[i]) right++;
  return right / labels.length;
}

/**
 * Mean over the classes of F1 = 2·TP / (2·TP + FP + FN), 0 to 1. A class that stands neither among the labels nor among
 * the predictions has no F1 and is left out of the mean, as in scikit-learn. NaN where there are no rows.
 * @param labels,predictions class indices, one a row.
 */
export function macroF1(labels: Int32Array, predictions: Int32Array, classes: number): number {
  const right = new Float64Array(classes);
  const seen = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const prediction = predictions[i]!;
    if (label === prediction) right[label]!++;
    // Labels plus predictions of a class are 2·TP + FP + FN.
    seen[label]!++;
    seen[prediction]!++;
  }
  let sum = 0;
  let counted = 0;
  for (let c = 0; c < classes; c++) {
    if (seen[c] === 0) continue;
    sum += (2 * right[c]!) / seen[c]!;
    counted++;
  }
  return sum / counted;
}
