/** A value far larger than its column's others may have lost its decimal point: so many times the bulk of them. */
const FAR = 100;
/** The bulk: what lies within the outer twentieths. */
const OUTER = 0.05;
/** Fewer values show no bulk. */
const MIN_VALUES = 20;

export interface LostPoint {
  /** Its place among the values. */
  row: number;
  value: number;
  /** What it is with a decimal point, the power of ten that brings it nearest to the median. */
  maybe: number;
}

/**
 * Values of a column of measurements that look as if their decimal point was lost on the way, 1001 for 1.001: whole numbers
 * in a column where most have decimals, at least 100 times as large as the bulk of the values, that come to lie
 * within the other values' range when divided by a power of ten. NaN is passed over.
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
  const [low, high, median] = [body[0]!, body[body.length - 1]!, at(0.5)];
  const found: LostPoint[] = [];
  values.forEach((value, row) => {
    if (!(Math.abs(value) >= limit) || !Number.isInteger(value)) return;
    let maybe = value;
    for (
      let shifted = value / 10, power = 10;
      Math.abs(shifted) >= Math.abs(median) / 10;
      power *= 10, shifted = value / power
    )
      if (Math.abs(shifted - median) < Math.abs(maybe - median)) maybe = shifted;
    if (maybe >= low && maybe <= high) found.push({ row, value, maybe });
  });
  return found;
}
