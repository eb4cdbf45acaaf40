import { Random, STREAMS } from '../random.ts';

/** How a network did on the rows of dev after so many updates: what pairs two trials row by row. */
export interface DevRows {
  /** 0: not the untrained network, but the best answer that ignores the inputs, which is to be beaten. */
  step: number;
  /** `[rows]`: the loss of each of `pairedRows`, in their order. */
  losses: Float32Array;
  /** `[rows]`: the class that was predicted; null: there are no classes. */
  predictions: Uint16Array | null;
  /** Of the best evaluation: loss and metric over so many rows of dev, which may be more than its curve's and than these; else null. */
  evaluation: RowsEvaluation | null;
}

/** What was measured of a whole network at its best evaluation. */
export interface RowsEvaluation {
  loss: number;
  metric: number;
  rows: number;
  /** The metric is better here, beyond noise, than at the lowest dev loss, so this is the best evaluation. */
  metricCounts?: boolean | undefined;
  /** By how much its metric is better than that of the best answer that ignores the inputs; left out: not known, or no classes. */
  overBaseline?: MeanOverRows | undefined;
}

/** Row by row so many rows are compared at most. */
export const MOST_PAIRED_ROWS = 10_000;

/** Regression: the target's range in so many parts of as many rows. */
const BINS = 10;
/** The same for all trials of a data set. */
const SEED = 1;

/** A part of data, as far as its rows are chosen by it: class numbers, or targets. */
type Labels = Int32Array | Float32Array;

/**
 * All rows of dev in a fixed order of which every beginning is stratified: it holds each class (of targets: each tenth of them by size) in
 * its share, to within a row. Which ones of a class come first is drawn by a fixed seed.
 * @param labels `[rows]`: class numbers, or targets as `float32`
 */
export function stratifiedOrder(labels: Labels): Uint32Array {
  const random = Random.from(SEED, STREAMS.devSubset);
  const places: { row: number; place: number }[] = [];
  for (const rows of strataOf(labels)) {
    random.shuffle(rows);
    for (const [i, row] of rows.entries()) places.push({ row, place: (i + 0.5) / rows.length });
  }
  return Uint32Array.from(
    places.sort((a, b) => a.place - b.place || a.row - b.row),
    ({ row }) => row,
  );
}

/**
 * The rows of dev that trials are compared on row by row: all of them, or the first of the stratified order. The same for all trials of the
 * data, whatever subset their curves are evaluated on.
 * @returns ascending
 */
export const pairedRows = (labels: Labels): Uint32Array =>
  labels.length <= MOST_PAIRED_ROWS
    ? allRows(labels.length)
    : stratifiedOrder(labels).slice(0, MOST_PAIRED_ROWS).sort();

/**
 * The rows that a curve is evaluated on.
 * @param count so many of them (`curveRows`)
 * @returns ascending
 */
export const curveSubset = (labels: Labels, count: number): Uint32Array =>
  count >= labels.length ? allRows(labels.length) : stratifiedOrder(labels).slice(0, count).sort();

export const allRows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

/** The rows of each stratum that has any. */
function strataOf(labels: Labels): Uint32Array[] {
  const rows = allRows(labels.length);
  const at = (row: number) => labels[row] as number;
  if (labels instanceof Int32Array)
    return [...Map.groupBy(rows, at)].sort(([a], [b]) => a - b).map(([, r]) => Uint32Array.from(r));
  const bySize = rows.sort((a, b) => at(a) - at(b) || a - b);
  const start = (bin: number) => Math.floor((bin * bySize.length) / BINS);
  return Array.from({ length: BINS }, (_, bin) => bySize.slice(start(bin), start(bin + 1)));
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

/** The mean of rows' losses. */
export const meanLoss = (losses: Float32Array): number => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;

/** Row by row the mean of some trials. */
export function meanRows(of: readonly Float32Array[]): Float32Array {
  const [first] = of;
  if (first === undefined) throw new RangeError('no rows');
  return first.map((_, row) => of.reduce((sum, losses) => sum + (losses[row] as number), 0) / of.length);
}

/**
 * The standard error of the mean difference of paired trials that comes from which rows are in dev: row by row the mean of each side, then
 * paired. Null: not all of them kept their rows.
 */
export function errorOverRows(
  own: readonly (Float32Array | null)[],
  others: readonly (Float32Array | null)[],
): number | null {
  const known = (of: readonly (Float32Array | null)[]) => of.filter(rows => rows !== null);
  const [a, b] = [known(own), known(others)];
  const rows = a[0]?.length;
  const isWhole = a.length === own.length && b.length === others.length && a.length > 0 && b.length > 0;
  if (!isWhole || [...a, ...b].some(({ length }) => length !== rows)) return null;
  return pairedDifference(meanRows(a), meanRows(b)).error;
}

/**
 * The part of the standard error of a mean difference over paired trials that rows and seeds have in common: that a network of one seed happens to
 * get other rows wrong than that of another. It is in the scatter over rows and in that over seeds, and counts once (two-way analysis of variance
 * over rows and seeds, as in Obuchowski & Rockette 1995). 0: there is one pair, or not all of them kept their rows.
 */
export function errorInCommon(own: readonly (Float32Array | null)[], others: readonly (Float32Array | null)[]): number {
  const pairs = Math.min(own.length, others.length);
  const differences = own.slice(0, pairs).flatMap((a, i) => {
    const b = others[i];
    return a && b && a.length === b.length ? [a.map((loss, row) => loss - (b[row] as number))] : [];
  });
  const [first] = differences;
  if (pairs < 2 || !first || differences.length < pairs || differences.some(({ length }) => length !== first.length))
    return 0;
  const byRow = meanRows(differences);
  const squares = differences.map(of => pairedDifference(of, byRow).error ** 2);
  // Residuals of `pairs` trials have one degree of freedom less.
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (pairs * (pairs - 1)));
}
