import * as tf from '@tensorflow/tfjs-core';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { meanSquaredError } from '../losses/mean-squared-error.ts';
import type { Task } from './task.ts';

/**
 * One number a row: mean squared error on the standardised target, judged by its root in the target's own unit. Labels
 * are the standardised targets.
 */
export function regression({ std }: Pick<NonNullable<DatasetFacts['targetScale']>, 'std'>): Task {
  const rmse = (loss: number): number => Math.sqrt(loss) * std;
  return {
    outputs: 1,
    targets: labels => Float32Array.from(labels),
    loss: meanSquaredError,
    predictions: outputs => tf.reshape(outputs, [-1]),
    metric: ({ loss }) => rmse(loss),
    batchMetric: (_, { loss }) => ({ metric: rmse(loss), recent: [] }),
  };
}
