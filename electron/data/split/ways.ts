import { Refusal } from '#shared/contract/refusal.ts';
import type { LeftOut } from '#shared/domain/data-report.ts';
import type { Division, RawDataset } from '../raw/dataset.ts';
import { groupsOfMembers, splitByGroup, withAlike } from './by-group.ts';
import { splitByTime } from './by-time.ts';
import { commonRows, learnable, type Parts, rareClasses, withRows } from './classes-left.ts';
import { leftOutRows, twins } from './left-out.ts';
import { groupsNeeded, type Split, splitRows } from './split.ts';
import { strataOf } from './strata.ts';

/** Train, dev and test as `Division` numbers them. */
export const TRAIN = 0;
export const DEV = 1;
export const TEST = 2;

/** What decides which rows are drawn, beside the rows themselves. */
export interface Drawing {
  /** `[all rows]`: the group of near-duplicates of each row, as one of its rows. */
  groups: Int32Array;
  seed: number;
}

/** Rows of some parts as they are given, ascending. */
const rowsOf = (parts: Int8Array, part: number): Int32Array => allRows(parts.length).filter(row => parts[row] === part);
const allRows = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);

/** At random; where the source brings a test part, train and dev alone are drawn. */
export function atRandom(raw: RawDataset, division: Division, { groups, seed }: Drawing, path: string): Parts {
  const parts = division.by === 'given' ? division.parts : null;
  const all = allRows(raw.rows);
  const test = parts ? rowsOf(parts, TEST) : undefined;
  const toDivide = parts ? rowsOf(parts, TRAIN) : all;
  const inTest = new Set(test?.map(row => groups[row]!));
  const candidates = toDivide.filter(row => !inTest.has(groups[row]!));
  const needed = groupsNeeded(test !== undefined);
  const { rows, target } = commonRows(raw, candidates, groups, needed, path);
  const kept = (row: number): boolean => target.task === 'regression' || target.labels[row] !== -1;
  const publishedTest = test?.filter(kept);
  const strata = strataOf(target, rows, groups);
  const split = splitRows({ rows, groups, strata, seed, ...(publishedTest && { publishedTest }) });
  const leftOut = [
    ...rareClasses(raw, target, parts ? all.filter(row => parts[row] !== -1) : all, needed),
    ...twins(raw, 'data.leftOut.inTest', toDivide.filter(kept), inTest, groups),
    ...(parts ? inNoPart(raw, division, rowsOf(parts, -1)) : []),
  ];
  return withRows({ split, target, leftOut }, path);
}

/** As the source says; where it brings no test part, that is drawn from the rows to train on. */
export function asGiven(
  raw: RawDataset,
  division: Extract<Division, { by: 'given' }>,
  { groups, seed }: Drawing,
  path: string,
): Parts {
  const [train, dev, test] = [TRAIN, DEV, TEST].map(part => rowsOf(division.parts, part)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const inTest = new Set(test.map(row => groups[row]!));
  const heldOut = new Set([...inTest, ...dev.map(row => groups[row]!)]);
  const split: Split = {
    train: train.filter(row => !heldOut.has(groups[row]!)),
    dev: dev.filter(row => !inTest.has(groups[row]!)),
    test,
  };
  const leftOut = [
    ...twins(raw, 'data.leftOut.inHeldOut', train, heldOut, groups),
    ...twins(raw, 'data.leftOut.devInTest', dev, inTest, groups),
    ...inNoPart(raw, division, rowsOf(division.parts, -1)),
  ];
  if (test.length > 0) return learnable(raw, split, leftOut, path);
  const needed = groupsNeeded(true);
  const { rows, target } = commonRows(raw, split.train, groups, needed, path);
  const kept = (row: number): boolean => target.task === 'regression' || target.labels[row] !== -1;
  const strata = strataOf(target, rows, groups);
  const drawn = splitRows({ rows, groups, strata, seed, publishedTest: new Int32Array() });
  const drawnSplit = { train: drawn.train, dev: split.dev.filter(kept), test: drawn.dev };
  // Twins are told already.
  const rare = rareClasses(raw, target, Int32Array.from([...split.train, ...split.dev]), needed);
  return withRows({ split: drawnSplit, target, leftOut: [...rare, ...leftOut] }, path);
}

/** The latest rows are held out. */
export function byTime(raw: RawDataset, division: Extract<Division, { by: 'time' }>, path: string): Parts {
  const { times, column } = division;
  const timed = allRows(raw.rows).filter(row => Number.isFinite(times[row]));
  const split = splitByTime(timed, times);
  if (!split) throw new Refusal('error.data.split.fewTimes', { path, column });
  const without = allRows(raw.rows).filter(row => !Number.isFinite(times[row]));
  return learnable(raw, split, leftOutRows(raw, { key: 'data.leftOut.noTime', values: { column } }, without), path);
}

/** Whole groups are held out. */
export function byGroup(
  raw: RawDataset,
  { members, column }: Extract<Division, { by: 'group' }>,
  { groups: alike, seed }: Drawing,
  path: string,
): Parts {
  const groups = withAlike(groupsOfMembers(members), alike);
  const split = splitByGroup(raw.target, allRows(raw.rows), groups, seed);
  if (!split) throw new Refusal('error.data.split.fewGroups', { path, column, needed: groupsNeeded(false) });
  return learnable(raw, split, [], path);
}

const inNoPart = (raw: RawDataset, { column }: Division, rows: Int32Array): LeftOut[] =>
  leftOutRows(raw, { key: 'data.leftOut.noPart', values: { column: column ?? '' } }, rows);
