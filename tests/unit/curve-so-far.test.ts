import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { NO_CURVE, restoredCurve, withPoints } from '#electron/conductor/curve-so-far.ts';
import { inSlices } from '#electron/conductor/in-slices.ts';
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

it('stored points come in slices, each once and in order', async () => {
  const whole = steps(65_432);
  const slices: MetricBatch[] = [];
  for await (const slice of inSlices([whole, evaluations])) slices.push(slice);
  expect(slices.length).toBeGreaterThan(3);
  expect(slices.at(-1)).toEqual(evaluations);
  const joined = (of: (batch: MetricBatch) => Float64Array | undefined) =>
    Float64Array.from(slices.slice(0, -1).flatMap(slice => Array.from(of(slice) ?? [])));
  expect(joined(slice => slice.steps)).toEqual(whole.steps);
  expect(joined(slice => slice.columns.loss)).toEqual(whole.columns.loss);
});

it('a long curve that is restored leaves turns to others, and is the same as one that grew', async () => {
  let turns = 0;
  let over = false;
  const others = (async () => {
    while (!over) {
      await setImmediate();
      turns++;
    }
  })();
  const restored = await restoredCurve([steps(200_000), evaluations]);
  over = true;
  await others;
  expect(turns).toBeGreaterThan(3);
  const grown = withPoints(NO_CURVE, [steps(200_000), evaluations]);
  const figures = ({ curve }: typeof grown) =>
    curve && [curve.count, curve.start, curve.final, curve.noise, curve.levelAfter(100_001), curve.stepsToReach(0.001)];
  expect(figures(restored)).toEqual(figures(grown));
  expect(restored.evaluation).toEqual({ devLoss: 0.5, devMetric: 0.9 });
});

it('there is no curve before the first point', async () => {
  expect(await restoredCurve([])).toEqual(NO_CURVE);
});
