import type { SplitName } from '#shared/domain/dataset.ts';
import { Random, STREAMS } from '#shared/method/random.ts';

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

/** Rows brought together by their groups: those of group g stand at `starts[g]` to `starts[g + 1] − 1`. */
interface Grouped {
  rows: Int32Array;
  starts: Int32Array;
}

/**
 * Divides rows into train, dev and test at random, whole groups at a time, stratified: dev and test hold each stratum in its
 * share, to within one row where rows are groups of their own, else to within a group; and every part has at least one group of
 * every stratum. The same input and seed always give the same split. Where the source brings a test part, the rows
 * are divided into train and dev, 8 to 1 as elsewhere.
 * @throws RangeError where a stratum has fewer groups than `groupsNeeded` says.
 */
export function splitRows({ rows, groups, strata, seed, publishedTest }: SplitOptions): Split {
  const grouped = byGroup(rows, groups);
  const groupsOfStratum = byStratum(grouped, strata);
  const counts = groupsOfStratum.map(order => order.reduce((sum, group) => sum + sizeOf(grouped, group), 0));
  const quotas = publishedTest
    ? { dev: apportion(counts, DEV_SHARE / (1 - TEST_SHARE)) }
    : { test: apportion(counts, TEST_SHARE), dev: apportion(counts, DEV_SHARE) };
  const random = Random.from(seed, STREAMS.split);
  const parts: Record<SplitName, Int32Array[]> = { train: [], dev: [], test: publishedTest ? [publishedTest] : [] };
  groupsOfStratum.forEach((order, s) => {
    if (order.length < groupsNeeded(publishedTest !== undefined))
      throw new RangeError('a stratum has too few groups to split');
    random.shuffle(order);
    let left = order;
    const places = Object.entries(quotas) as ['test' | 'dev', number[]][];
    places.forEach(([part, quota], i) => {
      const taken = takeGroups(grouped, left, quota[s]!, left.length - (places.length - i));
      left = left.filter(group => !taken.has(group));
      for (const group of taken) parts[part].push(rowsOf(grouped, group));
    });
    for (const group of left) parts.train.push(rowsOf(grouped, group));
  });
  return { train: ascending(parts.train), dev: ascending(parts.dev), test: ascending(parts.test) };
}

/** The fewest groups of a stratum that can be divided: one for each part. */
export const groupsNeeded = (testIsPublished: boolean): number => (testIsPublished ? 2 : 3);

/**
 * Takes groups in their order as long as they fit into so many rows, but at least one: where all are larger, the smallest.
 * @param most groups that may be taken.
 */
function takeGroups(grouped: Grouped, order: Int32Array, quota: number, most: number): Set<number> {
  const taken = new Set<number>();
  let room = quota;
  for (const group of order) {
    if (room === 0 || taken.size === most) break;
    const size = sizeOf(grouped, group);
    if (size > room) continue;
    taken.add(group);
    room -= size;
  }
  if (taken.size > 0) return taken;
  return taken.add(order.reduce((best, group) => (sizeOf(grouped, group) < sizeOf(grouped, best) ? group : best)));
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

function byGroup(rows: Int32Array, groups: Int32Array): Grouped {
  // Groups are numbered anew, in the order of their first rows.
  const numberOf = new Int32Array(groups.length).fill(-1);
  const sizes: number[] = [];
  for (const row of rows) {
    const group = groups[row]!;
    if (numberOf[group] === -1) numberOf[group] = sizes.push(0) - 1;
    sizes[numberOf[group]!]!++;
  }
  const starts = new Int32Array(sizes.length + 1);
  sizes.forEach((size, group) => {
    starts[group + 1] = starts[group]! + size;
  });
  const filled = starts.slice();
  const gathered = new Int32Array(rows.length);
  for (const row of rows) gathered[filled[numberOf[groups[row]!]!]!++] = row;
  return { rows: gathered, starts };
}

/** The groups of each stratum that has any, in the order of the strata. */
function byStratum({ rows, starts }: Grouped, strata: Int32Array): Int32Array[] {
  const groupsOf = new Map<number, number[]>();
  for (let group = 0; group + 1 < starts.length; group++) {
    const stratum = strata[rows[starts[group]!]!]!;
    const others = groupsOf.get(stratum);
    if (others) others.push(group);
    else groupsOf.set(stratum, [group]);
  }
  return [...groupsOf].sort(([a], [b]) => a - b).map(([, members]) => Int32Array.from(members));
}

const sizeOf = ({ starts }: Grouped, group: number): number => starts[group + 1]! - starts[group]!;

const rowsOf = ({ rows, starts }: Grouped, group: number): Int32Array =>
  rows.subarray(starts[group]!, starts[group + 1]!);

function ascending(chunks: readonly Int32Array[]): Int32Array {
  const rows = new Int32Array(chunks.reduce((n, chunk) => n + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    rows.set(chunk, at);
    at += chunk.length;
  }
  return rows.sort();
}
