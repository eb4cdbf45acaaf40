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
