import { CHANCE, tInterval, tQuantile } from './t-interval.ts';

/** A mean over seeds whose noise comes from the seeds and from which rows it was measured on. */
export interface SeedsAndRows {
  n: number;
  mean: number;
  /** Standard error: both parts together. */
  error: number;
  seedError: number;
  rowError: number | null;
  /** The t-interval: of 95 % where nothing else is asked for. */
  low: number;
  high: number;
}

/** What comes from the rows: the standard error of the mean over them, and how many there are. */
export interface RowNoise {
  error: number;
  rows: number;
}

/**
 * The mean of paired differences, one a seed, with the 95 % t-interval of both parts of its noise together: variances add up, and the degrees of
 * freedom are Welch's and Satterthwaite's, so that few seeds count by the share that they have in it.
 * @param rows null: not known; then the seeds alone say
 * @param chance that the interval misses the true mean; less than a twentieth where it is one of several
 * @returns null for fewer than two
 */
export function seedsAndRows(values: readonly number[], rows: RowNoise | null, chance = CHANCE): SeedsAndRows | null {
  const interval = tInterval(values);
  if (!interval) return null;
  const { n, mean, deviation } = interval;
  const [ofSeeds, ofRows] = [deviation ** 2 / n, (rows?.error ?? 0) ** 2];
  const error = Math.sqrt(ofSeeds + ofRows);
  const spread = ofSeeds ** 2 / (n - 1) + (rows ? ofRows ** 2 / Math.max(1, rows.rows - 1) : 0);
  const freedom = spread > 0 ? (ofSeeds + ofRows) ** 2 / spread : n - 1;
  const half = tQuantile(Math.floor(freedom) + 1, chance) * error;
  return {
    n,
    mean,
    error,
    seedError: Math.sqrt(ofSeeds),
    rowError: rows?.error ?? null,
    low: mean - half,
    high: mean + half,
  };
}
