import type { SplitName } from '#shared/domain/dataset.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import { firstOfGroups, groupSizes } from './groups.ts';

/** Dev and test have such a share of a small data set each, up to so many rows; of a large one the lower share [M9]. */
const SHARE_OF_SMALL = 0.2;
const ROWS_OF_SMALL = 400;
const SHARE_OF_LARGE = 0.1;

/**
 * How many rows dev has, and test as many [M9]: 20 % up to 400 rows, then 400, then 10 % where that is more; train has the rest. With 400
 * rows an accuracy of 90 % is known to ± 1.5 points (one standard error): with fewer, learning rates can hardly be told apart.
 * @param rows those to divide; where the source brings a test part, all but that
 */
export const heldOutRows = (rows: number): number =>
  Math.max(Math.min(SHARE_OF_SMALL * rows, ROWS_OF_SMALL), SHARE_OF_LARGE * rows);

/** The seed of a split where a person names none: fixed, so that one source has one prepared file. */
export const SPLIT_SEED = 1;

/** Rows of each split as indices into the source, ascending. */
export type Split = Record<SplitName, Int32Array>;

export interface SplitOptions {
  /** Those to divide, as indices into the source, ascending. */
  rows: Int32Array;
  /** `[all rows]`: the group of each row, as one of its rows; a group is never divided. */
  groups: Int32Array;
  /** `[all rows]`: the stratum of each row's group. */
  strata: Int32Array;
  seed: number;
  /** Rows of a test part that the source brings of its own, so that test figures compare with published ones. */
  publishedTest?: Int32Array;
}

/**
 * Divides rows into train, dev and test at random, whole groups at a time, stratified: dev and test hold each stratum in its
 * share, to within one row where rows are groups of their own, else to within a group; and every part has at least one group of
 * every stratum. The same input and seed always give the same split. Where the source brings a test part, the rows
 * are divided into train and dev alone.
 * @throws RangeError where a stratum has fewer groups than `groupsNeeded` says.
 */
export function splitRows({ rows, groups, strata, seed, publishedTest }: SplitOptions): Split {
  const sizes = groupSizes(rows, groups);
  const groupsOfStratum = byStratum(firstOfGroups(rows, groups), strata);
  const counts = groupsOfStratum.map(firsts => firsts.reduce((sum, row) => sum + sizes[groups[row]!]!, 0));
  const quotas = apportion(counts, heldOutRows(rows.length) / rows.length);
  const heldOut: { part: 'dev' | 'test'; quotas: number[] }[] = [
    ...(publishedTest ? [] : [{ part: 'test' as const, quotas }]),
    { part: 'dev', quotas },
  ];
  const random = Random.from(seed, STREAMS.split);
  const partOfGroup = new Uint8Array(groups.length);
  groupsOfStratum.forEach((firsts, s) => {
    if (firsts.length < groupsNeeded(publishedTest !== undefined))
      throw new RangeError('a stratum has too few groups to split');
    random.shuffle(firsts);
    let left = firsts.map(row => groups[row]!);
    heldOut.forEach(({ part, quotas }, i) => {
      for (const group of takeGroups(left, sizes, quotas[s]!, left.length - (heldOut.length - i)))
        partOfGroup[group] = PARTS.indexOf(part);
      left = left.filter(group => partOfGroup[group] === 0);
    });
  });
  const rowsOf = (part: SplitName): Int32Array => rows.filter(row => PARTS[partOfGroup[groups[row]!]!] === part);
  return { train: rowsOf('train'), dev: rowsOf('dev'), test: publishedTest ?? rowsOf('test') };
}

const PARTS: readonly SplitName[] = ['train', 'dev', 'test'];

/** The fewest groups of a stratum that can be divided: one for each part. */
export const groupsNeeded = (testIsPublished: boolean): number => (testIsPublished ? 2 : 3);

/**
 * Takes groups in their order as long as they fit into so many rows, but at least one: where all are larger, the smallest.
 * @param most groups that may be taken.
 */
function takeGroups(order: Int32Array, sizes: Int32Array, quota: number, most: number): number[] {
  const taken: number[] = [];
  let room = quota;
  for (const group of order) {
    if (room === 0 || taken.length === most) break;
    if (sizes[group]! > room) continue;
    taken.push(group);
    room -= sizes[group]!;
  }
  if (taken.length > 0) return taken;
  return [order.reduce((best, group) => (sizes[group]! < sizes[best]! ? group : best))];
}

/**
 * Whole numbers near `share` of each count, at least 1 each, that add up to `share` of the total, rounded (Hamilton's
 * method of largest remainders); more only where there are more strata than that.
 */
function apportion(counts: readonly number[], share: number): number[] {
  const quotas = counts.map(n => Math.max(1, n * share));
  const seats = quotas.map(Math.floor);
  const total = counts.reduce((a, b) => a + b, 0);
  const open = Math.round(total * share) - seats.reduce((a, b) => a + b, 0);
  const byRemainder = quotas.map((q, c) => ({ c, remainder: q % 1 })).sort((a, b) => b.remainder - a.remainder);
  for (const { c } of byRemainder.slice(0, Math.max(0, open))) seats[c]!++;
  return seats;
}

/** The rows of each stratum that has any, in the order of the strata. */
function byStratum(rows: Int32Array, strata: Int32Array): Int32Array[] {
  const present = [...new Set(rows.map(row => strata[row]!))].sort((a, b) => a - b);
  return present.map(stratum => rows.filter(row => strata[row] === stratum));
}
