import { existsSync } from 'node:fs';
import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';

/** One data set, trained with its default network by one optimizer. */
export interface AdviceCase {
  name: string;
  source: string;
  regression: boolean;
  optimizer: OptimizerKind;
  splitSeeds: readonly number[];
}

interface Source {
  name: string;
  source: string;
  regression?: boolean;
  /** Split seeds. */
  splits: number;
}

const TABLES = [
  'abalone',
  'breast-cancer',
  'ecoli',
  'german',
  'haberman',
  'phoneme',
  'pima-indians-diabetes',
  'sonar',
  'wheat-seeds',
];

const SOURCES: readonly Source[] = [
  ...TABLES.map(name => ({ name, source: `../shared/data/tables/${name}.csv`, splits: 10 })),
  { name: 'red wine', source: '../shared/data/wine-quality/winequality-red.csv', splits: 10 },
  { name: 'white wine', source: '../shared/data/wine-quality/winequality-white.csv', regression: true, splits: 10 },
  { name: 'rings', source: 'sample:rings', splits: 1 },
  { name: 'regression', source: 'sample:regression', splits: 1 },
  { name: 'digits', source: 'sample:digits', splits: 1 },
  { name: 'reviews', source: 'sample:reviews', splits: 1 },
  { name: 'mnist10k', source: '../shared/data/mnist10k', splits: 1 },
  { name: 'movie reviews', source: '../shared/data/movie-reviews/movie-reviews.csv', splits: 1 },
];

/** Every case whose data is here; says which are left out. */
export function adviceCases(): AdviceCase[] {
  return SOURCES.flatMap(({ name, source, regression = false, splits }) => {
    if (!source.startsWith('sample:') && !existsSync(source)) {
      console.error(`${source} is not here: left out.`);
      return [];
    }
    const optimizers: OptimizerKind[] = ['sgd', 'momentum', 'adam'];
    return optimizers.map(optimizer => ({
      name: `${name}, ${optimizer}`,
      source,
      regression,
      optimizer,
      splitSeeds: Array.from({ length: splits }, (_, i) => i + 1),
    }));
  });
}
