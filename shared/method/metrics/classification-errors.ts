import {
  type ClassFigures,
  type ClassificationErrors,
  type Confusion,
  MOST_CONFUSIONS,
  MOST_DRAWN_CLASSES,
  type Proportion,
} from '../../domain/error-analysis.ts';
import { isLowerShare, wilsonInterval } from '../statistics/proportion.ts';

/** The worst of many classes is worst by luck too: so many standard errors. */
const WEAK_BY = 3;
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

  const figures = names.map((name, at): ClassFigures => {
    const [hit, own, said] = [hits[at], support[at], predicted[at]] as [number, number, number];
    const others = { hits: allHits - hit, rows };
    return {
      name,
      support: Math.round(own),
      predicted: said,
      recall: proportion(hit, own, { ...others, rows: rows - own }),
      precision: proportion(hit, said, { ...others, rows: rows - said }),
      f1: own + said > 0 ? (2 * hit) / (own + said) : null,
      few: own < FEW_ROWS,
    };
  });
  return {
    task: 'classification',
    rows,
    runs: runs.length,
    accuracy: allHits / rows,
    classes: figures,
    confusions: confusionsOf(matrix, perRun, support),
    matrix: classes <= MOST_DRAWN_CLASSES ? matrix.map(counts => [...counts]) : null,
  };
}

/** A share of rows, and whether it is lower than that of the others. */
function proportion(hits: number, rows: number, others: { hits: number; rows: number }): Proportion | null {
  if (rows === 0) return null;
  const value = hits / rows;
  const weak =
    others.rows > 0 &&
    isLowerShare({ share: value, rows }, { share: others.hits / others.rows, rows: others.rows }, WEAK_BY);
  return { value, ...wilsonInterval(value, rows), weak };
}

function confusionsOf(
  matrix: readonly Float64Array[],
  perRun: (count: number) => number,
  support: readonly number[],
): Confusion[] {
  const all: Confusion[] = [];
  for (const [label, counts] of matrix.entries())
    for (const [predicted, count] of counts.entries()) {
      if (label === predicted || count === 0) continue;
      all.push({ label, predicted, rows: perRun(count), share: perRun(count) / (support[label] as number) });
    }
  return all
    .sort((a, b) => b.rows - a.rows || b.share - a.share || a.label - b.label || a.predicted - b.predicted)
    .slice(0, MOST_CONFUSIONS);
}

function add(to: Float64Array | undefined, more: Float64Array): void {
  if (to) for (const [i, value] of more.entries()) to[i] = (to[i] as number) + value;
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
