import type { SplitName } from '#shared/domain/dataset.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import { firstOfGroups, groupSizes } from './groups.ts';

/**
 * Shares of dev and test; train has the rest. 80/10/10, since most of a small data set must train: with 8,000 rows a dev
 * part of 800 knows an accuracy of 95 % to ±0.8 points (one standard error), which tells learning rates apart, while
 * 15 % would narrow that only to ±0.6 and cost a tenth of what trains. MNIST's 10,000 become 8,000/1,000/1,000.
 */
export const DEV_SHARE = 0.1;
export const TEST_SHARE = 0.1;

/** The seed of every split: fixed, so that one source has one prepared file. */
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
 * are divided into train and dev, 8 to 1 as elsewhere.
 * @throws RangeError where a stratum has fewer groups than `groupsNeeded` says.
 */
export function splitRows({ rows, groups, strata, seed, publishedTest }: SplitOptions): Split {
  const sizes = groupSizes(rows, groups);
  const groupsOfStratum = byStratum(firstOfGroups(rows, groups), strata);
  const counts = groupsOfStratum.map(firsts => firsts.reduce((sum, row) => sum + sizes[groups[row]!]!, 0));
  const heldOut: { part: 'dev' | 'test'; quotas: number[] }[] = publishedTest
    ? [{ part: 'dev', quotas: apportion(counts, DEV_SHARE / (1 - TEST_SHARE)) }]
    : [
        { part: 'test', quotas: apportion(counts, TEST_SHARE) },
        { part: 'dev', quotas: apportion(counts, DEV_SHARE) },
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
