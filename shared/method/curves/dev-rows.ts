/** What one evaluation said of single dev rows, so that trials can be compared row by row (L3). */
export interface DevRows {
  /** Optimizer updates done before the evaluation. */
  step: number;
  /** `[rows]`: the loss on each; the same rows in the same order for all trials of the data. */
  losses: Float32Array;
  /** `[rows]`: the class that was predicted; null for regression. */
  predictions: Uint16Array | null;
}

/** A mean over rows and its standard error, which knows nothing of seeds. */
export interface MeanOverRows {
  mean: number;
  error: number;
}

/**
 * How much higher one loss is than another, row by row: what is hard in a row is hard for both, so the difference is known far
 * better than either mean.
 * @throws RangeError where they are of different rows
 */
export function pairedDifference(losses: Float32Array, others: Float32Array): MeanOverRows {
  if (losses.length !== others.length) throw new RangeError(`${losses.length} rows against ${others.length}`);
  const rows = losses.length;
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += (losses[row] as number) - (others[row] as number);
  const mean = sum / rows;
  let squares = 0;
  for (let row = 0; row < rows; row++) squares += ((losses[row] as number) - (others[row] as number) - mean) ** 2;
  return { mean, error: Math.sqrt(squares / Math.max(1, rows - 1) / rows) };
}

/** Row by row the mean of some trials. */
export function meanRows(of: readonly Float32Array[]): Float32Array {
  const [first] = of;
  if (first === undefined) throw new RangeError('no rows');
  return first.map((_, row) => of.reduce((sum, losses) => sum + (losses[row] as number), 0) / of.length);
}
