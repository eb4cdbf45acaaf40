import type { ModelKind } from '../domain/hyperparameters.ts';

/**
 * How many numbers a network learns: weights `[in, out]` and biases `[out]` of each dense layer.
 * @param inputs numbers a row (`inputWidth`)
 * @param outputs numbers that the network gives a row (`outputsOf`)
 */
export function parameterCount(model: ModelKind, inputs: number, hidden: readonly number[], outputs: number): number {
  const sizes = [inputs, ...(model === 'linear' ? [] : hidden), outputs];
  return sizes.slice(1).reduce((sum, size, i) => sum + ((sizes[i] as number) + 1) * size, 0);
}
