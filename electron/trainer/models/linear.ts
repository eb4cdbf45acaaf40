import { Random, STREAMS } from '#shared/method/random.ts';
import { type DenseLayer, dense, denseParameters, initDense } from './dense.ts';
import type { Model } from './model.ts';

/** Softmax regression: one dense layer, straight from the inputs to the classes. */
export function linear(features: number, classes: number): Model {
  const output: DenseLayer = { name: 'output', fanIn: features, fanOut: classes, activation: 'linear' };
  return {
    parameters: denseParameters(output),
    init: seed => initDense(output, Random.from(seed, STREAMS.weights)),
    forward: (params, inputs) => dense(output, params, inputs, true),
  };
}
