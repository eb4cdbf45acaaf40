import { Random, STREAMS } from '#shared/method/random.ts';
import { type DenseLayer, dense, denseParameters, initDense } from './dense.ts';
import type { Model } from './model.ts';

/** Softmax or linear regression: one dense layer, straight from the inputs to the outputs. */
export function linear(inputs: number, outputs: number): Model {
  const output: DenseLayer = { name: 'output', fanIn: inputs, fanOut: outputs, activation: 'linear' };
  return {
    parameters: denseParameters(output),
    init: seed => initDense(output, Random.from(seed, STREAMS.weights)),
    forward: (params, rows) => dense(output, params, rows, true),
  };
}
