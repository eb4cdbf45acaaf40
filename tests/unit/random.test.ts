import { describe, expect, it } from 'vitest';
import { Random, STREAMS } from '#shared/method/random.ts';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

describe('Random', () => {
  it('draws what xoshiro128** 1.1 draws', () => {
    // From the tests of Rust's rand_xoshiro, which took them from the authors' C code.
    expect(draw(new Random([1, 2, 3, 4]), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('goes on from its state as if it had never stopped, whatever was drawn', () => {
    const random = Random.from(5, STREAMS.order);
    draw(random, 7);
    random.normal();
    const copy = new Random(JSON.parse(JSON.stringify(random.state)));
    expect(copy.normal()).toBe(random.normal());
    expect(draw(copy, 20)).toEqual(draw(random, 20));
  });

  it('draws other numbers for another seed and for another stream', () => {
    const drawn = [Random.from(1, 1), Random.from(2, 1), Random.from(1, 2), Random.from(0, 1)].map(r => draw(r, 8));
    expect(new Set(drawn.flat()).size).toBe(32);
  });

  it('has nothing in common between neighbouring seeds from the first number on', () => {
    const first = Array.from({ length: 2000 }, (_, seed) => Random.from(seed).uniform());
    const mean = first.reduce((a, b) => a + b) / first.length;
    const pairs = first.slice(1).map((x, i) => (x - 0.5) * (first[i]! - 0.5));
    const correlation = (pairs.reduce((a, b) => a + b) / pairs.length) * 12;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    expect(Math.abs(correlation)).toBeLessThan(0.1);
  });

  it('draws whole numbers below a limit evenly', () => {
    const random = Random.from(3);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]!++;
    // Six standard deviations of a binomial with p = 1/7.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * Math.sqrt((70_000 * 6) / 49));
  });

  it('fills [low, high) evenly', () => {
    const random = Random.from(1);
    const buckets = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) buckets[Math.floor(random.between(-5, 5)) + 5]!++;
    expect(buckets).toHaveLength(10);
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('draws normal numbers with mean 0, standard deviation 1 and tails', () => {
    const random = Random.from(3);
    const values = Array.from({ length: 100_000 }, () => random.normal());
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    const beyondTwo = values.filter(x => Math.abs(x) > 2).length / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(beyondTwo).toBeCloseTo(0.0455, 2);
  });

  it('keeps every item of what it shuffles, in each order about equally often', () => {
    const random = Random.from(5);
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const items = Int32Array.of(1, 2, 3);
      random.shuffle(items);
      seen.set(items.join(), (seen.get(items.join()) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
