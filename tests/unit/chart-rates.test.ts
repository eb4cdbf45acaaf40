import { describe, expect, it } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { MeanCurve } from '#renderer/chart/mean-curve.ts';
import { STEPS } from '#renderer/chart/places.ts';
import { hasRates, panelHeight, raised, rateOf } from '#renderer/chart/rate-panel.ts';
import { RECORDED_SERIES } from '#renderer/chart/recorded-series.ts';
import type { ChartSeries, CurvePoints } from '#renderer/chart/types.ts';
import { CONSTANT, type Schedule } from '#shared/domain/schedule.ts';
import { aSeries } from '../tools/chart-series.ts';

const DEV = { series: 'eval', column: 'devMetric' } as const;

/** Points at every tenth step. */
const every10 = (...values: number[]): CurvePoints => ({
  count: values.length,
  steps: Float64Array.from(values, (_, i) => 10 * i),
  values: Float64Array.from(values),
});

function mean(trials: Record<string, CurvePoints | null>, done: string[] = Object.keys(trials)) {
  const members = Object.keys(trials).map(trialId => ({ trialId, isDone: done.includes(trialId) }));
  const points = new MeanCurve().sync({ members }, DEV, { points: id => trials[id] ?? null }, 0, STEPS);
  const cut = (of: Float64Array | undefined) => [...(of ?? []).slice(0, points?.count)];
  return { steps: cut(points?.steps), values: cut(points?.values), low: cut(points?.low), high: cut(points?.high) };
}

describe('seeds as one curve', () => {
  it('are their mean, from the least to the greatest', () => {
    expect(mean({ a: every10(0, 0.5, 0.75), b: every10(1, 0.25, 0.25) })).toEqual({
      steps: [0, 10, 20],
      values: [0.5, 0.375, 0.5],
      low: [0, 0.25, 0.25],
      high: [1, 0.5, 0.75],
    });
  });

  it('go as far as each has come, and one that still trains joins when it is done', () => {
    expect(mean({ a: every10(1, 2, 3), b: every10(3, 4), c: null }).values).toEqual([2, 3]);
    expect(mean({ a: every10(1, 2, 3), b: every10(3, 4) }, ['a']).values).toEqual([1, 2, 3]);
    expect(mean({ a: every10(1, 2, 3), b: every10(3, 4) }, []).values).toEqual([2, 3]);
    expect(mean({ a: null }).steps).toEqual([]);
  });

  it('take of a thinned curve its last point up to a step', () => {
    const thin = { count: 2, steps: Float64Array.of(0, 15), values: Float64Array.of(1, 5) };
    expect(mean({ a: every10(1, 1, 1), b: thin })).toMatchObject({ steps: [0, 10], values: [1, 1] });
  });

  it('grow with their points, and are told anew where a further seed changes the past', () => {
    const curve = new MeanCurve();
    const view = new CurveView();
    const trials: Record<string, CurvePoints> = { a: every10(1, 2) };
    const sync = (members: string[]) =>
      view.sync(
        curve.sync(
          { members: members.map(trialId => ({ trialId, isDone: true })) },
          ...([DEV, { points: (id: string) => trials[id] ?? null }, 0, STEPS] as const),
        ),
        0,
      );
    sync(['a']);
    trials.a = every10(1, 2, 3);
    sync(['a']);
    expect([...view.values.slice(0, view.count)]).toEqual([1, 2, 3]);
    trials.b = every10(3, 4, 5);
    sync(['a', 'b']);
    expect([...view.smoothed.slice(0, view.count)]).toEqual([2, 3, 4]);
  });
});

describe('the rates below the curves', () => {
  const by = (schedule: Schedule): ChartSeries => aSeries('a', { rates: { learningRate: 0.1, schedule, steps: 5000 } });
  const decay: Schedule = { kind: 'exponential', start: 2700, rate: 0.5, period: 300 };
  const [loss] = RECORDED_SERIES;
  const rate = RECORDED_SERIES.find(({ id }) => id === 'learningRate')!;

  it('are there where one changes, but below the rates themselves and the layers', () => {
    expect(hasRates({ recorded: loss, series: [by(CONSTANT), by(decay)] })).toBe(true);
    expect(hasRates({ recorded: loss, series: [by(CONSTANT), by({ kind: 'constant', warmup: 0 })] })).toBe(false);
    expect(hasRates({ recorded: loss, series: [aSeries('layer')] })).toBe(false);
    expect(hasRates({ recorded: rate, series: [by(decay)] })).toBe(false);
  });

  it('are read off by the function that trains', () => {
    expect([2699, 2700, 3000, 9999].map(step => rateOf(by(decay), step))).toEqual([0.1, 0.05, 0.025, 0.1 / 256]);
    expect(rateOf(aSeries('layer'), 3)).toBeNull();
  });

  it('leave their share of the plot free, on either axis, and none where it is low', () => {
    expect(raised([0, 3], 0.25, false)).toEqual([-1, 3]);
    const [low, high] = raised([0.01, 1], 0.5, true);
    expect([low, high]).toEqual([expect.closeTo(1e-4, 12), 1]);
    expect(raised([0.01, 1], 0, true)).toEqual([0.01, 1]);
    expect(panelHeight(100)).toEqual({ whole: 0, rates: 0 });
    expect(panelHeight(300).rates).toBe(90);
    expect(panelHeight(1000).rates).toBe(120);
  });
});
