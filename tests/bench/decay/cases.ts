import { existsSync } from 'node:fs';
import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';

/** One data set with its default network, and what its ladder is told otherwise than the data proposes. */
export interface DecayCase {
  name: string;
  source: string;
  optimizer: OptimizerKind;
  task?: 'regression';
  batchSize?: number;
  rates?: number[];
}

const TABLES = '../shared/data/tables';
const WINE = '../shared/data/wine-quality';

/** The quick ones first. */
const CASES: readonly DecayCase[] = [
  { name: 'rings, sgd', source: 'sample:rings', optimizer: 'sgd' },
  { name: 'rings, adam', source: 'sample:rings', optimizer: 'adam' },
  { name: 'regression, sgd', source: 'sample:regression', optimizer: 'sgd' },
  { name: 'regression, adam', source: 'sample:regression', optimizer: 'adam' },
  { name: 'ecoli, sgd', source: `${TABLES}/ecoli.csv`, optimizer: 'sgd' },
  { name: 'pima, sgd', source: `${TABLES}/pima-indians-diabetes.csv`, optimizer: 'sgd' },
  { name: 'german, sgd', source: `${TABLES}/german.csv`, optimizer: 'sgd' },
  { name: 'wheat seeds, sgd', source: `${TABLES}/wheat-seeds.csv`, optimizer: 'sgd' },
  { name: 'sonar, sgd', source: `${TABLES}/sonar.csv`, optimizer: 'sgd' },
  { name: 'abalone, sgd', source: `${TABLES}/abalone.csv`, optimizer: 'sgd' },
  { name: 'phoneme, sgd', source: `${TABLES}/phoneme.csv`, optimizer: 'sgd' },
  { name: 'phoneme, adam', source: `${TABLES}/phoneme.csv`, optimizer: 'adam' },
  { name: 'white wine, sgd', source: `${WINE}/winequality-white.csv`, optimizer: 'sgd', task: 'regression' },
  { name: 'red wine, adam', source: `${WINE}/winequality-red.csv`, optimizer: 'adam', task: 'regression' },
  // Where a rate is too high for its batches, decay should pay: the other half of the question.
  { name: 'rings, sgd, batches of 4', source: 'sample:rings', optimizer: 'sgd', batchSize: 4, rates: [0.3] },
  { name: 'phoneme, sgd, batches of 8', source: `${TABLES}/phoneme.csv`, optimizer: 'sgd', batchSize: 8, rates: [0.3] },
  { name: 'reviews, adam', source: 'sample:reviews', optimizer: 'adam' },
  { name: 'digits, sgd', source: 'sample:digits', optimizer: 'sgd' },
  { name: 'mnist10k, sgd', source: '../shared/data/mnist10k', optimizer: 'sgd' },
  { name: 'movie reviews, adam', source: '../shared/data/movie-reviews/movie-reviews.csv', optimizer: 'adam' },
];

/** Every case whose data is here; says which are left out. */
export const decayCases = (): DecayCase[] =>
  CASES.filter(({ source }) => {
    const isHere = source.startsWith('sample:') || existsSync(source);
    if (!isHere) console.error(`${source} is not here: left out.`);
    return isHere;
  });
