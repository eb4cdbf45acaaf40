import { expect, it } from 'vitest';
import {
  bytesOf,
  inSlices,
  NO_CURVE,
  reaches,
  restoredCurve,
  withPoints,
} from '#electron/conductor/trials/curve-so-far.ts';
import { between, first } from '#electron/store/rows/columns.ts';
import type { ReadOnlyStore } from '#electron/store/store.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';

const column = (length: number, value: (i: number) => number) => Float64Array.from({ length }, (_, i) => value(i));
const steps = (length: number): MetricBatch => ({
  series: 'step',
  steps: column(length, i => i),
  columns: { loss: column(length, i => (i % 7 === 3 ? Number.NaN : 1 / (i + 1))), stepMs: column(length, () => 1) },
});
const evaluations: MetricBatch = {
  series: 'eval',
  steps: Float64Array.of(0, 100),
  columns: { devLoss: Float64Array.of(2, 0.5), devMetric: Float64Array.of(0.1, 0.9) },
};

/** A store of these batches that notes how many rows each slice had. */
function storeOf(batches: readonly MetricBatch[], read: number[] = []): Pick<ReadOnlyStore, 'slice'> {
  return {
    slice: async (_, series, afterStep, limit) => {
      const whole = batches.find(batch => batch.series === series);
      if (!whole) return { points: { series, steps: new Float64Array(0), columns: {} }, damaged: [], next: null };
      const wanted = between(whole, afterStep, Number.POSITIVE_INFINITY);
      const points = first(wanted, limit);
      read.push(points.steps.length);
      return { points, damaged: [], next: points.steps.length < wanted.steps.length ? points.steps.at(-1)! : null };
    },
  };
}

it('stored points come in slices, each once and in order, up to a step', async () => {
  const whole = steps(65_432);
  for (const before of [Number.POSITIVE_INFINITY, 65_432, 65_431, 40_000, 1, 0]) {
    const expected = between(whole, -1, before);
    const read: number[] = [];
    const slices: MetricBatch[] = [];
    for await (const { points } of inSlices(storeOf([whole], read), 'trial', 'step', before)) slices.push(points);
    const joined = (of: (batch: MetricBatch) => Float64Array | undefined) =>
      Float64Array.from(slices.flatMap(slice => Array.from(of(slice) ?? [])));
    expect(joined(slice => slice.steps)).toEqual(expected.steps);
    expect(joined(slice => slice.columns.loss)).toEqual(expected.columns.loss);
    expect(Math.max(0, ...read)).toBeLessThanOrEqual(20_000);
  }
});

it('a long curve is restored in slices, and is the same as one that grew', async () => {
  const read: number[] = [];
  const restored = await restoredCurve(storeOf([steps(200_000), evaluations], read), 'trial', [1234, 150_000]);
  expect(read.length).toBeGreaterThan(10);
  const grown = withPoints(NO_CURVE, [steps(200_000), evaluations], [1234, 150_000]);
  const figures = ({ curve }: typeof grown) =>
    curve && [
      curve.count,
      curve.start,
      curve.final,
      curve.noise,
      curve.levelAfter(100_001),
      curve.levelAfter(150_000),
      curve.stepsToReach(0.001),
    ];
  expect(figures(restored)).toEqual(figures(grown));
  expect(restored.evaluation).toEqual({ devLoss: 0.5, devMetric: 0.9 });
});

it('there is no curve before the first point', async () => {
  expect(await restoredCurve(storeOf([]), 'trial', [])).toEqual(NO_CURVE);
});

it('what is damaged is known from its first step on, and a newest evaluation that can’t be read is none', async () => {
  const whole = storeOf([steps(100), evaluations]);
  const losing = (series: MetricBatch['series'], from: number, to: number | null): typeof whole => ({
    slice: async (trialId, of, ...rest) => {
      const slice = await whole.slice(trialId, of, ...rest);
      return of === series ? { ...slice, damaged: [{ series, from, to, detail: '' }] } : slice;
    },
  });
  const holed = await restoredCurve(losing('step', 40, 59), 'trial', []);
  expect(holed.damagedFrom).toBe(40);
  expect([40, 41, 80].map(step => reaches(holed, step))).toEqual([true, false, false]);
  // Before the hole nothing is missing.
  const before = await restoredCurve(losing('step', 40, 59), 'trial', [], 40);
  expect([before.damagedFrom, before.curve?.count]).toEqual([null, 40]);
  const unjudged = await restoredCurve(losing('eval', 120, null), 'trial', []);
  expect([unjudged.evaluation, unjudged.damagedFrom]).toEqual([null, null]);
  const earlier = await restoredCurve(losing('eval', 20, 40), 'trial', []);
  expect(earlier.evaluation).toEqual({ devLoss: 0.5, devMetric: 0.9 });
});

it('every evaluation is kept, of however many, and the newest is known by itself', () => {
  const many: MetricBatch = {
    series: 'eval',
    steps: column(1000, i => 10 * i),
    columns: { devLoss: column(1000, i => 1 / (i + 1)), devMetric: column(1000, i => i / 1000) },
  };
  const { dev, evaluation } = [between(many, -1, 5000), between(many, 4999, Number.POSITIVE_INFINITY)].reduce(
    (curve, batch) => withPoints(curve, [batch], []),
    NO_CURVE,
  );
  expect(dev?.steps).toEqual(many.steps);
  expect(dev?.losses).toEqual(many.columns.devLoss);
  expect(dev?.metrics).toEqual(many.columns.devMetric);
  expect(evaluation).toEqual({ devLoss: 1 / 1000, devMetric: 0.999 });
  expect(bytesOf({ ...NO_CURVE, dev: dev ?? null })).toBe(3 * 8 * 1000);
});
