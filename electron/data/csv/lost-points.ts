/** A value far larger than its column's others may have lost its decimal point: so many times the bulk of them. */
const FAR = 100;
/** The bulk: what lies within the outer twentieths. */
const OUTER = 0.05;
/** Values of the rest that come so near to the far ones (a tenth) are a tail that leads to them. */
const TAIL = 10;
/** Fewer values show no bulk. */
const MIN_VALUES = 20;

export interface LostPoint {
  /** Its place among the values. */
  row: number;
  value: number;
  /** What it may be with a decimal point, the smallest first. */
  maybe: number[];
}

/** What a whole number becomes with a decimal point somewhere, as far as it comes to lie within bounds. */
function withPoint(value: number, low: number, high: number): number[] {
  const found: number[] = [];
  for (let digits = 1; digits < String(Math.abs(value)).length; digits++) {
    const maybe = value / 10 ** digits;
    if (maybe >= low && maybe <= high) found.unshift(maybe);
  }
  return found;
}

/**
 * Values of a column of measurements that look as if their decimal point was lost on the way, 1001 for 1.001: whole numbers
 * in a column where most have decimals, at least 100 times as large as the bulk of the values, that with a decimal point
 * come to lie where the other values do (or no further outside than these spread); none where values with decimals are as
 * large. NaN is passed over.
 * @param values by row
 * @param sorted the same without NaN, ascending
 */
export function lostPoints(values: Float64Array, sorted: Float64Array): LostPoint[] {
  const count = sorted.length;
  if (count < MIN_VALUES) return [];
  const at = (share: number): number => sorted[Math.round(share * (count - 1))]!;
  const limit = FAR * Math.max(Math.abs(at(OUTER)), Math.abs(at(1 - OUTER)));
  // Nearly every column ends here.
  if (limit === 0 || Math.max(sorted[count - 1]!, -sorted[0]!) < limit) return [];
  let whole = 0;
  for (const value of sorted) if (Number.isInteger(value)) whole++;
  if (whole > count / 2) return [];
  const body = sorted.filter(value => Math.abs(value) < limit);
  const [low, high] = [body[0]!, body[body.length - 1]!];
  // A tail that reaches nearly as far as these values is the column's own.
  if (TAIL * Math.max(Math.abs(low), Math.abs(high)) > limit) return [];
  const found: LostPoint[] = [];
  // Where others with decimals are as large, the column just reaches so far.
  if (values.some(value => Math.abs(value) >= limit && !Number.isInteger(value))) return [];
  values.forEach((value, row) => {
    if (!(Math.abs(value) >= limit)) return;
    const maybe = withPoint(value, low - (high - low), high + (high - low));
    if (maybe.length > 0) found.push({ row, value, maybe });
  });
  return found;
}
