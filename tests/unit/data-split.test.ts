import { describe, expect, test } from 'vitest';
import { countClasses } from '#electron/data/raw/classes.ts';
import { heldOutRows, type Split, splitRows } from '#electron/data/split/split.ts';
import { strataOf } from '#electron/data/split/strata.ts';
import { Random } from '#shared/method/random.ts';
import { classTarget, valueTarget } from './data-raw.ts';

/** MNIST's test part: 10,000 rows, classes of uneven size. */
const MNIST_COUNTS = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];
const mnist = labelsOf(MNIST_COUNTS);

/** Labels with the given counts, the classes interleaved. */
function labelsOf(counts: readonly number[]): Int32Array {
  const left = [...counts];
  const labels: number[] = [];
  while (left.some(n => n > 0))
    left.forEach((n, c) => {
      if (n > 0) labels.push(c);
      left[c]!--;
    });
  return Int32Array.from(labels);
}

const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

/** Every row a group of its own. */
const single = (labels: Int32Array, seed = 1): Split =>
  splitRows({ rows: rowsOf(labels.length), groups: rowsOf(labels.length), strata: labels, seed });

const countsIn = (part: Int32Array, labels: Int32Array, classes: number): number[] =>
  countClasses(
    part.map(row => labels[row]!),
    classes,
  );

describe('splitRows, every row a group of its own', () => {
  test('10,000 rows become 8,000, 1,000 and 1,000', () => {
    const { train, dev, test } = single(mnist);
    expect([train.length, dev.length, test.length]).toEqual([8000, 1000, 1000]);
  });

  test.each([
    [100, 20],
    [2000, 400],
    [2001, 400],
    [4000, 400],
    [5000, 500],
  ])('of %i rows dev and test have %i each', (count, heldOut) => {
    const { train, dev, test } = single(
      labelsOf([count / 2, count / 2].map((n, i) => (i === 0 ? Math.ceil(n) : Math.floor(n)))),
    );
    expect([train.length, dev.length, test.length]).toEqual([count - 2 * heldOut, heldOut, heldOut]);
  });

  test('every row is in exactly one part, in ascending order', () => {
    const { train, dev, test } = single(mnist);
    const all = [...train, ...dev, ...test].sort((a, b) => a - b);
    expect(all).toEqual(Array.from(mnist, (_, i) => i));
    for (const part of [train, dev, test]) expect([...part]).toEqual([...part].sort((a, b) => a - b));
  });

  test('each part holds each class in its share, to within one row', () => {
    const split = single(mnist);
    for (const part of [split.dev, split.test])
      countsIn(part, mnist, 10).forEach((n, c) => {
        expect(Math.abs(n - MNIST_COUNTS[c]! * 0.1)).toBeLessThan(1);
      });
  });

  test('the seed decides, and only the seed', () => {
    expect(single(mnist)).toEqual(single(mnist));
    expect(single(mnist).dev).not.toEqual(single(mnist, 2).dev);
  });

  test('rows of one class are drawn from all over the source', () => {
    const { dev } = single(new Int32Array(1000));
    const mean = dev.reduce((a, b) => a + b, 0) / dev.length;
    expect(Math.abs(mean - 500)).toBeLessThan(100);
    expect(new Set(dev.map((row, i) => row - i)).size).toBeGreaterThan(50);
  });

  test('three rows of a class are enough for one in each part, two are not', () => {
    const labels = labelsOf([3, 300]);
    const split = single(labels);
    for (const part of [split.train, split.dev, split.test]) expect(countsIn(part, labels, 2)[0]).toBe(1);
    expect(() => single(labelsOf([2, 300]))).toThrow(RangeError);
  });

  test('more classes than a tenth of the rows still leave every class in every part', () => {
    const split = single(labelsOf(new Array<number>(40).fill(4)));
    expect([split.train.length, split.dev.length, split.test.length]).toEqual([80, 40, 40]);
  });

  test('a published test part stays as it is; the rest is divided 9 to 1', () => {
    const publishedTest = rowsOf(10_000).subarray(9000);
    const options = { rows: rowsOf(9000), groups: rowsOf(10_000), strata: mnist, seed: 1, publishedTest };
    const { train, dev, test } = splitRows(options);
    expect([...test]).toEqual([...publishedTest]);
    expect([train.length, dev.length]).toEqual([8100, 900]);
    expect(Math.max(...train, ...dev)).toBeLessThan(9000);
  });
});

