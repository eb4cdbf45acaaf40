import { Refusal } from '#shared/contract/refusal.ts';
import type { RawTarget } from '../raw/dataset.ts';
import { groupsOfMembers, strataOfGroups, withAlike } from './by-group.ts';
import type { DividedRows } from './divide-rows.ts';
import { FOLDS, type Fold, randomFolds, rollingFolds } from './folds.ts';
import type { Split } from './split.ts';
import { strataOf } from './strata.ts';

/**
 * One fold of what was divided, as a split: train and dev are divided anew, as the rows were [M9], what the fold scores is dev, and test keeps
 * its rows.
 * @param fold its number, from 0
 * @param seed of the split
 * @throws Refusal where there are no folds: parts are given, there are too few groups or moments, or a class would be missing in a fold's train
 */
export function foldSplit(divided: DividedRows, fold: number, seed: number, path: string): Split {
  const folds = foldsOf(divided, seed);
  const one = folds?.[fold];
  if (!one || !folds.every(({ train }) => hasAllClasses(divided.target, train)))
    throw new Refusal('error.data.noFolds', { path, folds: FOLDS });
  return { train: one.train, dev: one.scored, test: divided.split.test };
}

function foldsOf({ split, target, groups: alike, division }: DividedRows, seed: number): Fold[] | null {
  const rows = Int32Array.from([...split.train, ...split.dev]).sort();
  switch (division.by) {
    case 'given':
      return null;
    case 'time':
      return rollingFolds(rows, division.times);
    case 'group': {
      const groups = withAlike(groupsOfMembers(division.members), alike);
      return randomFolds({ rows, groups, strata: strataOfGroups(target, rows, groups, FOLDS), seed });
    }
    case 'random':
      return randomFolds({ rows, groups: alike, strata: strataOf(target, rows, alike), seed });
  }
}

const hasAllClasses = (target: RawTarget, train: Int32Array): boolean =>
  target.task === 'regression' || new Set(train.map(row => target.labels[row]!)).size === target.classes.length;
