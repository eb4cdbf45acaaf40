import type { TrialMetric } from '../../domain/metrics.ts';
import { type DevRows, errorInCommon, meanLoss, meanRows, pairedDifference } from '../curves/dev-rows.ts';
import { Random, STREAMS } from '../random.ts';

/** Times that rows are drawn anew. */
const DRAWS = 200;
/** Of the draws: the same for all comparisons. */
const SEED = 1;

/**
 * The labels of dev's rows, as far as trials give them away: a row whose loss is below ln 2 has a label of more than half the
 * probability, so it is what was predicted. A row that no trial is that sure of is −1: all of them are wrong there, or nearly.
 * @param all of some trials, all of the same rows
 */
export function revealedLabels(all: readonly DevRows[]): Int32Array {
  const rows = all.find(({ predictions }) => predictions !== null)?.losses.length ?? 0;
  const labels = new Int32Array(rows).fill(-1);
  for (const { losses, predictions } of all) {
    if (predictions?.length !== rows) continue;
    for (let row = 0; row < rows; row++)
      if ((losses[row] as number) < Math.LN2) labels[row] = predictions[row] as number;
  }
  return labels;
}

/** Two trials' rows. */
type TwoRows = readonly [DevRows, DevRows];

/**
 * The standard error, over which rows are in dev, of the difference between two trials' metrics: by a paired bootstrap, in which each row is
 * drawn for both. (Rows that are alike in label and both predictions are drawn together, as Poisson counts.) Null: it can't be told.
 * @param labels `revealedLabels`
 * @param value of one of the two, for errors in a unit of their own
 */
export const metricDifferenceError = (
  metric: TrialMetric,
  pair: TwoRows,
  labels: Int32Array,
  value: number | null,
): number | null => meanMetricDifferenceError(metric, [pair], labels, value);

/** The same of the mean difference over several pairs of trials, in which each row is drawn for all of them. */
export function meanMetricDifferenceError(
  metric: TrialMetric,
  pairs: readonly TwoRows[],
  labels: Int32Array,
  value: number | null,
): number | null {
  const all = pairs.flat();
  const rows = all[0]?.losses.length;
  if (rows === undefined || all.some(({ losses }) => losses.length !== rows)) return null;
  if (metric === 'rmse' || metric === 'r2') return errorOfRoot(pairs, value);
  const predictions = all.flatMap(one => one.predictions ?? []);
  if (metric === 'none' || predictions.length < all.length || labels.length !== rows) return null;
  return bootstrapError(
    metric,
    labels,
    predictions.map((of, side) => ({ predictions: of, weight: (side % 2 === 0 ? 1 : -1) / pairs.length })),
  );
}

/**
 * The part of that error which rows and seeds have in common, of two pairs from two seeds (`errorInCommon`): the error over rows of half of how far
 * the seeds disagree. 0: it can't be told.
 */
export function metricErrorInCommon(
  metric: TrialMetric,
  [[a0, b0], [a1, b1]]: readonly [TwoRows, TwoRows],
  labels: Int32Array,
  value: number | null,
): number {
  if (metric === 'rmse' || metric === 'r2') {
    const loss = [a0, a1].reduce((sum, { losses }) => sum + meanLoss(losses), 0) / 2;
    const error = errorInCommon([a0.losses, a1.losses], [b0.losses, b1.losses]);
    return value === null || !(loss > 0) ? 0 : (error / (2 * loss)) * value;
  }
  const sides = [a0, b0, a1, b1].map(({ predictions }, i) => ({ predictions, weight: [0.5, -0.5, -0.5, 0.5][i] ?? 0 }));
  const known = sides.flatMap(({ predictions, weight }) => (predictions ? [{ predictions, weight }] : []));
  const isWhole = known.length === sides.length && known.every(one => one.predictions.length === labels.length);
  return metric === 'none' || !isWhole ? 0 : bootstrapError(metric, labels, known);
}

/**
 * The standard error, over which rows there are, of a weighted sum of classifiers' metrics on the same rows: a bootstrap in which each row is drawn
 * for all of them (Efron & Tibshirani 1993), since macro-F1 is no mean over rows. The draws are the same each time.
 * @param labels `[rows]`: class numbers; below 0: not known, and wrong for all
 * @param sides each `[rows]` of predicted class numbers
 */
export function bootstrapError(
  metric: 'accuracy' | 'macroF1',
  labels: ArrayLike<number>,
  sides: readonly { predictions: ArrayLike<number>; weight: number }[],
): number {
  const cells = cellsOf(
    labels,
    sides.map(({ predictions }) => predictions),
  );
  const random = Random.from(SEED, STREAMS.bootstrap);
  const sums = Array.from({ length: DRAWS }, () => {
    const counts = cells.map(({ count }) => poisson(count, random));
    return sides.reduce((sum, { weight }, side) => sum + weight * figureOf(metric, cells, counts, side), 0);
  });
  const mean = sums.reduce((sum, one) => sum + one, 0) / DRAWS;
  return Math.sqrt(sums.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (DRAWS - 1));
}

/** The same of the root of a mean squared error less another one, to first order. @param root of the first, in whatever unit */
export function rootError(losses: Float32Array, others: Float32Array, root: number): number {
  const loss = meanLoss(losses);
  return loss > 0 ? (pairedDifference(losses, others).error / (2 * loss)) * root : 0;
}

function errorOfRoot(pairs: readonly (readonly [DevRows, DevRows])[], value: number | null): number | null {
  const side = (at: 0 | 1) => meanRows(pairs.map(pair => pair[at].losses));
  return value === null ? null : rootError(side(0), side(1), value);
}

/** Rows that are alike: in their label and in what each trial predicts. */
interface Alike {
  label: number;
  predictions: number[];
  count: number;
}

function cellsOf(labels: ArrayLike<number>, predictions: readonly ArrayLike<number>[]): Alike[] {
  const cells = new Map<string, Alike>();
  for (let row = 0; row < labels.length; row++) {
    const alike = { label: labels[row] as number, predictions: predictions.map(of => of[row] as number) };
    const key = `${alike.label} ${alike.predictions.join(' ')}`;
    const cell = cells.get(key);
    if (cell) cell.count++;
    else cells.set(key, { ...alike, count: 1 });
  }
  return [...cells.values()];
}

/** @param side which of the trials */
function figureOf(metric: TrialMetric, cells: readonly Alike[], counts: readonly number[], side: number): number {
  const hits = new Map<number, number>();
  const all = new Map<number, number>();
  const add = (to: Map<number, number>, of: number, count: number) => void to.set(of, (to.get(of) ?? 0) + count);
  let rows = 0;
  for (const [i, { label, predictions }] of cells.entries()) {
    const count = counts[i] as number;
    const predicted = predictions[side] as number;
    rows += count;
    add(all, label, count);
    add(all, predicted, count);
    if (label === predicted) add(hits, label, count);
  }
  if (metric === 'accuracy') return [...hits.values()].reduce((sum, n) => sum + n, 0) / Math.max(1, rows);
  // F1 = 2 · hits / (predicted + actual); a label that isn't known is no class.
  const classes = [...all].filter(([label, n]) => label >= 0 && n > 0);
  return classes.reduce((sum, [label, n]) => sum + (2 * (hits.get(label) ?? 0)) / n, 0) / Math.max(1, classes.length);
}

/** A Poisson count of that mean: Knuth's product for small ones, else the normal one next to it. */
function poisson(mean: number, random: Random): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let [count, product] = [0, random.uniform()];
  while (product > limit) {
    count++;
    product *= random.uniform();
  }
  return count;
}
