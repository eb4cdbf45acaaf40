import { heldOutRows, type Split } from './split.ts';

/**
 * The latest rows are test, those before them dev [M9]; rows of one moment stay in one part, so the shares are met to within a moment.
 * @param rows those to divide, ascending.
 * @param times `[all rows]`, finite for these.
 * @returns null where there are less than three moments.
 */
export function splitByTime(rows: Int32Array, times: Float64Array): Split | null {
  const order = rows.toSorted((a, b) => times[a]! - times[b]! || a - b);
  const borders: number[] = [];
  for (let i = 1; i < order.length; i++) if (times[order[i]!] !== times[order[i - 1]!]) borders.push(i);
  if (borders.length < 2) return null;
  const held = heldOutRows(order.length);
  const test = nearest(borders.slice(1), order.length - held);
  const dev = nearest(
    borders.filter(border => border < test),
    test - held,
  );
  const part = (from: number, to: number): Int32Array => order.slice(from, to).sort();
  return { train: part(0, dev), dev: part(dev, test), test: part(test, order.length) };
}

const nearest = (borders: readonly number[], wanted: number): number =>
  borders.reduce((best, border) => (Math.abs(border - wanted) < Math.abs(best - wanted) ? border : best));
