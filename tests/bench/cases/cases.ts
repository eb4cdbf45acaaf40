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
  /** 0 with SGD. */
  momentum: number;
  batchSize: number;
  seed: number;
  /** A step takes long: what can be left out is. */
  slow: boolean;
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
  /** Trained with other momenta and batch sizes too. */
  varied?: boolean;
  /** A step takes so long that one seed and shorter runs must do. */
  slow?: boolean;
}

const MNIST = '../shared/data/mnist10k';
const RED = '../shared/data/wine-quality/winequality-red.csv';
const WHITE = '../shared/data/wine-quality/winequality-white.csv';
const REVIEWS = '../shared/data/movie-reviews/movie-reviews.csv';
const table = (name: string): string => `../shared/data/tables/${name}.csv`;

const TASKS: readonly Task[] = [
  { name: 'linear on sample:digits', source: 'sample:digits', model: 'linear' },
  { name: 'mlp on sample:digits', source: 'sample:digits', model: 'mlp' },
  { name: 'mlp on sample:rings', source: 'sample:rings', model: 'mlp' },
  { name: 'linear on sample:regression', source: 'sample:regression', model: 'linear' },
  { name: 'mlp on sample:regression', source: 'sample:regression', model: 'mlp' },
  { name: 'fasttext on sample:reviews', source: 'sample:reviews', model: 'fasttext' },
  { name: 'fasttext on movie reviews', source: REVIEWS, model: 'fasttext' },
  { name: 'textcnn on movie reviews', source: REVIEWS, model: 'textcnn', slow: true },
  { name: 'textcnn on sample:reviews', source: 'sample:reviews', model: 'textcnn', slow: true },
  { name: 'cnn on sample:digits', source: 'sample:digits', model: 'cnn', slow: true },
  { name: 'linear on mnist10k', source: MNIST, model: 'linear' },
  { name: 'mlp on mnist10k', source: MNIST, model: 'mlp', varied: true, slow: true },
  { name: 'linear on red wine', source: RED, model: 'linear' },
  { name: 'mlp on red wine', source: RED, model: 'mlp', varied: true },
  { name: 'mlp on white wine, regression', source: WHITE, model: 'mlp', regression: true, varied: true },
  { name: 'mlp on diabetes', source: table('pima-indians-diabetes'), model: 'mlp' },
  { name: 'mlp on haberman', source: table('haberman'), model: 'mlp' },
  { name: 'mlp on sonar', source: table('sonar'), model: 'mlp' },
  { name: 'mlp on abalone', source: table('abalone'), model: 'mlp', regression: true },
  { name: 'mlp on breast cancer', source: table('breast-cancer'), model: 'mlp' },
  { name: 'mlp on wheat seeds', source: table('wheat-seeds'), model: 'mlp' },
  { name: 'cnn on mnist10k', source: MNIST, model: 'cnn', slow: true },
  // Kept aside: named before anything of them was run, and looked at when all constants stood.
  {
    name: 'fasttext 16 on movie reviews',
    source: REVIEWS,
    model: 'fasttext',
    sizes: { embedding: 16 },
    untouched: true,
  },
  { name: 'mlp 64 on white wine', source: WHITE, model: 'mlp', sizes: { hidden: [64] }, untouched: true },
  { name: 'mlp on phoneme', source: table('phoneme'), model: 'mlp', varied: true, untouched: true },
  { name: 'mlp on ecoli', source: table('ecoli'), model: 'mlp', untouched: true },
  { name: 'mlp on german credit', source: table('german'), model: 'mlp', untouched: true },
  { name: 'mlp on red wine, regression', source: RED, model: 'mlp', regression: true, untouched: true },
  { name: 'linear on abalone', source: table('abalone'), model: 'linear', regression: true, untouched: true },
  { name: 'linear on sonar', source: table('sonar'), model: 'linear', untouched: true },
  { name: 'linear on movie reviews', source: REVIEWS, model: 'linear', untouched: true },
  {
    name: 'textcnn 32-16 on movie reviews',
    source: REVIEWS,
    model: 'textcnn',
    sizes: { embedding: 32, filters: [16] },
    untouched: true,
    slow: true,
  },
  {
    name: 'cnn 8-16 on mnist10k',
    source: MNIST,
    model: 'cnn',
    sizes: { filters: [8, 16] },
    untouched: true,
    slow: true,
  },
];

type Setting = Pick<Case, 'optimizer' | 'momentum' | 'batchSize'>;
const setting = (optimizer: OptimizerKind, momentum: number, batchSize: number): Setting => {
  return { optimizer, momentum, batchSize };
};

const SETTINGS = [setting('sgd', 0, 64), setting('momentum', 0.9, 64), setting('adam', 0.9, 64)];
/** What the second stage tries beside them: trained from one seed. */
const VARIED = [
  setting('sgd', 0, 16),
  setting('sgd', 0, 256),
  setting('momentum', 0.5, 64),
  setting('momentum', 0.9, 16),
  setting('momentum', 0.9, 256),
  setting('momentum', 0.95, 64),
  setting('adam', 0.9, 16),
  setting('adam', 0.9, 256),
];
const SEEDS = [1, 2];
const UNTOUCHED_SEEDS = [3, 4];

/** Every case whose data is here; says which are left out. */
export function allCases(): Case[] {
  return TASKS.flatMap(one => {
    const { name: task, source, model, regression = false, sizes = {}, untouched = false, slow = false } = one;
    if (!source.startsWith('sample:') && !existsSync(source)) {
      console.error(`${source} is not here: ${task} is left out.`);
      return [];
    }
    const seeds = untouched ? UNTOUCHED_SEEDS : SEEDS;
    const first = seeds.slice(0, 1);
    const given = (settings: readonly Setting[], from: readonly number[]): Case[] =>
      settings.flatMap(each =>
        from.map(seed => ({ task, source, regression, model, sizes, ...each, seed, slow, untouched })),
      );
    return [...given(SETTINGS, slow ? first : seeds), ...given(one.varied ? VARIED : [], first)];
  });
}

/** A case in words; momentum and batch size where they aren't the usual ones. */
export function nameOf({ task, optimizer, momentum, batchSize, seed }: Case): string {
  const unusual = [
    optimizer === 'momentum' && momentum !== 0.9 ? ` ${momentum}` : '',
    batchSize === 64 ? '' : `, batch ${batchSize}`,
  ].join('');
  return `${task}, ${optimizer}${unusual}, seed ${seed}`;
}
