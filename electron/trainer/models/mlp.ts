import { Random, STREAMS } from '#shared/method/random.ts';
import { type DenseLayer, dense, denseParameters, initDense } from './dense.ts';
import type { Model } from './model.ts';

/** Hidden dense layers with ReLU, then a dense layer without activation that gives the outputs. */
export function mlp(inputs: number, hidden: readonly number[], outputs: number): Model {
  const sizes = [inputs, ...hidden, outputs];
  const layers = sizes.slice(1).map((fanOut, i): DenseLayer => {
    const last = i === hidden.length;
    return {
      name: last ? 'output' : `hidden${i + 1}`,
      fanIn: sizes[i] as number,
      fanOut,
      activation: last ? 'linear' : 'relu',
    };
  });
  return {
    parameters: layers.flatMap(denseParameters),
    init: seed => {
      const random = Random.from(seed, STREAMS.weights);
      return Object.assign({}, ...layers.map(layer => initDense(layer, random)));
    },
    forward: (params, rows) =>
      layers.reduce((activations, layer, i) => dense(layer, params, activations, i === 0), rows),
  };
}
