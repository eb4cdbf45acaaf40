import { describe, expect, it } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { planGrid } from '#renderer/chart/decimate.ts';
import { type AxisContents, croppedAxis, wholeAxis, zoomedAxis } from '#renderer/chart/value-axis.ts';

const STEPS = 100;

/** What an axis is laid around, over curves that are given as their values. */
function over(curves: number[][], more: Partial<AxisContents>): AxisContents {
  const window = { from: 0, to: STEPS };
  const grid = planGrid(window, curves.length, 400);
  const lines = curves.map(values => {
    const view = new CurveView();
    view.sync({ steps: Float64Array.from(values.keys()), values: Float64Array.from(values), count: values.length }, 0);
    view.decimate(grid);
    return { view, diverged: false };
  });
  return { lines, grid, window, log: true, also: [], fromStart: false, share: false, ...more };
}
const loss = (curves: number[][], log: boolean) => wholeAxis(over(curves, { log, fromStart: true }));

describe('the loss axis of a whole run', () => {
  const falling = Array.from({ length: STEPS }, (_, i) => 2 / (1 + i));
  const shooting = falling.map((loss, i) => (i === 1 ? 1e6 : loss));

  it.each([true, false])('is not pressed flat by a curve that shoots up far above the start (log: %s)', log => {
    const [bottom, top] = loss([falling, shooting], log);
    expect(bottom).toBeLessThanOrEqual(0.02);
    expect(top).toBeGreaterThanOrEqual(2);
    // On a linear axis all that is above the start takes room from what falls.
    expect(top).toBeLessThan(log ? 100 : 8);
  });

  it('holds curves that rise somewhat above the start', () => {
    expect(loss([falling, falling.map(loss => 4 * loss)], true)[1]).toBeGreaterThanOrEqual(8);
  });
});

describe('the axis without its start', () => {
  /** Far up at first, then between 0.9 and 0.95. */
  const rising = Array.from({ length: STEPS }, (_, i) => (i < 5 ? 0.1 : 0.9 + (i % 2) * 0.05));

  it('is laid around what comes after it', () => {
    const [low, high] = croppedAxis(over([rising], { log: false, share: true }))!;
    expect(low).toBeGreaterThanOrEqual(0.85);
    expect(low).toBeLessThanOrEqual(0.9);
    expect(high).toBeGreaterThanOrEqual(0.95);
    const [bottom, top] = croppedAxis(over([rising.map(value => 1 - value)], { log: true, fromStart: true }))!;
    expect([bottom <= 0.05, top >= 0.1, top < 0.5]).toEqual([true, true, true]);
  });

  it('is not there where little is gained, or while a curve has only begun', () => {
    const even = Array.from({ length: STEPS }, (_, i) => i / STEPS);
    expect(croppedAxis(over([even], { log: false }))).toBeNull();
    expect(croppedAxis(over([rising, rising.slice(0, 10)], { log: false }))).toBeNull();
    expect(croppedAxis(over([], { log: false }))).toBeNull();
  });
});

describe('the axis of another series', () => {
  it('holds all that there is, and what is to be in view besides: a healthy band', () => {
    const ratios = [2, 0.5, 0.03];
    expect(wholeAxis(over([ratios], {}))[0]).toBeLessThanOrEqual(0.03);
    expect(wholeAxis(over([ratios], { also: [2e-3, 2e-2] }))[0]).toBeLessThanOrEqual(2e-3);
    expect(wholeAxis(over([], { also: [2e-3, 2e-2] }))[1]).toBeGreaterThanOrEqual(2e-2);
  });

  it('ends just above 1 where no value can be higher', () => {
    const shares = [0.1, 0.97, 1];
    for (const log of [true, false]) {
      const [bottom, top] = wholeAxis(over([shares], { log, share: true }));
      expect([bottom <= 0.1, top > 1, top < 1.4]).toEqual([true, true, true]);
      expect(wholeAxis(over([shares], { log }))[1]).toBeGreaterThan(top);
    }
  });

  it('stands where there is nothing, where all is one value, and where a value has no place on it', () => {
    for (const log of [true, false])
      for (const curves of [[], [[]], [[0.1, 0.1]], [[0, 0]], [[Number.NaN]]]) {
        const [bottom, top] = wholeAxis(over(curves, { log }));
        expect(top).toBeGreaterThan(bottom);
        expect(log ? bottom : 1).toBeGreaterThan(0);
      }
    expect(wholeAxis(over([[0.1, 0]], {}))[0]).toBeGreaterThan(0.01);
  });

  it('is close around what a zoomed view holds, and none where it holds nothing', () => {
    const [bottom, top] = zoomedAxis(over([[1, 2]], {})) ?? [0, 0];
    expect([bottom > 0.5, bottom < 1, top > 2, top < 4]).toEqual([true, true, true, true]);
    expect(zoomedAxis(over([[]], {}))).toBeNull();
  });
});
