import { describe, expect, it } from 'vitest';
import { initialVariance, uniformWeights } from '#electron/trainer/initialisation.ts';
import { Random, STREAMS } from '#shared/method/random.ts';

describe('initial weights [M8]', () => {
  it.each([
    ['relu', 2 / 400],
    ['tanh', 2 / 500],
    ['sigmoid', 2 / 500],
    ['linear', 2 / 500],
  ] as const)('of a %s layer with 400 inputs and 100 outputs have mean 0 and variance %d', (activation, variance) => {
    const weights = uniformWeights(40_000, initialVariance(activation, 400, 100), Random.from(1, STREAMS.weights));
    const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
    const measured = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length;
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / weights.length));
    expect(measured / variance).toBeCloseTo(1, 1);
  });
});
