import type { MetricName } from '../domain/metrics.ts';
import { classificationMetric } from './classification-metric.ts';
import { rmseOf, type TargetScale } from './target-scale.ts';

/** Dev loss and dev metric of the best answer that looks at no input. */
export interface Floor {
  loss: number;
  metric: number;
}

/**
 * What a classifier must beat: the cross-entropy (nats) of always answering with train's class frequencies, and the metric of
 * always answering train's largest class, both measured on dev.
 * @param trainCounts rows of each class in train, none of them 0.
 * @param devLabels `[rows]` class numbers.
 */
export function classificationFloor(
  metric: MetricName,
  trainCounts: readonly number[],
  devLabels: ArrayLike<number>,
): Floor {
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
export function regressionFloor(devTargets: ArrayLike<number>, scale: TargetScale): Floor {
  let sum = 0;
  for (let row = 0; row < devTargets.length; row++) sum += devTargets[row]! ** 2;
  const loss = sum / devTargets.length;
  return { loss, metric: rmseOf(devTargets, new Float64Array(devTargets.length), loss, scale) };
}
