import {
  initialRuleOf,
  type Layer,
  type Network,
  type Parameter,
  parametersOfLayer,
  sizeOf,
} from '#shared/method/networks/network.ts';
import { Random, STREAMS } from '#shared/method/random.ts';

/** What a layer's output passes through. */
export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'linear';

/**
 * The variance of the initial weights of a dense or convolutional layer by its activation [M8]: 2 / fanIn for the ReLU family
 * (He et al. 2015), and 2 / (fanIn + fanOut) for all others (Glorot & Bengio 2010).
 */
export const initialVariance = (activation: Activation, fanIn: number, fanOut: number): number =>
  activation === 'relu' ? 2 / fanIn : 2 / (fanIn + fanOut);

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

/** By which rule a parameter starts [M8], and the variance that it asks for; null: it starts at zero. */
export function initialisationOf(
  layer: Layer,
  { kind, shape }: Parameter,
): { rule: 'he' | 'glorot' | 'embedding'; variance: number } | null {
  const rule = initialRuleOf(layer);
  if (kind === 'bias' || rule === null) return null;
  if (rule === 'embedding') return { rule, variance: EMBEDDING_DEVIATION ** 2 };
  const fanOut = shape.at(-1) as number;
  return { rule, variance: initialVariance(rule === 'he' ? 'relu' : 'linear', sizeOf(shape) / fanOut, fanOut) };
}

/** The numbers that training starts from [M8], by parameter name; the same seed gives the same on every backend. */
export function initialParameters(network: Network, seed: number): Map<string, Float32Array> {
  const random = Random.from(seed, STREAMS.weights);
  return new Map(
    network.layers.flatMap(layer =>
      parametersOfLayer(layer).map((parameter): [string, Float32Array] => {
        const size = sizeOf(parameter.shape);
        const initialisation = initialisationOf(layer, parameter);
        return [
          parameter.name,
          initialisation ? uniformWeights(size, initialisation.variance, random) : new Float32Array(size),
        ];
      }),
    ),
  );
}
