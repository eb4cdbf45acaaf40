import { entropyOf } from '../metrics/entropy.ts';

/** The share of what is to be learnt of a batch that may be left once it is learnt by heart. */
const LEFT = 0.1;

/** A batch of one class, or of one target: any network should come down to that. */
const LEAST = 0.01;

/**
 * The loss that a network should reach when it is trained on one batch alone: a tenth of what the best answer that ignores the
 * inputs gets there (the entropy of the batch's classes, or the variance of its targets).
 * @param labels `[rows]`: class numbers, or standardised targets
 */
export function singleBatchBar(labels: Int32Array | Float32Array): number {
  return Math.max(LEAST, LEFT * (labels instanceof Int32Array ? entropyOf(countsOf(labels)) : varianceOf(labels)));
}

function countsOf(labels: Int32Array): number[] {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()];
}

function varianceOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
