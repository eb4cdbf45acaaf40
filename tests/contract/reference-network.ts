/**
 * The networks in plain JavaScript and double precision, as an independent account of what the trainer must compute.
 */

export type Numbers = Readonly<Record<string, number[]>>;

/** The mean loss of a stack of dense layers with ReLU between them. */
export function referenceLoss(
  params: Numbers,
  layers: readonly string[],
  inputs: ArrayLike<number>,
  labels: ArrayLike<number>,
  lossOfRow: (outputs: readonly number[], label: number) => number,
): number {
  const rows = labels.length;
  const features = inputs.length / rows;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    let activations = Array.from({ length: features }, (_, i) => inputs[row * features + i] as number);
    layers.forEach((layer, depth) => {
      const weight = params[`${layer}.weight`] as number[];
      const bias = params[`${layer}.bias`] as number[];
      const sums = bias.map((b, j) =>
        activations.reduce((sum, x, i) => sum + x * (weight[i * bias.length + j] as number), b),
      );
      activations = depth < layers.length - 1 ? sums.map(x => Math.max(0, x)) : sums;
    });
    total += lossOfRow(activations, labels[row] as number);
  }
  return total / rows;
}

/** Softmax cross-entropy of one row. */
export const referenceCrossEntropy = (logits: readonly number[], label: number): number =>
  Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0)) - (logits[label] as number);

/** Squared error of one row. */
export const referenceSquaredError = ([output]: readonly number[], label: number): number =>
  ((output as number) - label) ** 2;

/** Gradients of a function of named numbers by central differences. */
export function finiteDifferences(f: (params: Numbers) => number, params: Numbers, epsilon = 1e-6): Numbers {
  return Object.fromEntries(
    Object.entries(params).map(([name, values]) => [
      name,
      values.map((value, i) => {
        const at = (moved: number) => f({ ...params, [name]: values.with(i, moved) });
        return (at(value + epsilon) - at(value - epsilon)) / (2 * epsilon);
      }),
    ]),
  );
}

/** ||delta|| / ||weight|| over all the named arrays together. */
export function referenceRatio(names: readonly string[], deltas: Numbers, weights: Numbers): number {
  const squares = (numbers: Numbers) =>
    names.flatMap(name => numbers[name] as number[]).reduce((sum, x) => sum + x * x, 0);
  return Math.sqrt(squares(deltas) / squares(weights));
}

/** One number's updates Δw of an optimizer for gradients that come one after the other. */
export type ReferenceOptimizer = (gradient: number) => number;

/** The optimizers for a single number, from their papers (Adam without our rearrangement). */
export const referenceOptimizers = {
  sgd: (lr: number): ReferenceOptimizer => {
    return g => -lr * g;
  },
  momentum: (lr: number, m: number): ReferenceOptimizer => {
    let v = 0;
    return g => {
      v = m * v + g;
      return -lr * v;
    };
  },
  nesterov: (lr: number, m: number): ReferenceOptimizer => {
    let v = 0;
    return g => {
      v = m * v + g;
      return -lr * (g + m * v);
    };
  },
  adam: (lr: number): ReferenceOptimizer => {
    let [first, second, t] = [0, 0, 0];
    return g => {
      t++;
      first = 0.9 * first + 0.1 * g;
      second = 0.999 * second + 0.001 * g * g;
      return (-lr * (first / (1 - 0.9 ** t))) / (Math.sqrt(second / (1 - 0.999 ** t)) + 1e-8);
    };
  },
};
