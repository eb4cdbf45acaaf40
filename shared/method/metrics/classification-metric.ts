import type { MetricName } from '../../domain/metrics.ts';

/**
 * The figure that evaluates a classifier beside its loss [M1], from 0 to 1:
 * - `accuracy`: the share of rows whose predicted class is the label;
 * - `macroF1`: the mean of the classes' F1 = 2 · hits / (predicted + actual), over the classes that occur among labels
 *   or predictions.
 * @param labels `[rows]` class numbers
 * @param predictions `[rows]` class numbers
 * @throws Error for a metric that is none of classification
 */
export function classificationMetric(
  name: MetricName,
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classes: number,
): number {
  switch (name) {
    case 'accuracy':
      return accuracy(labels, predictions);
    case 'macroF1':
      return macroF1(labels, predictions, classes);
    default:
      throw new Error(`${name} is no metric of classification`);
  }
}

/** Measured at every step, so it does no more than it must. */
function accuracy(labels: ArrayLike<number>, predictions: ArrayLike<number>): number {
  let hits = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === predictions[i]) hits++;
  return hits / labels.length;
}

function macroF1(labels: ArrayLike<number>, predictions: ArrayLike<number>, classes: number): number {
  const hits = new Float64Array(classes);
  const predicted = new Float64Array(classes);
  const actual = new Float64Array(classes);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    const prediction = predictions[i] as number;
    actual[label] = (actual[label] ?? 0) + 1;
    predicted[prediction] = (predicted[prediction] ?? 0) + 1;
    if (label === prediction) hits[label] = (hits[label] ?? 0) + 1;
  }
  const occurring = Array.from(hits, (n, c) => [n, (predicted[c] ?? 0) + (actual[c] ?? 0)] as const).filter(
    ([, total]) => total > 0,
  );
  return occurring.reduce((sum, [n, total]) => sum + (2 * n) / total, 0) / occurring.length;
}

/** The rows of one batch as a classifier predicted them: class numbers, `[rows]` each. */
export interface EvaluatedBatch {
  labels: readonly number[];
  predictions: readonly number[];
}

/** Fewer rows than that say little about F1: a rare class may not occur in a batch at all. */
export const RECENT_ROWS = 512;

/**
 * The batches that a figure of training is pooled over [M1]: the newest one and as many of those before it as it takes
 * to hold `RECENT_ROWS` rows together; fewer only while so many were not seen yet. Plain data, so that it can stand in
 * a checkpoint.
 * @param recent what the last call gave; [] before the first batch
 */
export function withBatch(recent: readonly EvaluatedBatch[], batch: EvaluatedBatch): EvaluatedBatch[] {
  let first = recent.length;
  let rows = batch.labels.length;
  while (first > 0 && rows < RECENT_ROWS) {
    first--;
    rows += recent[first]?.labels.length ?? 0;
  }
  return [...recent.slice(first), batch];
}
