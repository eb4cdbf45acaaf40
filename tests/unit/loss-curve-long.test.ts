import { describe, expect, it } from 'vitest';
import { proposeNumSteps } from '#shared/method/curves/convergence.ts';
import { EXACT_STEPS, LossCurve, RANKING_WEIGHT } from '#shared/method/curves/loss-curve.ts';
import { createSmoother } from '#shared/method/curves/smoothing.ts';
import { Random } from '#shared/method/random.ts';

/** The plain way, with everything of every step kept: what a curve's answers are held against. */
function plain(losses: Float64Array) {
  const smoother = createSmoother(RANKING_WEIGHT);
  const smoothed = losses.map(loss => smoother.push(loss));
  return {
    smoothed,
    stepsToReach: (level: number) => {
      const found = smoothed.findIndex(value => value <= level);
      return found < 0 ? null : found;
    },
    staysBelowFrom: (level: number) => {
      const above = smoothed.findLastIndex(value => value > level);
      return above === smoothed.length - 1 ? null : above + 1;
    },
    meanBetween: (from: number, to: number) => {
      const values = smoothed.slice(from, to).filter(Number.isFinite);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    },
  };
}

/** A noisy fall to a floor that is reached at about a fifth of the way, with some losses that are not finite. */
function falling(length: number): Float64Array {
  const random = Random.from(11);
  return Float64Array.from({ length }, (_, i) =>
    i % 9973 === 77 ? Number.NaN : 0.2 + 2 * Math.exp((-30 * i) / length) + 0.005 * random.normal(),
  );
}

function curveOf(losses: Float64Array, marks: number[] = []): LossCurve {
  const curve = new LossCurve(marks);
  for (let from = 0; from < losses.length; from += 7001) {
    const slice = losses.subarray(from, from + 7001);
    curve.push(
      slice.map((_, i) => from + i),
      slice,
    );
  }
  return curve;
}

const LEVELS = [2, 1, 0.5, 0.25, 0.21];

describe('a curve of a usual length', () => {
  const losses = falling(EXACT_STEPS);
  const curve = curveOf(losses);
  const exact = plain(losses);

  it('answers as the plain way does, bit for bit', () => {
    for (const level of LEVELS) {
      expect(curve.stepsToReach(level)).toBe(exact.stepsToReach(level));
      expect(curve.staysBelowFrom(level)).toBe(exact.staysBelowFrom(level));
    }
    for (const steps of [1, 2, 1000, 65_537, losses.length])
      expect(curve.levelAfter(steps)?.loss).toBe(exact.smoothed[steps - 1]);
    expect(curve.levelAfter(78)).toBeNull();
    expect(curve.levelAfter(losses.length + 1)).toBeNull();
    for (const [from, to] of [
      [0, 100],
      [50_000, 90_001],
      [131_000, losses.length],
    ] as const)
      expect(curve.meanBetween(from, to)).toBe(exact.meanBetween(from, to));
    expect([curve.count, curve.start, curve.final]).toEqual([losses.length, exact.smoothed[0], exact.smoothed.at(-1)]);
  });
});

describe('a curve of a long trial', () => {
  const losses = falling(1_000_003);
  const marks = [Math.round(losses.length / 4), Math.round(losses.length / 2)];
  const curve = curveOf(losses, marks);
  const exact = plain(losses);
  const resolution = losses.length / 32_000;
  const near = (answer: number | null, to: number | null) =>
    expect(Math.abs((answer ?? Number.NaN) - (to ?? Number.NaN))).toBeLessThanOrEqual(resolution);

  it('holds no more than a usual one', () => {
    expect(curve.held).toBeLessThanOrEqual(EXACT_STEPS);
    expect(curve.count).toBe(losses.length);
  });

  it('has the same levels where rungs are pruned, bit for bit, and nearly the same elsewhere', () => {
    for (const mark of marks) expect(curve.levelAfter(mark)?.loss).toBe(exact.smoothed[mark - 1]);
    expect(Math.abs((curve.levelAfter(300_001)?.loss ?? Number.NaN) - (exact.smoothed[300_000] ?? 0))).toBeLessThan(
      0.02,
    );
    expect(curveOf(losses.subarray(0, marks[0]), marks).levelAfter(marks[0] ?? 0)).toEqual(
      curve.levelAfter(marks[0] ?? 0),
    );
  });

  it('finds the same steps within its resolution, and the same means', () => {
    for (const level of LEVELS) near(curve.stepsToReach(level), exact.stepsToReach(level));
    for (const level of LEVELS.slice(0, 4)) near(curve.staysBelowFrom(level), exact.staysBelowFrom(level));
    expect(curve.stepsToReach(0)).toBeNull();
    expect(curve.staysBelowFrom(0)).toBeNull();
    expect(curve.meanBetween(700_000, 850_000)).toBeCloseTo(exact.meanBetween(700_000, 850_000), 6);
    expect([curve.start, curve.final]).toEqual([exact.smoothed[0], exact.smoothed.findLast(Number.isFinite)]);
  });

  it('converges at the same step', () => {
    const { convergedAt, converged } = proposeNumSteps(curve, 64, null);
    expect(converged).toBe(true);
    const [start, final] = [exact.smoothed[0] as number, exact.smoothed.findLast(Number.isFinite) as number];
    near(convergedAt, exact.staysBelowFrom(final + Math.max(0.01 * (start - final), 2 * (curve.noise ?? 0))));
  });
});
