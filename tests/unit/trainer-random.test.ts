import { describe, expect, it } from 'vitest';
import { initialWeights } from '#electron/trainer/initialisation.ts';
import { Random, STREAMS } from '#electron/trainer/random.ts';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

describe('Random', () => {
  it('draws what xoshiro128** 1.1 draws', () => {
    // From the tests of Rust's rand_xoshiro, which took them from the authors' C code.
    expect(draw(new Random([1, 2, 3, 4]), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('goes on from its state as if it had never stopped', () => {
    const random = Random.from(5, STREAMS.order);
    draw(random, 7);
    const copy = new Random(JSON.parse(JSON.stringify(random.state)));
    expect(draw(copy, 20)).toEqual(draw(random, 20));
  });

  it('draws other numbers for another seed and for another stream', () => {
    const drawn = [Random.from(1, 1), Random.from(2, 1), Random.from(1, 2), Random.from(0, 1)].map(r => draw(r, 8));
    expect(new Set(drawn.flat()).size).toBe(32);
  });

  it('draws whole numbers below a limit evenly', () => {
    const random = Random.from(3, 1);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) {
      const value = random.below(7);
      counts[value] = (counts[value] ?? Number.NaN) + 1;
    }
    // Six standard deviations of a binomial with p = 1/7.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * Math.sqrt((70_000 * 6) / 49));
  });
});

describe('initial weights [M8]', () => {
  it.each([
    ['relu', 2 / 400],
    ['tanh', 2 / 500],
    ['sigmoid', 2 / 500],
    ['linear', 2 / 500],
  ] as const)('of a %s layer with 400 inputs and 100 outputs have mean 0 and variance %d', (activation, variance) => {
    const weights = initialWeights(activation, 400, 100, Random.from(1, STREAMS.weights));
    expect(weights).toHaveLength(40_000);
    const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
    const measured = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length;
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / weights.length));
    expect(measured / variance).toBeCloseTo(1, 1);
  });
});
