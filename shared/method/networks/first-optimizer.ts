import type { ModelKind, OptimizerKind } from '../../domain/hyperparameters.ts';

/** How much above the best of the three optimizers' the recommended test loss was, as a factor, over some data sets. */
export interface OptimizerFigures {
  median: number;
  worst: number;
}

/** The optimizer of a first ladder, and what says so. */
export interface FirstOptimizer {
  optimizer: 'sgd' | 'momentum' | 'adam';
  /** Null: too little was measured of the kind to tell them apart, so it stays as it was. */
  measured: { cases: number; figures: Record<'sgd' | 'momentum' | 'adam', OptimizerFigures> } | null;
}

/**
 * Which optimizer a first ladder trains each kind of network with: of SGD, SGD with momentum 0.9 and Adam the one whose recommended rate
 * and num_steps did best on test, in the median and in the worst case (docs/measurements/optimizers.md).
 */
const FIRST: Readonly<Record<ModelKind, FirstOptimizer>> = {
  linear: { optimizer: 'sgd', measured: null },
  mlp: {
    optimizer: 'momentum',
    measured: {
      cases: 13,
      figures: {
        sgd: { median: 1.024, worst: 1.58 },
        momentum: { median: 1.004, worst: 1.19 },
        adam: { median: 1.015, worst: 1.37 },
      },
    },
  },
  cnn: { optimizer: 'sgd', measured: null },
  fasttext: {
    optimizer: 'adam',
    measured: {
      cases: 1,
      figures: {
        sgd: { median: 1.04, worst: 1.04 },
        momentum: { median: 1.02, worst: 1.02 },
        adam: { median: 1, worst: 1 },
      },
    },
  },
  textcnn: { optimizer: 'adam', measured: null },
};

export const firstOptimizer = (model: ModelKind): FirstOptimizer => FIRST[model];

/** What to try beside a ladder's optimizer: Adam, or where it is that, what the network's kind begins with, or SGD with momentum. */
export function otherOptimizer(model: ModelKind, tried: OptimizerKind): FirstOptimizer['optimizer'] {
  if (tried !== 'adam') return 'adam';
  const { optimizer } = firstOptimizer(model);
  return optimizer === 'adam' ? 'momentum' : optimizer;
}
