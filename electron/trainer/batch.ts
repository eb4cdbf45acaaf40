import * as tf from '@tensorflow/tfjs-core';
import type { Split } from './dataset.ts';

/** Some rows of a split on the current backend. */
export interface Batch {
  /** `[rows, features]` */
  inputs: tf.Tensor2D;
  /** One-hot, `[rows, classes]` */
  targets: tf.Tensor2D;
  /** `[rows]` class numbers */
  labels: Int32Array;
}

/** Puts rows of a split onto the current backend; the caller disposes the tensors. */
export function takeBatch(split: Split, rows: Uint32Array, classes: number): Batch {
  const labels = Int32Array.from(rows, row => split.labels[row] as number);
  const targets = new Float32Array(rows.length * classes);
  labels.forEach((label, i) => {
    targets[i * classes + label] = 1;
  });
  const inputs = split.inputs(rows);
  return {
    inputs: tf.tensor2d(inputs, [rows.length, inputs.length / rows.length]),
    targets: tf.tensor2d(targets, [rows.length, classes]),
    labels,
  };
}
