import { expect, test } from 'vitest';
import { seededRandom, shuffle } from '#shared/method/random.ts';

const draw = (seed: number, n: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => random.uniform());
};

test('the same seed gives the same numbers, another seed others', () => {
  expect(draw(7, 100)).toEqual(draw(7, 100));
  expect(draw(7, 100)).not.toEqual(draw(8, 100));
});

test('neighbouring seeds have nothing in common from the first number on', () => {
  const first = Array.from({ length: 2000 }, (_, seed) => draw(seed, 1)[0]!);
  const mean = first.reduce((a, b) => a + b) / first.length;
  const pairs = first.slice(1).map((x, i) => (x - 0.5) * (first[i]! - 0.5));
  const correlation = (pairs.reduce((a, b) => a + b) / pairs.length) * 12;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
  expect(Math.abs(correlation)).toBeLessThan(0.1);
});

test('uniform numbers fill [0, 1) evenly', () => {
  const buckets = new Array<number>(10).fill(0);
  for (const x of draw(1, 100_000)) buckets[Math.floor(x * 10)]!++;
  for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('normal numbers have mean 0, standard deviation 1 and tails', () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 100_000 }, () => random.normal());
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  const beyondTwo = values.filter(x => Math.abs(x) > 2).length / values.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(beyondTwo).toBeCloseTo(0.0455, 2);
});

test('a shuffle keeps every item and every order is about equally likely', () => {
  const random = seededRandom(5);
  const seen = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const items = Int32Array.of(1, 2, 3);
    shuffle(items, random);
    seen.set(items.join(), (seen.get(items.join()) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
