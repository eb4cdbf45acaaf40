import { existsSync } from 'node:fs';
import type { Hyperparameters, ModelKind, OptimizerKind } from '#shared/domain/hyperparameters.ts';

/** One network on one data set, trained by one optimizer from one seed. */
export interface Case {
  /** Network and data set: what constants are fitted without, one at a time. */
  task: string;
  source: string;
  /** Where Descent would take the data for another task. */
  regression: boolean;
  model: ModelKind;
  /** Sizes that the person chose. */
  sizes: Sizes;
  optimizer: OptimizerKind;
  seed: number;
  /** Nothing was ever fitted or chosen by it. */
  untouched: boolean;
}

type Sizes = Partial<Pick<Hyperparameters, 'hidden' | 'filters' | 'embedding'>>;

interface Task {
  name: string;
  source: string;
  model: ModelKind;
  regression?: boolean;
  sizes?: Sizes;
  untouched?: boolean;
}

const MNIST = '../shared/data/mnist10k';
const RED = '../shared/data/wine-quality/winequality-red.csv';
const WHITE = '../shared/data/wine-quality/winequality-white.csv';
const REVIEWS = '../shared/data/movie-reviews/movie-reviews.csv';

const TASKS: readonly Task[] = [
  { name: 'linear on mnist10k', source: MNIST, model: 'linear' },
  { name: 'mlp on mnist10k', source: MNIST, model: 'mlp' },
  { name: 'cnn on mnist10k', source: MNIST, model: 'cnn' },
  { name: 'linear on red wine', source: RED, model: 'linear' },
  { name: 'mlp on red wine', source: RED, model: 'mlp' },
  { name: 'mlp on white wine, regression', source: WHITE, model: 'mlp', regression: true },
  { name: 'fasttext on movie reviews', source: REVIEWS, model: 'fasttext' },
  { name: 'textcnn on movie reviews', source: REVIEWS, model: 'textcnn' },
  { name: 'linear on sample:digits', source: 'sample:digits', model: 'linear' },
  { name: 'mlp on sample:digits', source: 'sample:digits', model: 'mlp' },
  { name: 'cnn on sample:digits', source: 'sample:digits', model: 'cnn' },
  { name: 'mlp on sample:rings', source: 'sample:rings', model: 'mlp' },
  { name: 'linear on sample:regression', source: 'sample:regression', model: 'linear' },
  { name: 'mlp on sample:regression', source: 'sample:regression', model: 'mlp' },
  { name: 'fasttext on sample:reviews', source: 'sample:reviews', model: 'fasttext' },
  { name: 'textcnn on sample:reviews', source: 'sample:reviews', model: 'textcnn' },
  // Named before anything of them was run, and looked at when all constants stood.
  { name: 'linear on movie reviews', source: REVIEWS, model: 'linear', untouched: true },
  { name: 'mlp 64 on white wine', source: WHITE, model: 'mlp', sizes: { hidden: [64] }, untouched: true },
  { name: 'cnn 8-16 on mnist10k', source: MNIST, model: 'cnn', sizes: { filters: [8, 16] }, untouched: true },
  {
    name: 'fasttext 16 on movie reviews',
    source: REVIEWS,
    model: 'fasttext',
    sizes: { embedding: 16 },
    untouched: true,
  },
  {
    name: 'textcnn 32-16 on movie reviews',
    source: REVIEWS,
    model: 'textcnn',
    sizes: { embedding: 32, filters: [16] },
    untouched: true,
  },
];

const OPTIMIZERS: readonly OptimizerKind[] = ['sgd', 'momentum', 'adam'];
const SEEDS = [1, 2];
const UNTOUCHED_SEEDS = [3, 4];

/** Every case whose data is here; says which are left out. */
export function allCases(): Case[] {
  return TASKS.flatMap(({ name: task, source, model, regression = false, sizes = {}, untouched = false }) => {
    if (!source.startsWith('sample:') && !existsSync(source)) {
      console.error(`${source} is not here: ${task} is left out.`);
      return [];
    }
    return OPTIMIZERS.flatMap(optimizer =>
      (untouched ? UNTOUCHED_SEEDS : SEEDS).map(seed => {
        return { task, source, regression, model, sizes, optimizer, seed, untouched };
      }),
    );
  });
}

export const nameOf = ({ task, optimizer, seed }: Case): string => `${task}, ${optimizer}, seed ${seed}`;
