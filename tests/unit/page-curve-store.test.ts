import { describe, expect, it, vi } from 'vitest';
import { CurveStore } from '#renderer/client/curve-store.ts';
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
    expect(store.points('a')?.loss[4321]).toBe(-4321);
    expect(store.cursors(['a', 'unknown'])).toEqual([{ trialId: 'a', attempt: 1, afterStep: 4999 }]);
  });

  it('keep each step once, whatever overlaps', () => {
    const store = new CurveStore();
    store.add('a', 1, [rows(0, 9)]);
    store.add('a', 1, [rows(5, 14), rows(3, 7), rows(0, 14)]);
    expect(stepsOf(store)).toEqual(upTo(14));
    expect([...(store.points('a')?.loss.subarray(0, 15) ?? [])]).toEqual(upTo(14).map(step => -step));
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
    expect([...(store.points('a')?.loss.subarray(58, 62) ?? [])]).toEqual([-58, -59, 7, 7]);
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
    expect([...(store.points('a')?.loss.subarray(0, 3) ?? [])]).toEqual([2, Number.NaN, Infinity]);
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
});
