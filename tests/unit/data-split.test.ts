import { describe, expect, test } from 'vitest';
import { countClasses, stratifiedSplit } from '#electron/data/split.ts';

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

describe('stratifiedSplit', () => {
  test('10,000 rows become 8,000, 1,000 and 1,000', () => {
    const { train, dev, test } = stratifiedSplit(mnist, 10, 1);
    expect([train.length, dev.length, test.length]).toEqual([8000, 1000, 1000]);
  });

  test('every row is in exactly one part, in ascending order', () => {
    const { train, dev, test } = stratifiedSplit(mnist, 10, 1);
    const all = [...train, ...dev, ...test].sort((a, b) => a - b);
    expect(all).toEqual(Array.from(mnist, (_, i) => i));
    for (const part of [train, dev, test]) expect([...part]).toEqual([...part].sort((a, b) => a - b));
  });

  test('each part holds each class in its share, to within one row', () => {
    const split = stratifiedSplit(mnist, 10, 1);
    for (const part of [split.dev, split.test]) {
      const counts = countClasses(
        part.map(row => mnist[row]!),
        10,
      );
      counts.forEach((n, c) => {
        expect(Math.abs(n - MNIST_COUNTS[c]! * 0.1)).toBeLessThan(1);
      });
    }
  });

  test('the seed decides, and only the seed', () => {
    expect(stratifiedSplit(mnist, 10, 1)).toEqual(stratifiedSplit(mnist, 10, 1));
    expect(stratifiedSplit(mnist, 10, 1).dev).not.toEqual(stratifiedSplit(mnist, 10, 2).dev);
  });

  test('rows of one class are drawn from all over the source', () => {
    const { dev } = stratifiedSplit(new Int32Array(1000), 1, 1);
    const mean = dev.reduce((a, b) => a + b, 0) / dev.length;
    expect(Math.abs(mean - 500)).toBeLessThan(100);
    expect(new Set(dev.map((row, i) => row - i)).size).toBeGreaterThan(50);
  });

  test('three rows of a class are enough for one in each part, two are not', () => {
    const split = stratifiedSplit(labelsOf([3, 300]), 2, 1);
    const labels = labelsOf([3, 300]);
    for (const part of [split.train, split.dev, split.test])
      expect(
        countClasses(
          part.map(row => labels[row]!),
          2,
        )[0],
      ).toBe(1);
    expect(() => stratifiedSplit(labelsOf([2, 300]), 2, 1)).toThrow(RangeError);
  });

  test('more classes than a tenth of the rows still leave every class in every part', () => {
    const labels = labelsOf(new Array<number>(40).fill(4));
    const split = stratifiedSplit(labels, 40, 1);
    expect([split.train.length, split.dev.length, split.test.length]).toEqual([80, 40, 40]);
  });

  test('a published test part stays as it is; the rest is divided 8 to 1', () => {
    const { train, dev, test } = stratifiedSplit(mnist, 10, 1, 9000);
    expect([...test]).toEqual(Array.from({ length: 1000 }, (_, i) => 9000 + i));
    expect([train.length, dev.length]).toEqual([8000, 1000]);
    expect(Math.max(...train, ...dev)).toBeLessThan(9000);
  });
});
