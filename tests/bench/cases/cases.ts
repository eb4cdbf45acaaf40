import { existsSync } from 'node:fs';
import type { ModelKind, OptimizerKind } from '#shared/domain/hyperparameters.ts';

/** One network on one data set, trained by one optimizer from one seed. */
export interface Case {
  /** Network and data set: what constants are fitted without, one at a time. */
  task: string;
  source: string;
  /** Where Descent would take the data for another task. */
  regression: boolean;
  model: ModelKind;
  optimizer: OptimizerKind;
  seed: number;
  /** Nothing was ever fitted or chosen by it. */
  untouched: boolean;
}

const REAL = '../shared/data/';

const TASKS: readonly { name: string; source: string; models: readonly ModelKind[]; regression?: boolean }[] = [
  { name: 'mnist10k', source: `${REAL}mnist10k`, models: ['linear', 'mlp', 'cnn'] },
  { name: 'red wine', source: `${REAL}wine-quality/winequality-red.csv`, models: ['linear', 'mlp'] },
  {
    name: 'white wine, regression',
    source: `${REAL}wine-quality/winequality-white.csv`,
    models: ['mlp'],
    regression: true,
  },
  { name: 'movie reviews', source: `${REAL}movie-reviews/movie-reviews.csv`, models: ['fasttext', 'textcnn'] },
  { name: 'sample:digits', source: 'sample:digits', models: ['linear', 'mlp', 'cnn'] },
  { name: 'sample:rings', source: 'sample:rings', models: ['mlp'] },
  { name: 'sample:regression', source: 'sample:regression', models: ['linear', 'mlp'] },
  { name: 'sample:reviews', source: 'sample:reviews', models: ['fasttext', 'textcnn'] },
];

/** Put aside before anything was run: a network of each kind, real data and samples. */
const UNTOUCHED = new Set([
  'linear on red wine',
  'mlp on sample:rings',
  'cnn on sample:digits',
  'textcnn on sample:reviews',
]);

const OPTIMIZERS: readonly OptimizerKind[] = ['sgd', 'momentum', 'adam'];
const SEEDS = [1, 2];

/** Every case whose data is here; says which are left out. */
export function allCases(): Case[] {
  return TASKS.flatMap(({ name, source, models, regression = false }) => {
    if (!source.startsWith('sample:') && !existsSync(source)) {
      console.error(`${source} is not here: its cases are left out.`);
      return [];
    }
    return models.flatMap(model =>
      OPTIMIZERS.flatMap(optimizer =>
        SEEDS.map(seed => {
          const task = `${model} on ${name}`;
          return { task, source, regression, model, optimizer, seed, untouched: UNTOUCHED.has(task) };
        }),
      ),
    );
  });
}

export const nameOf = ({ task, optimizer, seed }: Case): string => `${task}, ${optimizer}, seed ${seed}`;
