import { describe, expect, it } from 'vitest';
import { type DevRows, errorInCommon, errorOverRows } from '#shared/method/curves/dev-rows.ts';
import { metricErrorInCommon } from '#shared/method/metrics/paired-metric.ts';
import { Random } from '#shared/method/random.ts';
import { seedErrorOf } from '#shared/method/stages/batch-momentum/noise.ts';
import type { DevLevel } from '#shared/method/stages/dev-level.ts';

const ROWS = 400;
const normal = (random: Random, deviation: number) =>
  Float32Array.from({ length: ROWS }, () => deviation * random.normal());
const sum = (...of: Float32Array[]) =>
  Float32Array.from({ length: ROWS }, (_, row) => of.reduce((s, one) => s + (one[row] as number), 0));
const mean = (values: Float32Array) => values.reduce((s, value) => s + value, 0) / values.length;
const none = new Float32Array(ROWS);

/** How rows scatter for all seeds, how seeds do, and how the rows of one seed do beside those of another. */
interface Parts {
  rows: number;
  seeds: number;
  both: number;
}

/** The losses of two seeds of a point over those of another one, which has none. */
function twoSeeds(random: Random, { rows, seeds, both }: Parts): Float32Array[] {
  const hard = normal(random, rows);
  return [0, 1].map(() => {
    const seed = seeds * random.normal();
    return sum(
      hard,
      normal(random, both),
      none.map(() => 10 + seed),
    );
  });
}

const truth = ({ rows, seeds, both }: Parts): number => rows ** 2 / ROWS + seeds ** 2 / 2 + both ** 2 / (2 * ROWS);
const levelOf = (losses: Float32Array): DevLevel =>
  ({
    one: { trial: { evaluatedRows: null }, rows: [{ step: 50, losses }] },
    steps: Float64Array.of(50),
    smoothed: Float64Array.of(mean(losses)),
    at: 0,
  }) as unknown as DevLevel;

describe('what rows and seeds have in common of the noise of a difference', () => {
  const cases: [string, Parts][] = [
    ['networks of two seeds get other rows wrong', { rows: 0.1, seeds: 0, both: 1 }],
    ['rows decide', { rows: 1, seeds: 0, both: 0.1 }],
    ['seeds decide', { rows: 0.3, seeds: 0.2, both: 0.3 }],
  ];
  it.each(cases)('counts once where %s', (_, parts) => {
    const random = Random.from(7);
    const draws = 300;
    let [once, twice] = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const own = twoSeeds(random, parts);
      const others = [none, none].map(() => none.map(() => 10));
      const [a, b] = own.map(mean) as [number, number];
      const [overRows, inCommon] = [errorOverRows(own, others) ?? 0, errorInCommon(own, others)];
      once += overRows ** 2 + ((a - b) / 2) ** 2 - inCommon ** 2;
      twice += overRows ** 2 + ((a - b) / 2) ** 2;
    }
    const ratio = once / draws / truth(parts);
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
    // Where a seed's network has rows of its own, both errors hold nearly all of the noise.
    if (parts.both > parts.rows) expect(twice / draws / truth(parts)).toBeGreaterThan(1.7);
  });

  it('is nothing with one seed, or where rows weren’t kept', () => {
    const [a, b] = twoSeeds(Random.from(1), { rows: 1, seeds: 1, both: 1 }) as [Float32Array, Float32Array];
    expect(errorInCommon([a], [none])).toBe(0);
    expect(errorInCommon([a, b], [none, null])).toBe(0);
    expect(errorInCommon([a, b], [none, none])).toBeGreaterThan(0);
  });

  it('is left out of what seeds add, of which the assumed part stays', () => {
    const random = Random.from(3);
    const deepest = [none, none].map(() => levelOf(none.map(() => 1)));
    const alike = [1, 2, 3].map(() => twoSeeds(random, { rows: 0, seeds: 0, both: 1 }).map(levelOf));
    const apart = [1, 2, 3].map(() => twoSeeds(random, { rows: 0, seeds: 0.5, both: 1 }).map(levelOf));
    const halves = alike.map(([a, b]) => ((a?.smoothed[0] as number) - (b?.smoothed[0] as number)) / 2);
    const before = Math.sqrt((halves.reduce((s, half) => s + half ** 2, 0) + 0.01 ** 2) / 4);
    expect(seedErrorOf(alike, deepest)).toBeLessThan(before);
    expect(seedErrorOf(alike, deepest)).toBeGreaterThanOrEqual(0.005);
    expect(seedErrorOf(apart, deepest)).toBeGreaterThan(0.05);
  });

  it('of a metric is the error over rows of half of how far the seeds disagree', () => {
    const random = Random.from(5);
    const labels = new Int32Array(ROWS);
    const wrong = (share: number): DevRows => ({
      step: 50,
      losses: none,
      predictions: Uint16Array.from(labels, () => Number(random.uniform() < share)),
      evaluation: null,
    });
    const pairs = [0, 1].map(() => [wrong(0.2), wrong(0.3)] as const) as never;
    const hits = (pairs as [DevRows, DevRows][]).map(([a, b]) =>
      Float32Array.from(labels, (_, row) => (b.predictions?.[row] as number) - (a.predictions?.[row] as number)),
    );
    const exact = errorInCommon(hits, [none, none]);
    const error = metricErrorInCommon('accuracy', pairs, labels, 0.8);
    expect(error / exact).toBeGreaterThan(0.85);
    expect(error / exact).toBeLessThan(1.15);
  });
});
