import * as tf from '@tensorflow/tfjs-core';
import type { Split } from './dataset.ts';
import type { Task } from './tasks/task.ts';

/** Some rows of a split on the current backend. */
export interface Batch {
  /** `[rows, inputs]` */
  inputs: tf.Tensor2D;
  /** `[rows, outputs]` */
  targets: tf.Tensor2D;
  /** `[rows]` */
  labels: number[];
}

/** Puts rows of a split onto the current backend; the caller disposes the tensors. */
export function takeBatch(split: Split, rows: Uint32Array, task: Task): Batch {
  const labels = Array.from(rows, row => split.labels[row] as number);
  return {
    inputs: tf.tensor2d(split.inputs(rows), [rows.length, split.width]),
    targets: tf.tensor2d(task.targets(labels), [rows.length, task.outputs]),
    labels,
  };
}
