import type * as tf from '@tensorflow/tfjs-core';
import type { JudgedBatch } from '#shared/method/recent-batches.ts';

/** What a network is trained for: which loss goes down, and what figure judges it. */
export interface Task {
  /** Numbers that the network gives a row. */
  outputs: number;
  /** What the outputs of rows with these labels should be, `[rows, outputs]`. */
  targets(labels: readonly number[]): Float32Array;
  /** Mean over the rows, a scalar; stable at any size of outputs. */
  loss(outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar;
  /** What the network says of each row, in the terms of a label: float32 `[rows]`. */
  predictions(outputs: tf.Tensor2D): tf.Tensor1D;
  /** The metric on a whole split. Not finite where the loss isn't. */
  metric(judged: Judged): number;
  /**
   * The metric of a step [M1], and what the next step's needs of this one.
   * @param recent what the step before gave; [] before the first
   */
  batchMetric(recent: readonly JudgedBatch[], judged: Judged): { metric: number; recent: readonly JudgedBatch[] };
}

/** Rows and how the network did on them. */
export interface Judged extends JudgedBatch {
  loss: number;
}
