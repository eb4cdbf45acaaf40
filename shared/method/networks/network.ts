import { Refusal } from '../../contract/refusal.ts';
/**
 * One layer as plain data. A trainer's engines compute it, each its own way, so this says what, never how.
 * Rows come first in every shape; sizes are those of one row.
 */
export type Layer =
  /** activation(x · W + b), `[inputs]` → `[outputs]` */
  | { kind: 'dense'; name: string; inputs: number; outputs: number; relu: boolean }
  /**
   * A square convolution without padding, the largest of each `pool` × `pool` window (what is left over is not looked at), ReLU:
   * `[height, width, channels]` → `[⌊(height − kernel + 1) / pool⌋, …, filters]`
   */
  | {
      kind: 'convolution';
      name: string;
      height: number;
      width: number;
      channels: number;
      kernel: number;
      filters: number;
      pool: number;
    }
  /** Each token's vector, zeros for padding: `[length]` → `[length, width]` */
  | { kind: 'embedding'; name: string; vocabulary: number; length: number; width: number }
  /** The mean of a text's token vectors, padding aside (Joulin et al. 2016): `[length]` → `[width]` */
  | { kind: 'embeddingMean'; name: string; vocabulary: number; length: number; width: number }
  /**
   * A convolution over `window` tokens, its maximum over all places, ReLU (Kim 2014): `[length, width]` → `[filters]`
   */
  | { kind: 'textConvolution'; name: string; length: number; width: number; window: number; filters: number }
  /** While training, each number is 0 with probability `rate` and else divided by 1 − rate (Srivastava et al. 2014). */
  | { kind: 'dropout'; size: number; rate: number };

/** A network: its layers, the input's side first. The first takes rows of the data, the last gives the outputs. */
export interface Network {
  layers: readonly Layer[];
}

/** One named array of numbers that training changes, `[rows, width]` in memory. */
export interface Parameter {
  name: string;
  shape: number[];
  /**
   * Biases start at zero, so their update ratio means nothing at first: they don't count in the global one, and of an
   * embedding only the rows that the batch touched count [B4].
   */
  kind: 'weight' | 'bias' | 'embedding';
}

/** The parameters of a layer, in order. */
export function parametersOfLayer(layer: Layer): Parameter[] {
  const pair = (shape: number[], outputs: number): Parameter[] => [
    { name: `${(layer as { name: string }).name}.weight`, shape, kind: 'weight' },
    { name: `${(layer as { name: string }).name}.bias`, shape: [outputs], kind: 'bias' },
  ];
  switch (layer.kind) {
    case 'dense':
      return pair([layer.inputs, layer.outputs], layer.outputs);
    case 'convolution':
      return pair([layer.kernel, layer.kernel, layer.channels, layer.filters], layer.filters);
    case 'textConvolution':
      return pair([layer.window, layer.width, layer.filters], layer.filters);
    case 'embedding':
    case 'embeddingMean':
      return [{ name: `${layer.name}.weight`, shape: [layer.vocabulary, layer.width], kind: 'embedding' }];
    case 'dropout':
      return [];
  }
}

export const parametersOf = ({ layers }: Network): Parameter[] => layers.flatMap(parametersOfLayer);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

/**
 * The most numbers that a trainer can learn. A step holds at least four float32 numbers a parameter: weight, gradient, update, new
 * weight. Beyond this they are more than the 4 GiB that WASM can address, and it is better to say so than to spend minutes on
 * drawing the weights.
 */
export const MOST_PARAMETERS = 2 ** 28;

/**
 * @param inputs numbers of a row
 * @throws Refusal where a network learns more numbers than a trainer can hold.
 */
export function checkParameters(parameters: number, inputs: number): void {
  if (parameters > MOST_PARAMETERS)
    throw new Refusal('reason.failed.tooManyParameters', { parameters, inputs, most: MOST_PARAMETERS });
}

/** How many numbers a network learns. */
export const parameterCountOf = (network: Network): number =>
  parametersOf(network).reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Height and width of a convolution before its pooling, and after it. */
export function convolutionSizes({
  height,
  width,
  kernel,
  pool,
}: Pick<Extract<Layer, { kind: 'convolution' }>, 'height' | 'width' | 'kernel' | 'pool'>) {
  const before = { height: height - kernel + 1, width: width - kernel + 1 };
  return { before, after: { height: Math.floor(before.height / pool), width: Math.floor(before.width / pool) } };
}

/** Numbers that a layer gives for one row. */
export function outputSize(layer: Layer): number {
  switch (layer.kind) {
    case 'dense':
      return layer.outputs;
    case 'convolution': {
      const { after } = convolutionSizes(layer);
      return after.height * after.width * layer.filters;
    }
    case 'embedding':
      return layer.length * layer.width;
    case 'embeddingMean':
      return layer.width;
    case 'textConvolution':
      return layer.filters;
    case 'dropout':
      return layer.size;
  }
}

/** Numbers that a network gives a row. @throws Error where its last layer is none that gives outputs, a defect */
export function outputsOf({ layers }: Network): number {
  const last = layers.at(-1);
  if (last?.kind !== 'dense') throw new Error('a network ends with a dense layer');
  return last.outputs;
}

/**
 * By which rule a layer's weights start [M8]: He before ReLU, Glorot where the outputs follow, and small numbers for an embedding's
 * vectors; null where it has none. Biases start at zero.
 */
export function initialRuleOf(layer: Layer): 'he' | 'glorot' | 'embedding' | null {
  switch (layer.kind) {
    case 'dense':
      return layer.relu ? 'he' : 'glorot';
    case 'convolution':
    case 'textConvolution':
      return 'he';
    case 'embedding':
    case 'embeddingMean':
      return 'embedding';
    case 'dropout':
      return null;
  }
}
