import {
  type ClassFigures,
  type ClassificationErrors,
  type Confusion,
  type Interval,
  MOST_CONFUSIONS,
  MOST_DRAWN_CLASSES,
} from '../../domain/error-analysis.ts';
import { isLowerShare, wilsonInterval } from '../statistics/proportion.ts';

/** The worst of many classes is worst by luck too: so many standard errors. */
const LOW_BY = 3;
/** Of fewer rows little can be said: one more or less that is right moves the share by five points. */
const FEW_ROWS = 20;

/** What some runs said of the same rows. */
export interface JudgedRuns {
  /** Of the classes, by number. */
  names: readonly string[];
  /** `[rows]` class numbers */
  labels: ArrayLike<number>;
  /** Of each run: `[rows]` class numbers. */
  runs: readonly ArrayLike<number>[];
}

/**
 * `[classes, classes]`: how many rows of a class (row) were predicted to be of one (column).
 * @param labels `[rows]` class numbers
 * @param predictions `[rows]` class numbers
 * @throws RangeError where they are of different rows
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classes: number,
): Float64Array[] {
  if (labels.length !== predictions.length)
    throw new RangeError(`${labels.length} labels, ${predictions.length} predictions`);
  const matrix = Array.from({ length: classes }, () => new Float64Array(classes));
  for (let row = 0; row < labels.length; row++) {
    const of = matrix[labels[row] as number] as Float64Array;
    const predicted = predictions[row] as number;
    of[predicted] = (of[predicted] as number) + 1;
  }
  return matrix;
}

/**
 * Where a classifier is wrong: precision, recall and F1 of each class, which of them are worse than the others beyond noise, and what is taken
 * for what. Runs are counted together; the noise is that of the rows alone, each of which counts once however many runs judged it.
 * @throws RangeError where a run judged other rows, or there is none
 */
export function classificationErrors({ names, labels, runs }: JudgedRuns): ClassificationErrors {
  if (runs.length === 0) throw new RangeError('no runs');
  const classes = names.length;
  const matrix = Array.from({ length: classes }, () => new Float64Array(classes));
  for (const predictions of runs)
    for (const [label, counts] of confusionMatrix(labels, predictions, classes).entries()) add(matrix[label], counts);
  const perRun = (count: number): number => count / runs.length;
  const hits = matrix.map((counts, label) => perRun(counts[label] as number));
  const support = matrix.map(counts => perRun(sum(counts)));
  const predicted = names.map((_, at) => perRun(sum(matrix.map(counts => counts[at] as number))));
  const [allHits, rows] = [sum(hits), labels.length];

  const figures = names.map((label, at): ClassFigures => {
    const [hit, own, said] = [hits[at], support[at], predicted[at]] as [number, number, number];
    const recall = shareOf(hit, own, allHits - hit, rows - own);
    const precision = shareOf(hit, said, allHits - hit, rows - said);
    return {
      label,
      support: Math.round(own),
      predicted: said,
      recall: recall?.value ?? null,
      recallInterval: recall?.interval ?? null,
      precision: precision?.value ?? null,
      precisionInterval: precision?.interval ?? null,
      f1: own + said > 0 ? (2 * hit) / (own + said) : null,
      isRecallLow: recall?.isLow ?? false,
      isPrecisionLow: precision?.isLow ?? false,
      few: own < FEW_ROWS,
    };
  });
  return {
    rows,
    runs: runs.length,
    accuracy: allHits / rows,
    classes: figures,
    confusions: confusionsOf(matrix, perRun, support),
    confusion: classes <= MOST_DRAWN_CLASSES ? matrix.map(counts => [...counts]) : [],
  };
}

/** A share of rows, and whether it is lower than that of the others; null: of no rows. */
function shareOf(
  hits: number,
  rows: number,
  otherHits: number,
  otherRows: number,
): { value: number; interval: Interval; isLow: boolean } | null {
  if (rows === 0) return null;
  const value = hits / rows;
  const isLow =
    otherRows > 0 && isLowerShare({ share: value, rows }, { share: otherHits / otherRows, rows: otherRows }, LOW_BY);
  return { value, interval: wilsonInterval(value, rows), isLow };
}

function confusionsOf(
  matrix: readonly Float64Array[],
  perRun: (count: number) => number,
  support: readonly number[],
): Confusion[] {
  const all: Confusion[] = [];
  for (const [actual, counts] of matrix.entries())
    for (const [predicted, count] of counts.entries()) {
      if (actual === predicted || count === 0) continue;
      all.push({ actual, predicted, rows: perRun(count), share: perRun(count) / (support[actual] as number) });
    }
  return all
    .sort((a, b) => b.rows - a.rows || b.share - a.share || a.actual - b.actual || a.predicted - b.predicted)
    .slice(0, MOST_CONFUSIONS);
}

function add(to: Float64Array | undefined, more: Float64Array): void {
  if (to) for (const [i, value] of more.entries()) to[i] = (to[i] as number) + value;
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
