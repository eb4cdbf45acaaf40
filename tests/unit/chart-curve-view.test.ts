import { describe, expect, it } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { planGrid } from '#renderer/chart/decimate.ts';
import { smooth } from '#shared/method/curves/smoothing.ts';

const points = (loss: readonly number[]) => ({
  count: loss.length,
  steps: Float64Array.from(loss, (_, i) => i),
  values: Float64Array.from(loss),
});
const noisy = Array.from({ length: 300 }, (_, i) => 2 + Math.sin(i * 12.9898));

describe('the view of a curve', () => {
  it('smooths as it grows, with the same values as all at once', () => {
    const view = new CurveView();
    for (let count = 0; count <= 300; count += 7) view.sync(points(noisy.slice(0, count)), 0.9);
    expect(view.smoothed.subarray(0, view.count)).toEqual(smooth(Float64Array.from(noisy.slice(0, 294)), 0.9));
  });

  it('starts anew for another weight', () => {
    const view = new CurveView();
    view.sync(points(noisy), 0.9);
    view.sync(points(noisy), 0.5);
    expect(view.smoothed.subarray(0, 300)).toEqual(smooth(Float64Array.from(noisy), 0.5));
  });

  it('starts anew for a further attempt, longer or shorter, and for points that came late', () => {
    for (const next of [noisy.slice(0, 20).map(v => v + 1), [...noisy, ...noisy].map(v => v + 1)]) {
      const view = new CurveView();
      view.sync(points(noisy), 0.9);
      view.sync(points(next), 0.9);
      expect(view.smoothed.subarray(0, next.length)).toEqual(smooth(Float64Array.from(next), 0.9));
    }
    const view = new CurveView();
    const grown = { count: 2, steps: Float64Array.of(0, 2, 0), values: Float64Array.of(1, 3, 0) };
    view.sync(grown, 0.9);
    grown.steps.set([0, 1, 2]);
    grown.values.set([1, 2, 3]);
    view.sync({ ...grown, count: 3 }, 0.9);
    expect(view.smoothed.subarray(0, 3)).toEqual(smooth(Float64Array.of(1, 2, 3), 0.9));
  });

  it('draws anew what was rewritten', () => {
    const grid = planGrid({ from: 0, to: 300 }, 2, 700);
    const view = new CurveView();
    view.sync(points(noisy), 0);
    view.decimate(grid);
    view.sync(points([7, 8]), 0);
    view.decimate(grid);
    expect(view.raw.values.filter(v => v !== undefined)).toEqual([7, 8]);
  });

  it('reads the value at a step, and nothing outside of the curve', () => {
    const view = new CurveView();
    view.sync({ count: 2, steps: Float64Array.of(5, 10), values: Float64Array.of(3, 1) }, 0);
    expect([4, 5, 7, 10, 11].map(step => view.at(step))).toEqual([null, 3, 3, 1, null]);
  });

  it('shows that the newest loss is not a number, and where the line ends', () => {
    const view = new CurveView();
    view.sync(points([3, 2, Number.NaN]), 0);
    expect(view.latest).toBeNaN();
    expect(view.lastStep).toBe(2);
    expect(view.endUpTo(100)).toEqual({ x: 1, value: 2 });
    expect(view.endUpTo(0)).toEqual({ x: 0, value: 3 });
  });

  it('holds nothing for a trial without points', () => {
    const view = new CurveView();
    view.sync(null, 0.9);
    expect([view.latest, view.lastStep, view.at(0), view.endUpTo(9)]).toEqual([null, null, null, null]);
  });
});
