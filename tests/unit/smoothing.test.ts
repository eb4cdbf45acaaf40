import { describe, expect, it } from 'vitest';
import { createSmoother, smooth } from '#shared/method/curves/smoothing.ts';

describe('smoothing', () => {
  it('starts at the first raw value and weighs the past as Adam does', () => {
    const values = Float64Array.of(4, 2, 7);
    const w = 0.9;
    const byHand = values.map((_, n) => {
      let sum = 0;
      for (let i = 0; i <= n; i++) sum += (1 - w) * w ** (n - i) * values[i]!;
      return sum / (1 - w ** (n + 1));
    });
    const result = smooth(values, w);
    expect(result[0]).toBe(4);
    for (const [i, v] of byHand.entries()) expect(result[i]).toBeCloseTo(v, 12);
  });

  it('leaves the curve as it is at weight 0, and a constant constant at 0.999', () => {
    const values = Float64Array.of(3, 1, 2);
    expect([...smooth(values, 0)]).toEqual([3, 1, 2]);
    for (const v of smooth(new Float64Array(5000).fill(0.25), 0.999)) expect(v).toBeCloseTo(0.25, 10);
  });

  it('passes non-finite values through and goes on as if they had not been', () => {
    const holes = smooth(Float64Array.of(1, Number.NaN, 2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3), 0.8);
    expect(holes[1]).toBeNaN();
    expect(holes[3]).toBe(Number.POSITIVE_INFINITY);
    expect(holes[4]).toBe(Number.NEGATIVE_INFINITY);
    const clean = smooth(Float64Array.of(1, 2, 3), 0.8);
    expect([holes[0], holes[2], holes[5]]).toEqual([...clean]);
  });

  it('gives the same values point by point, so the past is never rewritten', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i * 12.9898) + 2);
    const whole = smooth(values, 0.97);
    const smoother = createSmoother(0.97);
    expect(values.map(v => smoother.push(v))).toEqual(whole);
    expect(smooth(values.subarray(0, 200), 0.97)).toEqual(whole.subarray(0, 200));
  });

  it('refuses a weight outside [0, 1)', () => {
    for (const weight of [-0.1, 1, 1.5, Number.NaN]) expect(() => createSmoother(weight)).toThrow(RangeError);
  });
});