describe('splitRows with groups', () => {
  /** Random rows in random groups; a group has one stratum. */
  function randomCase(seed: number) {
    const random = Random.from(seed);
    const count = 30 + random.below(400);
    const classes = 1 + random.below(4);
    const groupCount = Math.max(3 * classes, 1 + random.below(count));
    // The first rows see to it that every stratum has its three groups.
    const groupOf = Array.from({ length: count }, (_, row) => (row < groupCount ? row : random.below(groupCount)));
    const groups = Int32Array.from(groupOf);
    const strata = Int32Array.from(groupOf, group => group % classes);
    return { rows: rowsOf(count), groups, strata, classes, seed };
  }

  const cases = Array.from({ length: 200 }, (_, seed) => randomCase(seed));

  test('every row once, no group in two parts, every stratum in every part', () => {
    for (const { rows, groups, strata, classes, seed } of cases) {
      const split = splitRows({ rows, groups, strata, seed });
      const parts = [split.train, split.dev, split.test];
      expect(parts.flatMap(part => [...part]).sort((a, b) => a - b)).toEqual([...rows]);
      const partOfGroup = new Map<number, Set<number>>();
      parts.forEach((part, p) => {
        for (const row of part) partOfGroup.set(groups[row]!, (partOfGroup.get(groups[row]!) ?? new Set()).add(p));
        expect(countsIn(part, strata, classes).every(n => n > 0)).toBe(true);
      });
      expect([...partOfGroup.values()].every(found => found.size === 1)).toBe(true);
    }
  });

  test('dev and test have their shares of each stratum to within a group', () => {
    for (const { rows, groups, strata, classes, seed } of cases) {
      const sizes = countClasses(groups, rows.length);
      const split = splitRows({ rows, groups, strata, seed });
      for (const part of [split.dev, split.test])
        countsIn(part, strata, classes).forEach((n, c) => {
          const ofStratum = rows.filter(row => strata[row] === c);
          const largest = Math.max(...ofStratum.map(row => sizes[groups[row]!]!));
          const share = heldOutRows(rows.length) / rows.length;
          expect(Math.abs(n - ofStratum.length * share)).toBeLessThanOrEqual(largest + 1);
        });
    }
  });

  test('classes that are copies of three rows each are divided all the same', () => {
    const groups = Int32Array.from({ length: 300 }, (_, row) => row % 3);
    const split = splitRows({ rows: rowsOf(300), groups, strata: new Int32Array(300), seed: 1 });
    expect([split.train.length, split.dev.length, split.test.length]).toEqual([100, 100, 100]);
  });
});

describe('strataOf', () => {
  test('a group of several classes counts for its most frequent one', () => {
    const target = classTarget(['a', 'b', 'b', 'a', 'c']);
    const groups = Int32Array.of(0, 0, 0, 3, 3);
    // a, b, b → b; a, c → a, the first of equals.
    expect([...strataOf(target, rowsOf(5), groups)]).toEqual([1, 1, 1, 0, 0]);
  });

  test('a regression’s target has the same range in every part', () => {
    const random = Random.from(3);
    const values = Array.from({ length: 2000 }, () => Math.exp(2 * random.normal()));
    const groups = rowsOf(2000);
    const strata = strataOf(valueTarget(values), rowsOf(2000), groups);
    expect(new Set(strata).size).toBe(10);
    const { dev, test } = splitRows({ rows: rowsOf(2000), groups, strata, seed: 1 });
    const sorted = values.toSorted((a, b) => a - b);
    for (const part of [dev, test])
      for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const below = part.filter(row => values[row]! < sorted[share * 2000]!).length;
        expect(below).toBe(share * 400);
      }
  });

  test('a group of a regression lies in one stratum', () => {
    const values = Array.from({ length: 400 }, (_, row) => row);
    const groups = Int32Array.from(values, row => (row % 7 === 0 ? 0 : row));
    const strata = strataOf(valueTarget(values), rowsOf(400), groups);
    expect(new Set(values.filter(row => row % 7 === 0).map(row => strata[row])).size).toBe(1);
  });
});
