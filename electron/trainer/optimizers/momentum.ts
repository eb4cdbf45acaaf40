import * as tf from '@tensorflow/tfjs-core';
import { mapTensors, tensorOf } from '../tensors.ts';
import type { Optimizer } from './optimizer.ts';

/** Heavy-ball momentum (Polyak 1964) in the form of Sutskever et al. and PyTorch: v ← m · v + g, Δw = −lr · v. */
export function momentum(m: number): Optimizer {
  return {
    init: params => ({ slots: { velocity: mapTensors(params, w => tf.zerosLike(w)) }, updates: 0 }),
    update: (gradients, _, { slots, updates }, learningRate) => {
      const velocity = mapTensors(gradients, (g, name) => tf.add(tf.mul(tensorOf(slots.velocity ?? {}, name), m), g));
      return {
        deltas: mapTensors(velocity, v => tf.mul(v, -learningRate)),
        state: { slots: { velocity }, updates: updates + 1 },
      };
    },
  };
}
