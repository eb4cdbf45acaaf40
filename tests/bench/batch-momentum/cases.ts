import { existsSync } from 'node:fs';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';

/** One data set with its default network, and the optimizer that its ladder trains with. */
export interface SearchCase {
  name: string;
  source: string;
  choice?: DataChoice;
  optimizer: OptimizerKind;
}

const TABLES = '../shared/data/tables';
const SOURCES: readonly Omit<SearchCase, 'optimizer'>[] = [
  { name: 'ecoli', source: `${TABLES}/ecoli.csv` },
  { name: 'pima', source: `${TABLES}/pima-indians-diabetes.csv` },
  { name: 'sonar', source: `${TABLES}/sonar.csv` },
  { name: 'wheat seeds', source: `${TABLES}/wheat-seeds.csv` },
  { name: 'breast cancer', source: `${TABLES}/breast-cancer.csv` },
  { name: 'red wine', source: '../shared/data/wine-quality/winequality-red.csv', choice: { task: 'regression' } },
  { name: 'rings', source: 'sample:rings' },
  { name: 'haberman', source: `${TABLES}/haberman.csv` },
  { name: 'german', source: `${TABLES}/german.csv` },
  { name: 'abalone', source: `${TABLES}/abalone.csv` },
  { name: 'regression', source: 'sample:regression' },
  { name: 'phoneme', source: `${TABLES}/phoneme.csv` },
  { name: 'digits', source: 'sample:digits' },
  { name: 'white wine', source: '../shared/data/wine-quality/winequality-white.csv', choice: { task: 'regression' } },
  { name: 'mnist10k', source: '../shared/data/mnist10k' },
];

/** So many of them are quick. */
const QUICK = 11;

/** These are searched with Adam too, where batch sizes alone are. */
const ALSO_ADAM: ReadonlySet<string> = new Set(['red wine', 'pima', 'ecoli', 'digits']);

/** Texts are trained with Adam by default. */
const TEXTS: readonly SearchCase[] = [{ name: 'reviews, adam', source: 'sample:reviews', optimizer: 'adam' }];

/** Every case whose data is here, the quick ones first; says which are left out. */
export function searchCases(): SearchCase[] {
  const cases = SOURCES.map((one): SearchCase => ({ ...one, optimizer: 'sgd' }));
  const adam = SOURCES.filter(({ name }) => ALSO_ADAM.has(name)).map(
    (one): SearchCase => ({ ...one, name: `${one.name}, adam`, optimizer: 'adam' }),
  );
  const all = [...cases.slice(0, QUICK), ...adam, ...cases.slice(QUICK), ...TEXTS];
  return all.filter(({ source }) => {
    const isHere = source.startsWith('sample:') || existsSync(source);
    if (!isHere) console.error(`${source} is not here: left out.`);
    return isHere;
  });
}
