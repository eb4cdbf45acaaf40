import { describe, expect, it } from 'vitest';
import { DecimatedLine, DRAWN_POINTS, planGrid } from '#renderer/chart/decimate.ts';

const ramp = (count: number, value: (i: number) => number) => ({
  steps: Float64Array.from({ length: count }, (_, i) => i),
  values: Float64Array.from({ length: count }, (_, i) => value(i)),
});
const noisy = (i: number): number => 1 + 0.5 * Math.sin(i * 12.9898) * Math.sin(i * 78.233);
const drawn = (line: DecimatedLine): number[] => line.values.filter(v => v != null);

function lineOf(window: { from: number; to: number }, lines: number, pixels: number, count: number, value = noisy) {
  const grid = planGrid(window, lines, pixels);
  const line = new DecimatedLine();
  const { steps, values } = ramp(count, value);
  line.fill(grid, steps, values, count);
  return { grid, line, steps, values };
}

describe('the grid', () => {
  it.each([
    [0, 20_000, 12, 700],
    [0, 2_000, 100, 700],
    [137, 9_991, 100, 3840],
    [0, 1_000_000, 12, 1400],
    [5.5, 7.25, 2, 700],
    [0, 50, 100, 20],
  ])('over %d to %d for %d lines on %d px stays below the cap and covers the window', (from, to, lines, pixels) => {
    const grid = planGrid({ from, to }, lines, pixels);
    expect(grid.xs.length * lines).toBeLessThanOrEqual(DRAWN_POINTS);
    expect(grid.xs[0]).toBeLessThanOrEqual(from);
    expect(grid.xs.at(-1)).toBeGreaterThanOrEqual(to);
    expect([...grid.xs]).toEqual([...new Set(grid.xs)].sort((a, b) => a - b));
  });

  it('has a place for every step where the window holds few', () => {
    const grid = planGrid({ from: 100, to: 400 }, 12, 700);
    expect(grid.width).toBe(1);
    expect([...grid.xs.subarray(0, 3)]).toEqual([99, 100, 101]);
  });

  it('leaves no line without a bucket when lines are many', () => {
    expect(planGrid({ from: 0, to: 1000 }, DRAWN_POINTS, 700).count).toBeGreaterThan(0);
  });
});

describe('a decimated line', () => {
  it('keeps the lowest and the highest value of every bucket, in their order', () => {
    const { grid, line, values } = lineOf({ from: 0, to: 19_999 }, 12, 700, 20_000);
    expect(grid.width).toBeGreaterThan(1);
    for (let bucket = 0; bucket < grid.count; bucket++) {
      const start = (grid.first + bucket) * grid.width;
      const inside = [...values.subarray(start, start + grid.width)];
      if (inside.length === 0) continue;
      const [low, high] = [Math.min(...inside), Math.max(...inside)];
      const expected = inside.indexOf(low) < inside.indexOf(high) ? [low, high] : [high, low];
      expect(line.values.slice(bucket * 2, bucket * 2 + 2)).toEqual(expected);
    }
  });

  it('loses no spike of a single step, wherever it is', () => {
    for (const at of [1, 4_321, 9_998, 19_999]) {
      const { line } = lineOf({ from: 0, to: 19_999 }, 100, 700, 20_000, i => (i === at ? 77 : i === at - 1 ? -3 : 1));
      expect(drawn(line)).toContain(77);
      expect(drawn(line)).toContain(-3);
    }
  });

  it('shows every step of a narrow window', () => {
    const { grid, line, values } = lineOf({ from: 5_000, to: 5_200 }, 12, 700, 20_000);
    for (const [i, step] of grid.xs.entries()) expect(line.values[i]).toBe(values[step]);
  });

  it('is the same whether its points came at once or one by one', () => {
    const grid = planGrid({ from: 0, to: 3_000 }, 12, 300);
    const { steps, values } = ramp(2_345, i => (i % 97 === 0 ? Number.NaN : noisy(i)));
    const whole = new DecimatedLine();
    whole.fill(grid, steps, values, 2_345);
    const live = new DecimatedLine();
    for (let count = 1; count <= 2_345; count++) live.fill(grid, steps, values, count);
    expect(live.values).toEqual(whole.values);
    expect(live.nonFinite).toEqual(whole.nonFinite);
  });

  it('leaves a gap where nothing is finite and names the steps', () => {
    const { line } = lineOf({ from: 0, to: 99 }, 1, 700, 100, i =>
      i === 40 ? Number.NaN : i === 60 ? Number.POSITIVE_INFINITY : 1,
    );
    expect(line.values[40]).toBeNull();
    expect(line.values[60]).toBeNull();
    expect(line.values[41]).toBe(1);
    expect(line.nonFinite).toEqual([40, 60]);
  });

  it('keeps the finite values beside a non-finite one in the same bucket', () => {
    const { grid, line } = lineOf({ from: 0, to: 19_999 }, 12, 700, 20_000, i => (i === 4_000 ? Number.NaN : 2));
    expect(grid.width).toBeGreaterThan(1);
    expect(line.nonFinite).toEqual([4_000]);
    expect(line.values).not.toContain(null);
  });

  it('has nothing where the curve has not come yet', () => {
    const { line } = lineOf({ from: 0, to: 999 }, 1, 700, 10);
    expect(line.values.slice(0, 10).every(v => typeof v === 'number')).toBe(true);
    expect(line.values.slice(10).every(v => v === undefined)).toBe(true);
  });
});
