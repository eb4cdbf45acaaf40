import { quantileSorted } from 'd3-array';

/**
 * Quantiles of the values that are there (NaN: missing), linear between neighbours.
 * @returns a function from a share of 0 to 1 to the value below which that share lies; NaN where there are no values.
 */
export function quantilesOf(values: Float64Array): (share: number) => number {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  // The library reads any array; only its types know no typed ones.
  return share => quantileSorted(sorted as unknown as number[], share) ?? Number.NaN;
}

/** Mean and standard deviation of all the values, in two passes. */
export function momentsOf(values: Float64Array): { mean: number; std: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}
