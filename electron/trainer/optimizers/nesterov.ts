import * as tf from '@tensorflow/tfjs-core';
import { mapTensors, tensorOf } from '../tensors.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Nesterov's accelerated gradient with the gradient taken at the current point, as PyTorch does it:
 * v ← m · v + g, Δw = −lr · (g + m · v).
 */
export function nesterov(m: number): Optimizer {
  return {
    init: params => ({ slots: { velocity: mapTensors(params, w => tf.zerosLike(w)) }, updates: 0 }),
    update: (gradients, _, { slots, updates }, learningRate) => {
      const velocity = mapTensors(gradients, (g, name) => tf.add(tf.mul(tensorOf(slots.velocity ?? {}, name), m), g));
      return {
        deltas: mapTensors(gradients, (g, name) =>
          tf.mul(tf.add(g, tf.mul(tensorOf(velocity, name), m)), -learningRate),
        ),
        state: { slots: { velocity }, updates: updates + 1 },
      };
    },
  };
}
