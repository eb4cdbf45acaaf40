import type { Interval } from '../../domain/error-analysis.ts';

/** Half of a two-sided 95 % interval of a normal variable, in standard errors. */
export const NORMAL_95 = 1.96;

/**
 * Wilson's score interval (1927) of a share of rows: unlike mean ± standard errors it stays within 0 and 1, and says something of 0 rows out
 * of 5 too.
 * @param share 0 to 1
 * @param rows that it is a share of, above 0; a mean over runs need be no whole number
 * @param z how wide, in standard errors
 */
export function wilsonInterval(share: number, rows: number, z: number = NORMAL_95): Interval {
  if (!(rows > 0)) throw new RangeError('a share of no rows');
  const scale = 1 + z ** 2 / rows;
  const middle = (share + z ** 2 / (2 * rows)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / rows + z ** 2 / (4 * rows ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * Whether one share lies below another one of other rows beyond noise: the interval of their difference (Newcombe 1998, method 10: both
 * Wilson intervals, combined) lies below 0.
 * @param z how sure, in standard errors
 */
export function isLowerShare(
  one: { share: number; rows: number },
  other: { share: number; rows: number },
  z: number,
): boolean {
  const above = wilsonInterval(one.share, one.rows, z).high - one.share;
  const below = other.share - wilsonInterval(other.share, other.rows, z).low;
  return one.share - other.share + Math.hypot(above, below) < 0;
}
