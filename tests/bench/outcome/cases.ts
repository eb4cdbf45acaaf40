import { existsSync } from 'node:fs';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { madeFrom } from './larger.ts';

/** One data set, trained with the network that it is given by default. */
export interface OutcomeCase {
  name: string;
  /** A path; left out: it is made under its name (`largerData`), with 2,000 test rows or more. */
  source?: string;
  choice?: DataChoice;
}

const TABLES = '../shared/data/tables';
const WINE = '../shared/data/wine-quality';
const regression: DataChoice = { task: 'regression' };

/** The quick ones first. */
const CASES: readonly OutcomeCase[] = [
  { name: 'rings' },
  { name: 'regression' },
  { name: 'wheat seeds', source: `${TABLES}/wheat-seeds.csv` },
  { name: 'pima', source: `${TABLES}/pima-indians-diabetes.csv` },
  { name: 'ecoli', source: `${TABLES}/ecoli.csv` },
  { name: 'haberman', source: `${TABLES}/haberman.csv` },
  { name: 'sonar', source: `${TABLES}/sonar.csv` },
  { name: 'breast cancer', source: `${TABLES}/breast-cancer.csv` },
  { name: 'airline passengers', source: `${TABLES}/monthly-airline-passengers.csv` },
  { name: 'red wine', source: `${WINE}/winequality-red.csv`, choice: regression },
  { name: 'abalone', source: `${TABLES}/abalone.csv` },
  { name: 'phoneme', source: `${TABLES}/phoneme.csv` },
  { name: 'german', source: `${TABLES}/german.csv` },
  { name: 'white wine', source: `${WINE}/winequality-white.csv`, choice: regression },
  { name: 'daily temperatures', source: `${TABLES}/daily-min-temperatures.csv` },
  { name: 'reviews' },
  { name: 'digits' },
  { name: 'movie-reviews' },
  { name: 'mnist10k' },
];

/** Among all cases, whether or not they are here. */
export const placeOf = ({ name }: OutcomeCase): number => CASES.findIndex(one => one.name === name);

/** Every case whose data is here; says which are left out. */
export const outcomeCases = (): OutcomeCase[] =>
  CASES.filter(({ name, source }) => {
    const from = source ?? madeFrom(name);
    const isHere = from === null || existsSync(from);
    if (!isHere) console.error(`${from} is not here: ${name} is left out.`);
    return isHere;
  });
