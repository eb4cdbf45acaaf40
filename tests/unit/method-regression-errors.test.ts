import { describe, expect, it } from 'vitest';
import { MOST_POINTS } from '#shared/domain/error-analysis.ts';
import { regressionErrors } from '#shared/method/metrics/regression-errors.ts';
import { rmseOf } from '#shared/method/metrics/target-scale.ts';
import { Random } from '#shared/method/random.ts';

const PLAIN = { mean: 0, std: 1 };

/** Targets from 0 on in equal steps, and what is predicted of each. */
function predicted(rows: number, error: (row: number, random: Random) => number, seed = 1) {
  const random = Random.from(seed);
  const targets = Float32Array.from({ length: rows }, (_, row) => row / rows);
  return { targets, runs: [targets.map((target, row) => target + error(row, random))], scale: PLAIN };
}

describe('errors of a regression', () => {
  it('are bias, mean absolute and root mean squared error in the target’s own unit', () => {
    const errors = regressionErrors({
      targets: Float32Array.from([0, 1, 2, 3]),
      // In steps of a standard deviation of 10: residuals 10, −10, 20, 0.
      runs: [[1, 0, 4, 3]],
      scale: { mean: 100, std: 10 },
    });
    expect(errors.residuals.mean).toBeCloseTo(5, 10);
    expect(errors.mae).toBeCloseTo(10, 10);
    expect(errors.rmse).toBeCloseTo(Math.sqrt(600 / 4), 10);
    // The residuals' standard deviation is √(500 / 3), over √4.
    expect(errors.residuals.error).toBeCloseTo(Math.sqrt(500 / 3 / 4), 10);
    expect(errors.residuals.quantiles[2]).toBeCloseTo(5, 10);
    expect(errors.sample.map(({ actual, predicted }) => [actual, predicted])).toEqual([
      [100, 110],
      [110, 100],
      [120, 140],
      [130, 130],
    ]);
  });

  it('are those of the values where their logarithm is learnt', () => {
    const scale = { mean: 1, std: 0.5, log: true } as const;
    const [targets, run] = [Float32Array.from([0, 1, -1]), Float32Array.from([0.1, 0.8, -1])];
    const loss = (0.1 ** 2 + 0.2 ** 2) / 3;
    expect(regressionErrors({ targets, runs: [run], scale }).rmse).toBeCloseTo(rmseOf(targets, run, loss, scale), 10);
  });

  it('take runs together, each row once for the noise', () => {
    const once = predicted(200, (_, random) => random.normal());
    const one = regressionErrors(once);
    const twice = regressionErrors({ ...once, runs: [once.runs[0]!, once.runs[0]!] });
    expect(twice.residuals.error).toBe(one.residuals.error);
    expect(twice.ranges).toEqual(one.ranges);
    expect(twice.rmse).toBe(one.rmse);
    expect(twice.histogram.counts.map(count => count / 2)).toEqual(one.histogram.counts);
    expect(() => regressionErrors({ ...once, runs: [new Float32Array(3)] })).toThrow(RangeError);
  });

  it('have heavy ends where a few rows make most of them', () => {
    const normal = regressionErrors(predicted(4000, (_, random) => random.normal()));
    expect(normal.tailShare).toBeGreaterThan(0.25);
    expect(normal.tailShare).toBeLessThan(0.31);
    expect(normal.hasHeavyTails).toBe(false);
    const heavy = regressionErrors(predicted(4000, (row, random) => random.normal() * (row % 50 === 0 ? 20 : 1)));
    expect(heavy.hasHeavyTails).toBe(true);
    expect(heavy.histogram.below + heavy.histogram.above).toBeGreaterThan(40);
  });

  it('are larger in a part of the range only where that is beyond noise', () => {
    const even = regressionErrors(predicted(1000, (_, random) => random.normal()));
    expect(even.ranges).toHaveLength(10);
    expect(even.ranges.some(({ isErrorLarge }) => isErrorLarge)).toBe(false);
    const end = regressionErrors(
      predicted(1000, (row, random) => random.normal() * (row >= 900 ? 3 : 1) - (row >= 900 ? 1 : 0)),
    );
    expect(end.ranges.map(({ isErrorLarge }) => isErrorLarge)).toEqual([...new Array<boolean>(9).fill(false), true]);
    expect(end.ranges.at(-1)?.bias).toBeLessThan(-0.5);
    expect(end.ranges.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
  });

  it('count every residual of the histogram once, also where all are alike', () => {
    const all = ({ counts, below, above }: ReturnType<typeof regressionErrors>['histogram']): number =>
      counts.reduce((sum, count) => sum + count, below + above);
    expect(all(regressionErrors(predicted(777, (_, random) => random.normal())).histogram)).toBe(777);
    expect(all(regressionErrors(predicted(50, () => 0)).histogram)).toBe(50);
    expect(regressionErrors(predicted(50, () => 0)).tailShare).toBe(0);
  });

  it('show so many points at most, which stand for the whole range', () => {
    const { sample } = regressionErrors(predicted(3 * MOST_POINTS, () => 0));
    expect(sample).toHaveLength(MOST_POINTS);
    const upper = sample.filter(({ actual }) => actual >= 0.5).length;
    expect(Math.abs(upper - MOST_POINTS / 2)).toBeLessThan(MOST_POINTS / 50);
  });

  it('are told of a single row too', () => {
    const { ranges, residuals, rmse } = regressionErrors({ targets: Float32Array.of(1), runs: [[3]], scale: PLAIN });
    expect([ranges.length, ranges[0]?.isErrorLarge, residuals.error, rmse]).toEqual([1, false, 0, 2]);
  });
});
