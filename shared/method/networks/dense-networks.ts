import type { Layer, Network } from './network.ts';

/** One dense layer, straight from the inputs to the outputs: softmax or linear regression. */
export const linear = (inputs: number, outputs: number): Network => ({
  layers: [{ kind: 'dense', name: 'output', inputs, outputs, relu: false }],
});

/**
 * Hidden dense layers with ReLU, then one without that gives the outputs.
 * @param dropout after each hidden layer; 0: none
 */
export function mlp(inputs: number, hidden: readonly number[], outputs: number, dropout: number): Network {
  const sizes = [inputs, ...hidden];
  const layers = hidden.flatMap((size, i): Layer[] => [
    { kind: 'dense', name: `hidden${i + 1}`, inputs: sizes[i] as number, outputs: size, relu: true },
    ...dropoutOf(size, dropout),
  ]);
  const last = sizes.at(-1) as number;
  return { layers: [...layers, { kind: 'dense', name: 'output', inputs: last, outputs, relu: false }] };
}

/** A dropout layer, or none where the rate is 0. */
export const dropoutOf = (size: number, rate: number): Layer[] => (rate === 0 ? [] : [{ kind: 'dropout', size, rate }]);
