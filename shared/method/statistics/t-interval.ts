/**
 * The 97.5 % quantile of Student's t, by degrees of freedom from 1 on: half of a two-sided 95 % interval in standard errors. (Any table of it,
 * such as NIST's Engineering Statistics Handbook, 1.3.6.7.2.)
 */
const T_95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** So many standard errors a 95 % t-interval of a mean reaches to either side. @param n values, at least 2 */
export function tQuantile(n: number): number {
  if (n < 2) throw new RangeError(`${n} values have no spread`);
  return T_95[Math.min(n - 1, T_95.length) - 1] as number;
}

/** The mean of some paired differences, their standard deviation, and the 95 % t-interval of the mean. */
export interface TInterval {
  n: number;
  mean: number;
  deviation: number;
  low: number;
  high: number;
}

/** Null for fewer than two: one alone says nothing of how far seeds lie apart [D7]. */
export function tInterval(values: readonly number[]): TInterval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (tQuantile(n) * deviation) / Math.sqrt(n);
  return { n, mean, deviation, low: mean - half, high: mean + half };
}
