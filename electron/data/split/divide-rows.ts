import { Refusal } from '#shared/contract/refusal.ts';
import type { DataReport, DataWarning } from '#shared/domain/data-report.ts';
import type { DataChoice, SplitWay } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Division, OnProgress, RawDataset, RawTarget } from '../raw/dataset.ts';
import { EXAMPLES, exampleOf, labelText } from '../raw/row-text.ts';
import type { Parts } from './classes-left.ts';
import { groupSizes } from './groups.ts';
import { type NearDuplicates, nearDuplicates } from './near-duplicates/near-duplicates.ts';
import { SPLIT_SEED, type Split } from './split.ts';
import { asGiven, atRandom, byGroup, byTime, DEV, type Drawing, TEST, TRAIN } from './ways.ts';

/** Which rows are in which part, and what is to be said about it. */
export interface DividedRows extends Parts {
  /** `[all rows]`: the group of near-duplicates of each row, as one of its rows. */
  groups: Int32Array;
  warnings: DataWarning[];
  duplicates: DataReport['duplicates'];
  way: SplitWay;
  /** What divided them. */
  division: Division;
  /** Why the rows are divided so. */
  why: Reason;
}

/**
 * Divides a data set's rows into train, dev and test [M9]: at random (`splitRows`), near-duplicates together and classes in equal
 * shares; or by time, by group or as the source says, where that is so or was chosen: then nothing is evened out or mixed across
 * parts. Classes that can't be divided or learnt are left out, and so are rows to train on that stand in a published part too.
 * @param path the source, for messages.
 * @param chosen how the person has them divided; left out: as the source proposes.
 * @param seed of the rows that are drawn; what is alike is found the same way whatever it is.
 * @throws Refusal where less than two classes or too few rows are left, or the rows can't be divided as chosen.
 */
export function divideRows(
  raw: RawDataset,
  path: string,
  onProgress: OnProgress,
  chosen?: DataChoice['split'],
  seed = SPLIT_SEED,
): DividedRows {
  const alike = nearDuplicates(raw, SPLIT_SEED, onProgress);
  const drawing: Drawing = { groups: alike.groups, seed };
  const { division, parts } = chosen
    ? dividedBy(divisionOf(raw, path, chosen), raw, drawing, path)
    : asProposed(divisionOf(raw, path), raw, drawing, path);
  const { split, target } = parts;
  return {
    ...parts,
    groups: alike.groups,
    warnings: [
      ...published(division, split),
      ...coarse(raw, alike),
      ...disagreeing(raw, target, alike.groups),
      ...smallDev(split),
    ],
    duplicates: countDuplicates(split, alike.groups),
    way: { by: division.by, column: division.column },
    division,
    why: whyOf(division, split),
  };
}

interface PartsBy {
  division: Division;
  parts: Parts;
}

/** What is proposed is no dead end: where time or groups leave a part or all classes but one empty, chance divides the rows. */
function asProposed(division: Division, raw: RawDataset, drawing: Drawing, path: string): PartsBy {
  try {
    return dividedBy(division, raw, drawing, path);
  } catch (error) {
    if (!(error instanceof Refusal) || (division.by !== 'time' && division.by !== 'group')) throw error;
    const why: Reason = { key: `data.split.not.${division.by}`, values: { column: division.column } };
    return dividedBy({ by: 'random', column: null, why }, raw, drawing, path);
  }
}

function dividedBy(division: Division, raw: RawDataset, drawing: Drawing, path: string): PartsBy {
  if (division.by === 'time') return { division, parts: byTime(raw, division, path) };
  if (division.by === 'group') return { division, parts: byGroup(raw, division, drawing, path) };
  if (division.by === 'given' && division.parts.includes(DEV))
    return { division, parts: asGiven(raw, division, drawing, path) };
  return { division, parts: atRandom(raw, division, drawing, path) };
}

/**
 * What divides the rows: what was chosen, else what the source proposes, else what it publishes.
 * @throws Refusal where that which was chosen is not there.
 */
function divisionOf(raw: RawDataset, path: string, chosen?: DataChoice['split']): Division {
  if (chosen?.by === 'random')
    return { by: 'random', column: null, why: { key: 'data.split.randomChosen', values: {} } };
  const parts = publishedParts(raw);
  const found: Division =
    raw.division ??
    (parts
      ? { by: 'given', column: null, parts, why: { key: 'data.split.published', values: {} } }
      : { by: 'random', column: null, why: { key: 'data.split.random', values: {} } });
  if (chosen && found.by !== chosen.by)
    throw new Refusal(`error.data.split.no.${chosen.by}`, { path, column: chosen.column ?? '' });
  return found;
}

/** The parts that files or folders give; null where they give none. */
function publishedParts({ rows, publishedDev, publishedTest }: RawDataset): Int8Array | null {
  if (publishedDev === undefined && publishedTest === undefined) return null;
  const parts = new Int8Array(rows).fill(TRAIN);
  parts.fill(DEV, publishedDev ?? rows, publishedTest ?? rows);
  return parts.fill(TEST, publishedTest ?? rows);
}

/** Why the rows are divided so, with what dev and test begin at where time divides them. */
function whyOf({ why, ...division }: Division, split: Split): Reason {
  if (division.by !== 'time') return why;
  const { times, areDays } = division;
  const first = (rows: Int32Array): string => {
    const time = rows.reduce((least, row) => Math.min(least, times[row]!), Number.POSITIVE_INFINITY);
    return areDays ? new Date(time * MS_PER_DAY).toISOString().slice(0, 10) : String(time);
  };
  return { key: why.key, values: { ...why.values, dev: first(split.dev), test: first(split.test) } };
}

const MS_PER_DAY = 86_400_000;

/** A test part that the source sets apart, where that is all it says. */
function published(division: Division, { test }: Split): DataWarning[] {
  if (division.by !== 'given' || division.parts.includes(DEV)) return [];
  return [{ reason: { key: 'data.warning.publishedTest', values: { count: test.length } }, examples: [] }];
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
