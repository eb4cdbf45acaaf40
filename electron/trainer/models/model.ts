import type * as tf from '@tensorflow/tfjs-core';
import type { NamedTensors } from '../tensors.ts';

/** One named array of numbers that training changes. */
export interface Parameter {
  name: string;
  shape: number[];
  /** Biases start at zero, so their update ratio means nothing at first: they don't count in the global one [B4]. */
  kind: 'weight' | 'bias';
}

/** A network as pure functions over named parameters. */
export interface Model {
  /** In order; the names are the keys of every `NamedTensors` that belongs to the model. */
  parameters: readonly Parameter[];
  /** Initial parameters on the current backend; the same seed gives the same numbers on any. */
  init(seed: number): NamedTensors;
  /**
   * @param inputs `[rows, inputs]`
   * @param training whether layers that behave differently while training (dropout) should
   * @returns `[rows, outputs]`: logits, or the value
   */
  forward(params: NamedTensors, inputs: tf.Tensor2D, training: boolean): tf.Tensor2D;
}

/** How many numbers a model learns. */
export function parameterCountOf({ parameters }: Model): number {
  return parameters.reduce((sum, { shape }) => sum + shape.reduce((size, n) => size * n, 1), 0);
}
