import { type Network, parametersOfLayer, sizeOf } from '#shared/method/networks/network.ts';
import { Random, STREAMS } from '#shared/method/random.ts';

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

/** Standard deviation of an embedding's numbers at the start. */
const EMBEDDING_DEVIATION = 0.1;

/** The numbers that training starts from [M8], by parameter name; the same seed gives the same on every backend. */
export function initialParameters(network: Network, seed: number): Map<string, Float32Array> {
  const random = Random.from(seed, STREAMS.weights);
  return new Map(
    network.layers.flatMap(layer =>
      parametersOfLayer(layer).map(({ name, shape, kind }): [string, Float32Array] => {
        if (kind === 'bias') return [name, new Float32Array(sizeOf(shape))];
        if (kind === 'embedding') return [name, uniformWeights(sizeOf(shape), EMBEDDING_DEVIATION ** 2, random)];
        const fanOut = shape.at(-1) as number;
        const activation = layer.kind === 'dense' && !layer.relu ? 'linear' : 'relu';
        return [name, initialWeights(activation, sizeOf(shape) / fanOut, fanOut, random)];
      }),
    ),
  );
}
