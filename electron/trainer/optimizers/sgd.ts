import * as tf from '@tensorflow/tfjs-core';
import { mapTensors } from '../tensors.ts';
import type { Optimizer } from './optimizer.ts';

/** Stochastic gradient descent: Δw = −lr · g. */
export function sgd(): Optimizer {
  return {
    init: () => ({ slots: {}, updates: 0 }),
    update: (gradients, _, { updates }, learningRate) => ({
      deltas: mapTensors(gradients, g => tf.mul(g, -learningRate)),
      state: { slots: {}, updates: updates + 1 },
    }),
  };
}
