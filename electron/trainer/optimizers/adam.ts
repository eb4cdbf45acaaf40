import * as tf from '@tensorflow/tfjs-core';
import { mapTensors, tensorOf } from '../tensors.ts';
import { ADAM } from './adam-constants.ts';
import type { Optimizer } from './optimizer.ts';

const { beta1: BETA1, beta2: BETA2, epsilon: EPSILON } = ADAM;

/**
 * Adam (Kingma & Ba 2015, algorithm 1): first ← β₁ first + (1 − β₁) g, second ← β₂ second + (1 − β₂) g²,
 * Δw = −lr · (first / (1 − β₁ᵗ)) / (√(second / (1 − β₂ᵗ)) + ε), with t counted from 1.
 */
export function adam(): Optimizer {
  return {
    init: params => ({
      slots: { first: mapTensors(params, w => tf.zerosLike(w)), second: mapTensors(params, w => tf.zerosLike(w)) },
      updates: 0,
    }),
    update: (gradients, _, { slots, updates }, learningRate) => {
      const t = updates + 1;
      const first = mapTensors(gradients, (g, name) =>
        tf.add(tf.mul(tensorOf(slots.first ?? {}, name), BETA1), tf.mul(g, 1 - BETA1)),
      );
      const second = mapTensors(gradients, (g, name) =>
        tf.add(tf.mul(tensorOf(slots.second ?? {}, name), BETA2), tf.mul(tf.square(g), 1 - BETA2)),
      );
      // Both corrections are moved out of the tensors: √(v / c) + ε = (√v + ε √c) / √c.
      const root = Math.sqrt(1 - BETA2 ** t);
      const rate = (-learningRate * root) / (1 - BETA1 ** t);
      const deltas = mapTensors(first, (m, name) =>
        tf.mul(tf.div(m, tf.add(tf.sqrt(tensorOf(second, name)), EPSILON * root)), rate),
      );
      return { deltas, state: { slots: { first, second }, updates: t } };
    },
  };
}
