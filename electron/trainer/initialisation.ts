import type { Random } from '#shared/method/random.ts';

/** What a layer's output passes through. */
export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'linear';

/**
 * Initial weights of a dense or convolutional layer by its activation [M8]: variance 2 / fanIn for the ReLU family (He et
 * al. 2015), and 2 / (fanIn + fanOut) for all others (Glorot & Bengio 2010).
 * @returns `[fanIn, fanOut]`, row by row
 */
export function initialWeights(activation: Activation, fanIn: number, fanOut: number, random: Random): Float32Array {
  const variance = activation === 'relu' ? 2 / fanIn : 2 / (fanIn + fanOut);
  return uniformWeights(fanIn * fanOut, variance, random);
}

/**
 * Numbers with mean 0 and that variance. Drawn uniformly, since that needs only arithmetic which every engine rounds alike; a
 * uniform distribution on ±a has variance a² / 3.
 */
export function uniformWeights(size: number, variance: number, random: Random): Float32Array {
  const limit = Math.sqrt(3 * variance);
  const weights = new Float32Array(size);
  for (let i = 0; i < size; i++) weights[i] = (2 * random.uniform() - 1) * limit;
  return weights;
}
