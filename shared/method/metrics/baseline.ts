import type { Candidate } from '../../domain/answer.ts';
import type { DatasetFacts } from '../../domain/dataset.ts';
import type { MetricName } from '../../domain/metrics.ts';
import { classificationMetric } from './classification-metric.ts';
import { rmseOf, type TargetScale } from './target-scale.ts';

/**
 * Entropy of class frequencies in nats, −Σ p · ln p: the cross-entropy of always answering with the frequencies, and so
 * the baseline that training must beat. ln C where C classes are equally frequent.
 * @param counts rows of each class; a class without rows adds nothing.
 */
export function entropyOf(counts: readonly number[]): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / total) * Math.log(n / total)), 0);
}

/** Class frequencies count as equal where their entropy is that close to ln C, in nats. */
const BALANCED = 0.005;

/**
 * The training loss of the best answer that ignores its inputs, which training must beat: the entropy of the class
 * frequencies in train (ln C where they are `balanced`), or for regression the variance of the standardised target in
 * train, which is 1 by its making.
 */
export function trainBaseline({ entropy, classes }: Pick<DatasetFacts, 'entropy' | 'classes'>): {
  loss: number;
  kind: 'balanced' | 'entropy' | 'mean';
} {
  if (entropy === null) return { loss: 1, kind: 'mean' };
  const balanced = Math.log(classes.length) - entropy < BALANCED;
  return balanced ? { loss: Math.log(classes.length), kind: 'balanced' } : { loss: entropy, kind: 'entropy' };
}

/** Whether a curve's final smoothed loss lies below the baseline, by more than its noise. */
export const beatsBaseline = (
  { finalLoss, noise }: Pick<Candidate, 'finalLoss' | 'noise'>,
  facts: Parameters<typeof trainBaseline>[0],
): boolean => finalLoss !== null && finalLoss + (noise ?? 0) < trainBaseline(facts).loss;

/** Dev loss and dev metric of the best answer that looks at no input. */
export interface Baseline {
  loss: number;
  metric: number;
}

/**
 * What a classifier must beat: the cross-entropy (nats) of always answering with train's class frequencies, and the metric of
 * always answering train's largest class, both measured on dev.
 * @param trainCounts rows of each class in train, none of them 0.
 * @param devLabels `[rows]` class numbers.
 */
export function classificationBaseline(
  metric: MetricName,
  trainCounts: readonly number[],
  devLabels: ArrayLike<number>,
): Baseline {
  const total = trainCounts.reduce((sum, n) => sum + n, 0);
  const majority = trainCounts.indexOf(Math.max(...trainCounts));
  let loss = 0;
  for (let row = 0; row < devLabels.length; row++) loss -= Math.log(trainCounts[devLabels[row]!]! / total);
  const predictions = new Int32Array(devLabels.length).fill(majority);
  return {
    loss: loss / devLabels.length,
    metric: classificationMetric(metric, devLabels, predictions, trainCounts.length),
  };
}

/**
 * What a regression must beat: the error of always answering train's mean, measured on dev.
 * @param devTargets `[rows]`, standardised with train's mean and standard deviation, so that the mean is 0.
 * @param scale train's mean and standard deviation, in the target's own unit, or of its logarithm.
 * @returns loss: mean squared error of the standardised target; metric: the root of the mean squared error in the target's own unit (RMSE).
 */
export function regressionBaseline(devTargets: ArrayLike<number>, scale: TargetScale): Baseline {
  let sum = 0;
  for (let row = 0; row < devTargets.length; row++) sum += devTargets[row]! ** 2;
  const loss = sum / devTargets.length;
  return { loss, metric: rmseOf(devTargets, new Float64Array(devTargets.length), loss, scale) };
}

/** The share of what is to be learnt of a batch that may be left once it is learnt by heart. */
const LEFT = 0.1;

/** A batch of one class, or of one target: any network should come down to that. */
const LEAST = 0.01;

/**
 * The loss that a network should reach when it is trained on one batch alone: a tenth of what the best answer that ignores the
 * inputs gets there (the entropy of the batch's classes, or the variance of its targets).
 * @param labels `[rows]`: class numbers, or standardised targets
 */
export function singleBatchBaseline(labels: Int32Array | Float32Array): number {
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
