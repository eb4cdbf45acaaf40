import type { TrialMetric } from '../../domain/metrics.ts';
import { type DevRows, pairedDifference } from '../curves/dev-rows.ts';
import { Random } from '../random.ts';

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

/**
 * The standard error, over which rows are in dev, of the difference between two trials' metrics: by a paired bootstrap, in which each row is
 * drawn for both. (Rows that are alike in label and both predictions are drawn together, as Poisson counts.) Null: it can't be told.
 * @param labels `revealedLabels`
 * @param value of one of the two, for errors in a unit of their own
 */
export function metricDifferenceError(
  metric: TrialMetric,
  [a, b]: readonly [DevRows, DevRows],
  labels: Int32Array,
  value: number | null,
): number | null {
  if (a.losses.length !== b.losses.length) return null;
  if (metric === 'rmse' || metric === 'r2') return errorOfRoot(a, b, value);
  if (metric === 'none' || !a.predictions || !b.predictions || labels.length !== a.losses.length) return null;
  const cells = cellsOf(labels, a.predictions, b.predictions);
  const random = Random.from(SEED);
  const differences = Array.from({ length: DRAWS }, () => {
    const counts = cells.map(({ count }) => poisson(count, random));
    return figureOf(metric, cells, counts, 'first') - figureOf(metric, cells, counts, 'second');
  });
  const mean = differences.reduce((sum, one) => sum + one, 0) / DRAWS;
  return Math.sqrt(differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (DRAWS - 1));
}

/** Of the root of the mean squared error, to first order: the unit is the value's over the root of the loss. */
function errorOfRoot(a: DevRows, b: DevRows, value: number | null): number | null {
  const loss = a.losses.reduce((sum, one) => sum + one, 0) / a.losses.length;
  if (value === null || !(loss > 0)) return null;
  return (pairedDifference(a.losses, b.losses).error / (2 * loss)) * value;
}

/** Rows that are alike. */
interface Alike {
  label: number;
  first: number;
  second: number;
  count: number;
}

function cellsOf(labels: Int32Array, first: Uint16Array, second: Uint16Array): Alike[] {
  const cells = new Map<string, Alike>();
  for (let row = 0; row < labels.length; row++) {
    const alike = { label: labels[row] as number, first: first[row] as number, second: second[row] as number };
    const key = `${alike.label} ${alike.first} ${alike.second}`;
    const cell = cells.get(key);
    if (cell) cell.count++;
    else cells.set(key, { ...alike, count: 1 });
  }
  return [...cells.values()];
}

function figureOf(
  metric: TrialMetric,
  cells: readonly Alike[],
  counts: readonly number[],
  side: 'first' | 'second',
): number {
  const hits = new Map<number, number>();
  const all = new Map<number, number>();
  const add = (to: Map<number, number>, of: number, count: number) => void to.set(of, (to.get(of) ?? 0) + count);
  let rows = 0;
  for (const [i, cell] of cells.entries()) {
    const count = counts[i] as number;
    rows += count;
    add(all, cell.label, count);
    add(all, cell[side], count);
    if (cell.label === cell[side]) add(hits, cell.label, count);
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
