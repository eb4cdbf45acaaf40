import * as tf from '@tensorflow/tfjs-core';
import { mapTensors, type NamedTensors, tensorOf } from '../tensors.ts';
import type { Optimizer } from './optimizer.ts';

/** Biases are left alone: they are few, and pulling them to 0 regularises nothing. */
const decays = (name: string): boolean => !name.endsWith('.bias');

/** Adds L2 regularisation to the gradients of an optimizer: g ← g + decay · w. */
export const coupled = (optimizer: Optimizer, decay: number): Optimizer => ({
  init: params => optimizer.init(params),
  update: (gradients, params, state, learningRate) => {
    const regularised = mapTensors(gradients, (g, name) =>
      decays(name) ? tf.add(g, tf.mul(tensorOf(params, name), decay)) : g,
    );
    return optimizer.update(regularised, params, state, learningRate);
  },
});

/** Shrinks weights beside an optimizer's update, Δw − lr · decay · w (AdamW, Loshchilov & Hutter 2019). */
export const decoupled = (optimizer: Optimizer, decay: number): Optimizer => ({
  init: params => optimizer.init(params),
  update: (gradients, params, state, learningRate) => {
    const { deltas, state: next } = optimizer.update(gradients, params, state, learningRate);
    const shrunk: NamedTensors = mapTensors(deltas, (delta, name) =>
      decays(name) ? tf.sub(delta, tf.mul(tensorOf(params, name), learningRate * decay)) : delta,
    );
    return { deltas: shrunk, state: next };
  },
});
