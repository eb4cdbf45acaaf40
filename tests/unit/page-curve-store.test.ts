import { describe, expect, it, vi } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { MOST_POINTS } from '#renderer/client/curve.ts';
import { CurveStore } from '#renderer/client/curve-store.ts';
import type { CurveOverview } from '#shared/contract/requests.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';

/** Steps from one to another (inclusive) whose loss is the step's negative, so that mixed-up rows show. */
function rows(from: number, to: number): MetricBatch {
  const steps = Float64Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return { series: 'step', steps, columns: { loss: steps.map(step => -step), batchMetric: steps.map(() => 0) } };
}
const stepsOf = (store: CurveStore, trialId = 'a'): number[] => {
  const points = store.points(trialId);
  return points === null ? [] : [...points.steps.subarray(0, points.count)];
};
const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, i) => i);

describe('the curves of a page', () => {
  it('grow with each batch, past the size of their first arrays', () => {
    const store = new CurveStore();
    for (let at = 0; at < 5000; at += 50) expect(store.add('a', 1, [rows(at, at + 49)])).toBe(false);
    expect(stepsOf(store)).toEqual(upTo(4999));
    expect(store.points('a')?.values[4321]).toBe(-4321);
    expect(store.cursors(['a', 'unknown'])).toEqual([{ trialId: 'a', attempt: 1, afterStep: 4999 }]);
  });

  it('keep each step once, whatever overlaps', () => {
    const store = new CurveStore();
    store.add('a', 1, [rows(0, 9)]);
    store.add('a', 1, [rows(5, 14), rows(3, 7), rows(0, 14)]);
    expect(stepsOf(store)).toEqual(upTo(14));
    expect([...(store.points('a')?.values.subarray(0, 15) ?? [])]).toEqual(upTo(14).map(step => -step));
  });

  it('tell of a hole, read on from before it, and close it', () => {
    const store = new CurveStore();
    store.add('a', 1, [rows(0, 9)]);
    expect(store.add('a', 1, [rows(20, 29)])).toBe(true);
    expect(store.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 1, afterStep: 9 }]);
    expect(store.add('a', 1, [rows(10, 25)])).toBe(false);
    expect(stepsOf(store)).toEqual(upTo(29));
    expect(store.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 1, afterStep: 29 }]);
  });

  it('begin anew with a new attempt and let an old one go', () => {
    const store = new CurveStore();
    store.add('a', 1, [rows(0, 99)]);
    store.add('a', 2, [rows(0, 4)]);
    expect(stepsOf(store)).toEqual(upTo(4));
    store.add('a', 1, [rows(100, 120)]);
    expect(stepsOf(store)).toEqual(upTo(4));
    expect(store.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 2, afterStep: 4 }]);
  });

  it('go on where a new attempt goes on from a checkpoint', () => {
    const store = new CurveStore();
    store.add('a', 1, [rows(0, 99)]);
    // What came after the checkpoint is trained again.
    const again = rows(60, 69);
    again.columns.loss?.fill(7);
    expect(store.add('a', 2, [])).toBe(false);
    expect(stepsOf(store)).toEqual(upTo(99));
    expect(store.add('a', 2, [again])).toBe(false);
    expect(stepsOf(store)).toEqual(upTo(69));
    expect([...(store.points('a')?.values.subarray(58, 62) ?? [])]).toEqual([-58, -59, 7, 7]);
    expect(store.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 2, afterStep: 69 }]);
    // A page that knows less of the one before reads the rest.
    const late = new CurveStore();
    late.add('a', 1, [rows(0, 9)]);
    expect(late.add('a', 2, [rows(60, 69)])).toBe(true);
    expect(late.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 2, afterStep: 9 }]);
  });

  it('keep losses that are not finite', () => {
    const store = new CurveStore();
    const steps = Float64Array.of(0, 1, 2);
    store.add('a', 1, [{ series: 'step', steps, columns: { loss: Float64Array.of(2, Number.NaN, Infinity) } }]);
    expect([...(store.points('a')?.values.subarray(0, 3) ?? [])]).toEqual([2, Number.NaN, Infinity]);
  });

  it('tell listeners of new points only', () => {
    const store = new CurveStore();
    const heard = vi.fn();
    const leave = store.subscribe(heard);
    store.add('a', 1, [rows(0, 9)]);
    store.add('a', 1, [rows(2, 8)]);
    store.add('a', 1, [{ series: 'eval', steps: Float64Array.of(0), columns: { devLoss: Float64Array.of(2) } }]);
    expect(heard).toHaveBeenCalledTimes(1);
    leave();
    store.add('a', 1, [rows(10, 19)]);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  describe('of which the core tells a stretch in short', () => {
    /** Of each ten steps from one to another two points, the first and the last. */
    function inShort(from: number, to: number, loss: number): CurveOverview {
      const steps = Float64Array.from(upTo((to - from - 9) / 10).flatMap(k => [from + 10 * k, from + 10 * k + 9]));
      return { from, to, steps, values: steps.map(() => loss), level: steps.map(() => loss), span: steps.map(() => 5) };
    }
    const spansOf = (store: CurveStore) => {
      const points = store.points('a');
      return points?.span?.subarray(0, points.count).reduce((sum, span) => sum + span, 0);
    };

    it('have it before what came meanwhile, and go on behind it', () => {
      const store = new CurveStore();
      const heard = vi.fn();
      store.subscribe(heard);
      expect(store.add('a', 1, [rows(995, 1009)])).toBe(true);
      store.addOverview('a', 1, inShort(0, 999, 7));
      expect(stepsOf(store)).toEqual([...inShort(0, 999, 7).steps, ...upTo(1009).slice(1000)]);
      expect(spansOf(store)).toBe(1010);
      expect(store.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 1, afterStep: 1009 }]);
      expect(heard).toHaveBeenCalledTimes(2);
      // Once is enough, also of its single steps.
      store.addOverview('a', 1, inShort(0, 999, 8));
      expect(store.add('a', 1, [rows(100, 200)])).toBe(false);
      expect(spansOf(store)).toBe(1010);
      expect(heard).toHaveBeenCalledTimes(2);
    });

    it('take only what they don’t know of it', () => {
      const store = new CurveStore();
      store.add('a', 1, [rows(0, 499)]);
      store.addOverview('a', 1, inShort(0, 999, 7));
      expect(stepsOf(store)).toEqual([...upTo(499), ...inShort(500, 999, 7).steps]);
      expect(store.add('a', 1, [rows(1000, 1001)])).toBe(false);
      expect(spansOf(store)).toBe(1002);
    });

    it('let an earlier attempt’s steps go, also where the first point is not the stretch’s first step', () => {
      const store = new CurveStore();
      store.add('a', 1, [rows(0, 99)]);
      const again = inShort(0, 999, 7);
      again.steps[0] = 6;
      store.addOverview('a', 2, again);
      expect(stepsOf(store)).toEqual([...again.steps]);
      store.addOverview('a', 1, inShort(1000, 1999, 8));
      expect(stepsOf(store)).toEqual([...again.steps]);
    });

    it('stay bounded', () => {
      const store = new CurveStore();
      for (let from = 0; from < 2_000_000; from += 100_000)
        store.addOverview('a', 1, inShort(from, from + 99_999, from === 700_000 ? 9 : 7));
      expect(store.points('a')?.count).toBeLessThanOrEqual(MOST_POINTS);
      expect(spansOf(store)).toBe(2_000_000);
      expect(store.points('a')?.values).toContain(9);
    });
  });

  describe('of a long trial', () => {
    const LENGTH = 1_000_000;
    const SPIKES = [17, 123_456, 500_001, 999_998];
    const lossAt = (step: number) => (SPIKES.includes(step) ? 50 : 2 / (1 + step / 1e5) + 0.1 * Math.sin(step));
    const store = new CurveStore();
    for (let from = 0; from < LENGTH; from += 5000) {
      const steps = Float64Array.from({ length: 5000 }, (_, i) => from + i);
      store.add('a', 1, [{ series: 'step', steps, columns: { loss: steps.map(lossAt) } }]);
    }
    const points = store.points('a')!;
    const held = () => [...points.steps.subarray(0, points.count)];

    it('stay bounded and lose no spike', () => {
      expect(points.steps.length).toBeLessThanOrEqual(2 * MOST_POINTS);
      const steps = held();
      expect(steps.every((step, i) => i === 0 || step > steps[i - 1]!)).toBe(true);
      for (const spike of SPIKES) expect(steps).toContain(spike);
      expect(steps.every((step, i) => points.values[i] === lossAt(step))).toBe(true);
      expect(points.span?.subarray(0, points.count).reduce((sum, span) => sum + span, 0)).toBe(LENGTH);
    });

    it('are read on from their end, and take what comes twice for known', () => {
      expect(store.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 1, afterStep: LENGTH - 1 }]);
      const before = held();
      const steps = Float64Array.from({ length: 100 }, (_, i) => 2000 + i);
      expect(store.add('a', 1, [{ series: 'step', steps, columns: { loss: steps.map(lossAt) } }])).toBe(false);
      expect(held()).toEqual(before);
    });

    it('are smoothed to what all of their points would be', () => {
      const view = new CurveView();
      view.sync(points, 0.97);
      const whole = new CurveView();
      const steps = Float64Array.from({ length: LENGTH }, (_, i) => i);
      whole.sync({ count: LENGTH, steps, values: steps.map(lossAt) }, 0.97);
      for (const step of [50_000, 400_000, 700_000, 990_000])
        expect(Math.abs((view.at(step) ?? 0) - (whole.at(step) ?? 0))).toBeLessThan(0.03);
    });

    it('go on from a checkpoint in the middle', () => {
      const again = new CurveStore();
      const all = Float64Array.from({ length: 300_000 }, (_, i) => i);
      again.add('a', 1, [{ series: 'step', steps: all, columns: { loss: all.map(lossAt) } }]);
      const steps = Float64Array.from({ length: 10 }, (_, i) => 150_000 + i);
      expect(again.add('a', 2, [{ series: 'step', steps, columns: { loss: steps.map(lossAt) } }])).toBe(false);
      expect(again.cursors(['a'])).toEqual([{ trialId: 'a', attempt: 2, afterStep: 150_009 }]);
      const curve = again.points('a')!;
      expect(curve.steps[curve.count - 1]).toBe(150_009);
    });
  });
});
