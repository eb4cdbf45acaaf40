import type { ModelKind } from '../domain/hyperparameters.ts';

/** How many numbers a network learns: weights `[in, out]` and biases `[out]` of each dense layer. */
export function parameterCount(model: ModelKind, features: number, hidden: readonly number[], classes: number): number {
  const sizes = [features, ...(model === 'linear' ? [] : hidden), classes];
  return sizes.slice(1).reduce((sum, size, i) => sum + ((sizes[i] as number) + 1) * size, 0);
}
