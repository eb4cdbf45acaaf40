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

/**
 * Divides rows into train, dev and test at random, stratified: each part holds each class in its share, to within one
 * row, and at least one row of every class. The same labels and seed always give the same split.
 *
 * Where the source brings a test part of its own (rows from `publishedTest` on), it stays the test part, so that test
 * figures compare with published ones; the rest is divided into train and dev, 8 to 1 as elsewhere.
 * @param labels class indices from 0 to `classes` − 1, one a row.
 * @throws RangeError where a class has fewer rows to divide than `rowsNeeded` says.
 */
export function stratifiedSplit(labels: Int32Array, classes: number, seed: number, publishedTest?: number): Split {
  const divided = publishedTest ?? labels.length;
  const rowsOfClass = groupByClass(labels.subarray(0, divided), classes);
  const counts = rowsOfClass.map(rows => rows.length);
  if (counts.some(n => n < rowsNeeded(publishedTest !== undefined)))
    throw new RangeError('a class is too small to split');

  const testCounts = publishedTest === undefined ? apportion(counts, TEST_SHARE) : counts.map(() => 0);
  const devCounts = apportion(counts, publishedTest === undefined ? DEV_SHARE : DEV_SHARE / (1 - TEST_SHARE));

  const random = Random.from(seed, STREAMS.split);
  const parts = { train: [] as Int32Array[], dev: [] as Int32Array[], test: [] as Int32Array[] };
  rowsOfClass.forEach((rows, c) => {
    random.shuffle(rows);
    const dev = testCounts[c]! + devCounts[c]!;
    parts.test.push(rows.subarray(0, testCounts[c]));
    parts.dev.push(rows.subarray(testCounts[c], dev));
    parts.train.push(rows.subarray(dev));
  });
  if (publishedTest !== undefined)
    parts.test = [Int32Array.from({ length: labels.length - divided }, (_, i) => divided + i)];
  return { train: ascending(parts.train), dev: ascending(parts.dev), test: ascending(parts.test) };
}

/** The fewest rows of a class that can be divided: one for each part. */
export const rowsNeeded = (testIsPublished: boolean): number => (testIsPublished ? 2 : 3);

/**
 * Whole numbers near `share` of each count, at least 1 each, that add up to `share` of the total, rounded (Hamilton's
 * method of largest remainders); more only where there are more classes than that.
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

function groupByClass(labels: Int32Array, classes: number): Int32Array[] {
  const counts = countClasses(labels, classes);
  const groups = counts.map(n => new Int32Array(n));
  const filled = new Int32Array(classes);
  labels.forEach((label, row) => {
    groups[label]![filled[label]!++] = row;
  });
  return groups;
}

/** Rows of each class. */
export function countClasses(labels: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

function ascending(chunks: readonly Int32Array[]): Int32Array {
  const rows = new Int32Array(chunks.reduce((n, chunk) => n + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    rows.set(chunk, at);
    at += chunk.length;
  }
  return rows.sort();
}
