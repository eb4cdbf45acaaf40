import { Refusal } from '#shared/contract/refusal.ts';
import type { LeftOut } from '#shared/domain/data-report.ts';
import { SplitName } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { countClasses } from '../raw/classes.ts';
import type { RawDataset, RawTarget } from '../raw/dataset.ts';
import { EXAMPLES, exampleOf, namesOf } from '../raw/row-text.ts';
import { firstOfGroups } from './groups.ts';
import { leftOutRows } from './left-out.ts';
import { withoutRareClasses } from './rare-classes.ts';
import type { Split } from './split.ts';

/** Rows in their parts, with the classes that are left, and what is in no part. */
export interface Parts {
  split: Split;
  /** A label of −1: the row is in no part. */
  target: RawTarget;
  leftOut: LeftOut[];
}

/** The rows that can be divided; labels are numbered anew where classes are left out. */
export function commonRows(
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
  return { rows, target: withClasses(target, classes) };
}

/** A target with some of its classes alone, numbered anew; a label of another class is −1. */
function withClasses(target: Classes, classes: readonly number[]): Classes {
  const numbers = new Int32Array(target.classes.length).fill(-1);
  classes.forEach((c, number) => {
    numbers[c] = number;
  });
  const labels = target.labels.map(label => numbers[label]!);
  return { ...target, labels, classes: classes.map(c => target.classes[c]!) };
}

type Classes = Extract<RawTarget, { task: 'classification' }>;

/** What is said of the classes that could not be divided. */
export function rareClasses(raw: RawDataset, target: RawTarget, all: Int32Array, needed: number): LeftOut[] {
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

/**
 * Without the classes that no row to train on has; labels are numbered anew.
 * @throws Refusal where a part is empty, or less than two classes are left.
 */
export function learnable(raw: RawDataset, split: Split, leftOut: LeftOut[], path: string): Parts {
  const { target } = raw;
  if (target.task === 'regression') return withRows({ split, target, leftOut }, path);
  const inTrain = countClasses(
    split.train.map(row => target.labels[row]!),
    target.classes.length,
  );
  const classes = target.classes.map((_, c) => c).filter(c => inTrain[c]! > 0);
  if (classes.length < 2)
    throw new Refusal('error.data.split.oneClass', { path, name: target.classes[classes[0] ?? 0] ?? '' });
  const left = withClasses(target, classes);
  const kept = (row: number): boolean => left.labels[row] !== -1;
  const lost = target.classes.filter((_, c) => inTrain[c] === 0);
  const rows = [...split.dev, ...split.test].filter(row => !kept(row));
  const untrained: Reason = { key: 'data.leftOut.untrained', values: { count: lost.length, names: namesOf(lost) } };
  const parts = {
    split: { train: split.train, dev: split.dev.filter(kept), test: split.test.filter(kept) },
    target: left,
    leftOut: [...leftOutRows(raw, untrained, Int32Array.from(rows)), ...leftOut],
  };
  return withRows(parts, path);
}

/** @throws Refusal where a part is empty */
export function withRows(parts: Parts, path: string): Parts {
  const empty = SplitName.options.find(part => parts.split[part].length === 0);
  if (empty) throw new Refusal('error.data.split.emptyPart', { path, part: empty });
  return parts;
}
