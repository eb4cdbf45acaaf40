import { describe, expect, it } from 'vitest';
import { PlotLines } from '#renderer/chart/plot-lines.ts';
import type { PlotModel } from '#renderer/chart/plot-model.ts';
import { RECORDED_SERIES } from '#renderer/chart/recorded-series.ts';
import type { ChartSeries } from '#renderer/chart/types.ts';
import { XAxis } from '#renderer/chart/x-axis.ts';
import type { RecordedColumn } from '#shared/domain/metrics.ts';
import { CONSTANT } from '#shared/domain/schedule.ts';
import { aSeries } from '../tools/chart-series.ts';

const PLANNED = 1000;

/** Trials that took so many steps of so many milliseconds each, with a loss at every one. */
function modelOf(
  trials: { series: ChartSeries; steps: number; ms: number }[],
  more: Partial<PlotModel> = {},
): PlotModel {
  const points = (trialId: string, { column }: RecordedColumn) => {
    const trial = trials.find(({ series }) => series.trialId === trialId);
    if (!trial || trial.steps === 0) return null;
    const steps = Float64Array.from({ length: trial.steps }, (_, i) => i);
    return { count: trial.steps, steps, values: steps.map(step => (column === 'stepMs' ? trial.ms : 1 / (1 + step))) };
  };
  return {
    recorded: RECORDED_SERIES[0],
    series: trials.map(({ series }) => series),
    curves: { points, isRead: () => true, subscribe: () => () => undefined, hold: () => () => undefined },
    unit: 'steps',
    plannedSteps: PLANNED,
    facts: { metric: 'accuracy', trainRows: 6400, parameters: null, healthy: [2e-3, 2e-2] },
    chance: null,
    numSteps: null,
    marks: [],
    cropped: false,
    hidden: new Set(),
    log: true,
    weights: { line: 0, points: 0 },
    language: 'en',
    ...more,
  };
}
const slow = { series: aSeries('slow', { status: 'finished' }), steps: 1000, ms: 20 };
const fast = { series: aSeries('fast', { status: 'finished', lead: true }), steps: 1000, ms: 5 };

describe('the x axis', () => {
  it('is as long as what was planned in its unit, and longer where num_steps is', () => {
    const whole = (more: Partial<PlotModel>) => new XAxis(modelOf([slow, fast], more)).whole;
    expect(whole({})).toBe(1000);
    expect(whole({ numSteps: { value: 1500, convergedAt: 1000 } })).toBe(1500);
    expect(whole({ unit: 'epochs' })).toBe(10);
    expect(whole({ unit: 'examples' })).toBe(64_000);
  });

  it('S7: is as long in examples as trials of other batch sizes take, each with its own steps', () => {
    const of = (batchSize: number, steps: number) => ({
      series: aSeries(`${batchSize}`, {
        examplesPerStep: batchSize,
        rates: { learningRate: 0.1, schedule: CONSTANT, steps },
      }),
      steps: 0,
      ms: 1,
    });
    const model = modelOf([of(16, 4000), of(256, 250)], { unit: 'examples', plannedSteps: 4000 });
    expect(new XAxis(model).whole).toBe(64_000);
    expect(new XAxis({ ...model, unit: 'steps' }).whole).toBe(4000);
  });

  it('holds every trial’s seconds, its own for each, and the rest of those that run', () => {
    const axis = new XAxis(modelOf([slow, fast], { unit: 'seconds' }));
    axis.sync();
    expect(axis.whole).toBe(20);
    expect([axis.placesOf(slow.series).x(100), axis.placesOf(fast.series).x(100)]).toEqual([
      expect.closeTo(2, 9),
      expect.closeTo(0.5, 9),
    ]);
    // The leading one says where num_steps stands.
    expect(axis.reference.x(1000)).toBeCloseTo(5, 9);
    const half = new XAxis(modelOf([{ ...slow, steps: 500, series: aSeries('slow') }], { unit: 'seconds' }));
    half.sync();
    expect(half.whole).toBe(20);
    expect(new XAxis(modelOf([{ ...slow, steps: 0 }], { unit: 'seconds' })).whole).toBe(1);
  });

  it('keeps a zoomed view through units, whatever else is shown, until it is reset', () => {
    const axis = new XAxis(modelOf([slow, fast]));
    axis.zoomTo(200, 400);
    for (const unit of ['epochs', 'examples', 'seconds', 'steps'] as const) {
      axis.update(modelOf([slow, fast], { unit, recorded: RECORDED_SERIES[4] ?? RECORDED_SERIES[0] }));
      axis.sync();
      const { from, to } = axis.window;
      const steps = [axis.reference.step(from), axis.reference.step(to)];
      expect(steps).toEqual([expect.closeTo(200, 6), expect.closeTo(400, 6)]);
    }
    expect(axis.window).toEqual({ from: 200, to: 400 });
    axis.resetZoom();
    expect([axis.isZoomed, axis.window]).toEqual([false, { from: 0, to: PLANNED }]);
  });

  it('takes the cursor to steps in view, where those are evenly spaced', () => {
    const axis = new XAxis(modelOf([slow], { unit: 'epochs' }));
    expect(axis.nearest(0.126)).toBeCloseTo(0.13, 9);
    axis.zoomTo(0.095, 1);
    expect([axis.nearest(0), axis.nearest(5)]).toEqual([expect.closeTo(0.1, 9), expect.closeTo(1, 9)]);
    const seconds = new XAxis(modelOf([slow], { unit: 'seconds' }));
    seconds.sync();
    expect(seconds.nearest(0.1234)).toBe(0.1234);
  });

  it('compares trials of other batch sizes by the examples that they saw [S7]', () => {
    const large = aSeries('large', { examplesPerStep: 256 });
    const axis = new XAxis(modelOf([{ ...slow, series: large }, fast], { unit: 'examples' }));
    expect([axis.placesOf(large).x(10), axis.placesOf(fast.series).x(10), axis.grain]).toEqual([2560, 640, 64]);
  });
});

describe('the lines of a plot', () => {
  it('have their dot at the last measurement, and none behind their end', () => {
    const model = modelOf([slow]);
    const axis = new XAxis(model);
    const lines = new PlotLines(model);
    lines.sync(axis);
    const grid = { width: 1, first: 0, count: 2000, xs: Float64Array.from({ length: 2000 }, (_, i) => i) };
    for (const { view } of lines.all) view.decimate(grid);
    const { values } = lines.all[0]!.view.smooth;
    values.fill(undefined, 101, 200);
    const [line] = [1];
    expect([lines.dotAt(line, 100, grid), lines.dotAt(line, 150, grid)]).toEqual([100, 100]);
    expect(lines.dotAt(line, 1500, grid)).toBe(1500);
    expect([lines.end, lines.drawnCount, lines.isEmpty]).toEqual([999, 1, false]);
  });
});
