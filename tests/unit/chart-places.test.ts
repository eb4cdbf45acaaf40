import { describe, expect, it } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { planGrid } from '#renderer/chart/decimate.ts';
import { ElapsedTime, evenPlaces, type Places, STEPS, X_UNITS, zoomedWindow, zoomOf } from '#renderer/chart/places.ts';
import { Curve, MOST_POINTS } from '#renderer/client/curve.ts';

const timed = (ms: readonly number[], steps: readonly number[] = ms.map((_, i) => i)) => ({
  count: steps.length,
  steps: Float64Array.from(steps),
  values: Float64Array.from(ms),
});

function elapsed(ms: readonly number[], steps?: readonly number[]): ElapsedTime {
  const time = new ElapsedTime();
  time.sync(timed(ms, steps));
  return time;
}

describe('seconds as places', () => {
  it('are what the steps before took', () => {
    const time = elapsed([100, 300, 50]);
    expect([0, 1, 2, 3].map(step => time.x(step))).toEqual([0, 0.1, 0.4, 0.45]);
    expect(time.x(1.5)).toBeCloseTo(0.25, 12);
    expect([0, 0.1, 0.25, 0.45].map(x => time.step(x))).toEqual([0, 1, expect.closeTo(1.5, 9), expect.closeTo(3, 9)]);
    expect(time.known).toBe(3);
  });

  it('go on at the mean pace where nothing is known, and stand at 0 before anything is', () => {
    const time = elapsed([100, 300]);
    expect([time.x(4), time.step(0.8)]).toEqual([expect.closeTo(0.8, 12), expect.closeTo(4, 12)]);
    expect([new ElapsedTime().x(7), new ElapsedTime().step(7)]).toEqual([0, 0]);
  });

  it('count steps whose times can’t be read like those before', () => {
    const time = elapsed([100, 100, 200], [0, 1, 50]);
    expect(time.x(50)).toBeCloseTo(5, 0);
    expect(time.x(51)).toBeCloseTo(5.2, 9);
    expect(elapsed([100, Number.NaN, 100]).x(3)).toBeCloseTo(0.3, 12);
  });

  it('grow with the points, and begin anew where the past is another', () => {
    const time = elapsed([100]);
    const { version } = time;
    time.sync(timed([100, 300]));
    expect([time.x(2), time.version]).toEqual([0.4, version]);
    time.sync(timed([50, 50, 50]));
    expect([time.x(2), time.version]).toEqual([0.1, version + 1]);
  });

  it('add up to the same where a long curve was thinned out', () => {
    const curve = new Curve();
    const length = MOST_POINTS + 50_000;
    const steps = Float64Array.from({ length }, (_, i) => i);
    const ms = steps.map(step => 2 + (step % 7));
    curve.add(steps, ms);
    expect(curve.count).toBeLessThan(length);
    const time = new ElapsedTime();
    time.sync(curve);
    const whole = ms.reduce((sum, one) => sum + one / 1000, 0);
    expect(time.known).toBe(length);
    expect(time.x(length) / whole).toBeCloseTo(1, 6);
    expect(time.x(100_000) / ms.subarray(0, 100_000).reduce((sum, one) => sum + one / 1000, 0)).toBeCloseTo(1, 3);
  });
});

describe('a zoomed view on another axis', () => {
  const PLACES: Record<(typeof X_UNITS)[number], Places> = {
    steps: STEPS,
    epochs: evenPlaces(64 / 6400),
    examples: evenPlaces(64),
    seconds: elapsed(Array.from({ length: 1000 }, (_, i) => 3 + (i % 11))),
  };

  it.each(X_UNITS.flatMap(from => X_UNITS.map(to => [from, to] as const)))(
    'from %s to %s shows the same steps, and is to the bit what was chosen when it is back',
    (from, to) => {
      const chosen = { from: PLACES[from].x(123), to: PLACES[from].x(456) };
      const zoom = zoomOf(from, chosen, PLACES[from]);
      const there = zoomedWindow(zoom, to, PLACES[to]);
      expect(PLACES[to].step(there.from)).toBeCloseTo(123, 6);
      expect(PLACES[to].step(there.to)).toBeCloseTo(456, 6);
      expect(zoomedWindow(zoom, from, PLACES[from])).toEqual(chosen);
    },
  );
});

describe('a curve on another axis', () => {
  const points = timed(Array.from({ length: 300 }, (_, i) => Math.sin(i)));

  it('stands where its steps do, with nothing left out where there is room', () => {
    // 64 / 192 is 1/3 and a hair less.
    const places = evenPlaces(64 / 192);
    const view = new CurveView();
    view.sync(points, 0, places);
    const grid = planGrid({ from: 0, to: 100 }, 1, 700, places.x(1));
    view.decimate(grid);
    expect(view.raw.values.filter(value => value !== undefined)).toEqual([...points.values]);
    expect([view.at(places.x(7)), view.lastStep]).toEqual([points.values[7], 299]);
  });

  it('loses no spike where steps are not evenly spaced and many to a pixel', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => (i === 12_345 ? 50 : Math.sin(i)));
    const time = elapsed(values.map((_, i) => 1 + (i % 13)));
    const view = new CurveView();
    view.sync(timed(values), 0, time);
    view.decimate(planGrid({ from: 0, to: time.x(20_000) }, 1, 700, 0));
    expect(view.raw.values).toContain(50);
    expect(view.raw.values.length).toBeLessThan(3000);
    const xs = view.xs.subarray(0, view.count);
    expect(xs.every((x, i) => i === 0 || x > xs[i - 1]!)).toBe(true);
  });

  it('shows only what has its place, and moves where the places do', () => {
    const time = elapsed([10, 10]);
    const view = new CurveView();
    view.sync(points, 0, time);
    // The step after the last whose time is known begins when that ends.
    expect([view.count, view.xs[2]]).toEqual([3, 0.02]);
    time.sync(timed([20, 20, 20, 20]));
    view.sync(points, 0, time);
    expect([view.count, view.xs[2]]).toEqual([5, 0.04]);
    view.sync(points, 0, STEPS);
    expect([view.count, view.xs[2]]).toEqual([300, 2]);
    // The steps themselves are left as they were.
    view.sync(points, 0, evenPlaces(64));
    expect([view.xs[2], points.steps[2]]).toEqual([128, 2]);
  });
});
