import { MOST_POINTS, type RegressionErrors, type TargetRange } from '../../domain/error-analysis.ts';
import { stratifiedOrder } from '../curves/dev-rows.ts';
import { inOwnUnit, type TargetScale } from './target-scale.ts';

/** The targets' range in so many parts of as many rows; fewer where they would have less than so many. */
const RANGES = 10;
const ROWS_PER_RANGE = 20;
/** The worst of some parts is worst by luck too: so many standard errors. */
const LARGE_BY = 3;
/** The largest errors: a twentieth of the rows. Where residuals are normal, they have 0.28 of the sum of squares. */
const TAIL = 0.05;
/** From half of the sum of squares on, which a few rows then decide, the ends are called heavy. */
const HEAVY = 0.5;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
const BINS = 40;
/** The histogram reaches so many times the middle half of the residuals to either side of their median: all of a normal one. */
const REACH = 3;

/** What some runs said of the same rows. */
export interface PredictedRuns {
  /** `[rows]`, standardised */
  targets: Float32Array;
  /** Of each run: `[rows]`, standardised. */
  runs: readonly ArrayLike<number>[];
  scale: TargetScale;
}

/**
 * Where a regression is wrong, in the target's own unit: bias, errors, how heavy the ends are, in which part of the range errors are larger
 * beyond noise, and points of predicted against true. Runs are taken together; the noise is that of the rows alone, each of which counts once.
 * @throws RangeError where a run judged other rows, or there is none
 */
export function regressionErrors({ targets, runs, scale }: PredictedRuns): RegressionErrors {
  if (runs.length === 0) throw new RangeError('no runs');
  if (runs.some(({ length }) => length !== targets.length)) throw new RangeError('runs of other rows');
  const rows = targets.length;
  const truth = Float64Array.from(targets, target => inOwnUnit(target, scale));
  const predicted = runs.map(run => Float64Array.from(run, value => inOwnUnit(value, scale)));
  const residuals = predicted.map(values => values.map((value, row) => value - (truth[row] as number)));
  const overRuns = (of: (residual: number) => number): Float64Array =>
    truth.map((_, row) => mean(residuals.map(run => of(run[row] as number))));
  const [own, sizes, squares] = [overRuns(value => value), overRuns(Math.abs), overRuns(value => value ** 2)];

  const sorted = Float64Array.from(residuals.flatMap(run => [...run])).sort();
  const largest = squares.toSorted().subarray(rows - Math.max(1, Math.round(TAIL * rows)));
  const tailShare = total(squares) > 0 ? total(largest) / total(squares) : 0;
  return {
    rows,
    runs: runs.length,
    residuals: {
      mean: mean(own),
      error: standardError(own),
      deviation: deviationOf(sorted),
      quantiles: QUANTILES.map(share => quantile(sorted, share)),
    },
    mae: mean(sizes),
    rmse: Math.sqrt(mean(squares)),
    tailShare,
    hasHeavyTails: tailShare > HEAVY,
    ranges: rangesOf(truth, own, sizes),
    histogram: histogramOf(sorted),
    sample: sampleOf(targets, truth, predicted),
  };
}

function rangesOf(truth: Float64Array, residuals: Float64Array, sizes: Float64Array): TargetRange[] {
  const order = Uint32Array.from(truth.keys()).sort((a, b) => (truth[a] as number) - (truth[b] as number) || a - b);
  const ranges = Math.max(1, Math.min(RANGES, Math.floor(order.length / ROWS_PER_RANGE)));
  const start = (range: number): number => Math.floor((range * order.length) / ranges);
  return Array.from({ length: ranges }, (_, range): TargetRange => {
    const [from, to] = [start(range), start(range + 1)];
    const inside = order.subarray(from, to);
    const outside = [...order.subarray(0, from), ...order.subarray(to)];
    const pick = (of: Float64Array, which: Iterable<number>) => Float64Array.from(which, row => of[row] as number);
    const [errors, others] = [pick(sizes, inside), pick(sizes, outside)];
    const noise = Math.hypot(standardError(errors), standardError(others));
    return {
      from: truth[inside[0] as number] as number,
      to: truth[inside.at(-1) as number] as number,
      rows: inside.length,
      bias: mean(pick(residuals, inside)),
      meanError: mean(errors),
      isErrorLarge: others.length > 0 && mean(errors) - mean(others) > LARGE_BY * noise,
    };
  });
}

function histogramOf(sorted: Float64Array): RegressionErrors['histogram'] {
  const [least, greatest] = [sorted[0] as number, sorted.at(-1) as number];
  const middle = quantile(sorted, 0.5);
  const reach = REACH * (quantile(sorted, 0.75) - quantile(sorted, 0.25));
  // Where half of them are alike, all are shown.
  const from = reach > 0 ? Math.max(least, middle - reach) : least;
  const to = reach > 0 ? Math.min(greatest, middle + reach) : greatest;
  const counts = new Array<number>(BINS).fill(0);
  let [below, above] = [0, 0];
  for (const value of sorted)
    if (value < from) below++;
    else if (value > to) above++;
    else {
      const bin = to > from ? Math.min(BINS - 1, Math.floor((BINS * (value - from)) / (to - from))) : 0;
      counts[bin] = (counts[bin] as number) + 1;
    }
  return { from, to, counts, below, above };
}

/** Rows that stand for all by their targets, each as one of the runs has it. */
function sampleOf(
  targets: Float32Array,
  truth: Float64Array,
  predicted: readonly Float64Array[],
): RegressionErrors['sample'] {
  const rows =
    targets.length > MOST_POINTS ? stratifiedOrder(targets).subarray(0, MOST_POINTS) : Uint32Array.from(targets.keys());
  return Array.from(rows, (row, i) => ({
    actual: drawn(truth[row] as number),
    predicted: drawn((predicted[i % predicted.length] as Float64Array)[row] as number),
  }));
}

/** As exactly as anybody can see. */
const drawn = (value: number): number => Number(value.toPrecision(5));

const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
const mean = (values: ArrayLike<number>): number => total(values) / values.length;

/** 0 of a single one, which has no spread. */
function deviationOf(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, values.length - 1));
}

/** Of a mean over rows. */
const standardError = (values: Float64Array): number => deviationOf(values) / Math.sqrt(Math.max(1, values.length));

/** Between the two values next to it, linearly. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return below + (place - Math.floor(place)) * (above - below);
}
