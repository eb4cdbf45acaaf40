import { Refusal } from '#shared/contract/refusal.ts';
import type { DataReport, DataWarning, LeftOut } from '#shared/domain/data-report.ts';
import type { OnProgress, RawDataset, RawTarget } from '../readers/reader.ts';
import { EXAMPLES, exampleOf, labelText, namesOf } from '../row-text.ts';
import { firstOfGroups, groupSizes } from './groups.ts';
import { type NearDuplicates, nearDuplicates } from './near-duplicates/near-duplicates.ts';
import { withoutRareClasses } from './rare-classes.ts';
import { groupsNeeded, SPLIT_SEED, type Split, splitRows } from './split.ts';
import { strataOf } from './strata.ts';

/** Which rows are in which part, and what is to be said about it. */
export interface DividedRows {
  split: Split;
  /** `[all rows]`: the group of near-duplicates of each row, as one of its rows. */
  groups: Int32Array;
  /** With the classes that are left; a label of −1: the row is in no part. */
  target: RawTarget;
  leftOut: LeftOut[];
  warnings: DataWarning[];
  duplicates: DataReport['duplicates'];
}

/**
 * Divides a data set's rows into train, dev and test (`splitRows`), near-duplicates together. Classes that are too small to be
 * divided are left out, and so are rows to train on that stand in a published test part too.
 * @param path the source, for messages.
 * @param seed of the rows that are drawn; what is alike is found the same way whatever it is.
 * @throws Refusal where less than two classes or too few rows are left.
 */
export function divideRows(raw: RawDataset, path: string, onProgress: OnProgress, seed = SPLIT_SEED): DividedRows {
  const alike = nearDuplicates(raw, SPLIT_SEED, onProgress);
  const { groups } = alike;
  const all = Int32Array.from({ length: raw.rows }, (_, row) => row);
  const test = raw.publishedTest === undefined ? undefined : all.subarray(raw.publishedTest);
  const inTest = new Set(test?.map(row => groups[row]!));
  const candidates = all.subarray(0, raw.publishedTest).filter(row => !inTest.has(groups[row]!));
  const needed = groupsNeeded(test !== undefined);

  const { rows, target } = commonRows(raw, candidates, groups, needed, path);
  const kept = (row: number): boolean => target.task === 'regression' || target.labels[row] !== -1;
  const publishedTest = test?.filter(kept);
  const strata = strataOf(target, rows, groups);
  const split = splitRows({ rows, groups, strata, seed, ...(publishedTest && { publishedTest }) });
  return {
    split,
    groups,
    target,
    leftOut: [
      ...rareClasses(raw, target, all, needed),
      ...twins(raw, all.subarray(0, raw.publishedTest).filter(kept), inTest, groups),
    ],
    warnings: [
      ...published(publishedTest),
      ...coarse(raw, alike),
      ...disagreeing(raw, target, groups),
      ...smallDev(split),
    ],
    duplicates: countDuplicates(split, groups),
  };
}

function published(test: Int32Array | undefined): DataWarning[] {
  if (!test) return [];
  return [{ reason: { key: 'data.warning.publishedTest', values: { count: test.length } }, examples: [] }];
}

/** The rows that can be divided; labels are numbered anew where classes are left out. */
function commonRows(
  raw: RawDataset,
  candidates: Int32Array,
  groups: Int32Array,
  needed: number,
  path: string,
): { rows: Int32Array; target: RawTarget } {
  const { target } = raw;
  if (target.task === 'regression') {
    const count = firstOfGroups(candidates, groups).length;
    if (count < needed) throw new Refusal('error.data.tooFewRows', { path, count, needed });
    return { rows: candidates, target };
  }
  const [only] = target.classes;
  if (target.classes.length < 2) throw new Refusal('error.data.oneClass', { path, name: only ?? '' });
  const { rows, classes } = withoutRareClasses(target, candidates, groups, needed);
  if (classes.length < 2) {
    const rare = target.classes.filter((_, c) => !classes.includes(c));
    throw new Refusal('error.data.classesTooSmall', { path, count: rare.length, names: namesOf(rare), needed });
  }
  if (classes.length === target.classes.length) return { rows, target };
  const numbers = new Int32Array(target.classes.length).fill(-1);
  classes.forEach((c, number) => {
    numbers[c] = number;
  });
  const labels = target.labels.map(label => numbers[label]!);
  return { rows, target: { ...target, labels, classes: classes.map(c => target.classes[c]!) } };
}

function rareClasses(raw: RawDataset, target: RawTarget, all: Int32Array, needed: number): LeftOut[] {
  if (raw.target.task !== 'classification' || target.task !== 'classification') return [];
  const rows = all.filter(row => target.labels[row] === -1);
  const rare = raw.target.classes.filter(name => !target.classes.includes(name));
  if (rare.length === 0) return [];
  return [
    {
      reason: { key: 'data.leftOut.rareClasses', values: { count: rare.length, names: namesOf(rare), needed } },
      rows: rows.length,
      examples: [...rows.subarray(0, EXAMPLES)].map(row => exampleOf(raw, row)),
    },
  ];
}

/** Rows to train on that stand in the test part too; those of classes that are left out are counted there. */
function twins(raw: RawDataset, toDivide: Int32Array, inTest: Set<number>, groups: Int32Array): LeftOut[] {
  const rows = toDivide.filter(row => inTest.has(groups[row]!));
  if (rows.length === 0) return [];
  const examples = [...rows.subarray(0, EXAMPLES)].map(row => exampleOf(raw, row));
  return [{ reason: { key: 'data.leftOut.inTest', values: { count: rows.length } }, rows: rows.length, examples }];
}

function coarse({ rows }: RawDataset, { combinations }: NearDuplicates): DataWarning[] {
  if (combinations === null) return [];
  return [{ reason: { key: 'data.warning.coarse', values: { combinations, rows } }, examples: [] }];
}

/** Groups of near-duplicates that have different labels. */
function disagreeing(raw: RawDataset, target: RawTarget, groups: Int32Array): DataWarning[] {
  if (target.task !== 'classification') return [];
  const odd = new Map<number, number>();
  groups.forEach((first, row) => {
    if (target.labels[first] !== target.labels[row] && !odd.has(first)) odd.set(first, row);
  });
  if (odd.size === 0) return [];
  const examples = [...odd].slice(0, EXAMPLES).map(([first, row]) => {
    const { place, text } = exampleOf(raw, row);
    const there = raw.place(first);
    const where = there.line === null ? there.file : String(there.line);
    return { place, text: `${text} [${labelText(raw, row)}; ${where}: ${labelText(raw, first)}]` };
  });
  return [{ reason: { key: 'data.warning.disagreeing', values: { count: odd.size } }, examples }];
}

/** Below so many rows, one more or less that is right moves dev's accuracy by more than two points. */
const SMALL_DEV = 50;

function smallDev({ dev }: Split): DataWarning[] {
  if (dev.length >= SMALL_DEV) return [];
  return [{ reason: { key: 'data.warning.smallDev', values: { count: dev.length } }, examples: [] }];
}

function countDuplicates(split: Split, groups: Int32Array): DataReport['duplicates'] {
  const shared = Object.values(split).flatMap(rows => [...groupSizes(rows, groups).filter(size => size > 1)]);
  return { rows: shared.reduce((sum, size) => sum + size, 0), groups: shared.length };
}
