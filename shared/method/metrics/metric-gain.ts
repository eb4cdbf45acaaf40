import type { MetricName } from '../../domain/metrics.ts';
import type { MeanOverRows } from '../curves/dev-rows.ts';
import { Random, STREAMS } from '../random.ts';

/** How a network did on some rows, as a metric is computed from it. */
export interface PredictedRows {
  /** `[rows]` each: class numbers, or standardised targets. */
  labels: ArrayLike<number>;
  predictions: ArrayLike<number>;
  losses: ArrayLike<number>;
}

/** A metric of some rows; `loss`: their mean. */
export type MetricOf = (rows: { labels: ArrayLike<number>; predictions: ArrayLike<number>; loss: number }) => number;

/** So many times the rows are drawn again: an error is then known to a tenth. */
const DRAWS = 100;
/** The same for all trials. */
const SEED = 1;
/** What is picked because it is the best of many evaluations, or of many candidates, is so by luck too: so many standard errors. */
const ERRORS = 3;

/** A metric so that lower is better, as with a loss. */
export const asLower = (metric: MetricName, value: number): number => (metric === 'rmse' ? value : -value);

/** Whether a gain is beyond noise, although it is the largest of many. */
export const isGain = ({ mean, error }: MeanOverRows): boolean => mean > ERRORS * error;

/**
 * How much better one network's metric is than another's on the same rows, and the standard error of that: both are computed from rows that
 * are drawn again, with repetition, the same for both (paired bootstrap, Efron & Tibshirani 1993), since macro-F1 is no mean over rows.
 * @param other a network, or a value that is known without looking at rows
 */
export function metricGain(
  metric: MetricName,
  of: MetricOf,
  one: PredictedRows,
  other: PredictedRows | number,
): MeanOverRows {
  const count = one.labels.length;
  const random = Random.from(SEED, STREAMS.bootstrap);
  const [labels, predictions] = [new Float64Array(count), new Float64Array(count)];
  const value = (rows: PredictedRows, drawn: Uint32Array): number => {
    let loss = 0;
    for (let i = 0; i < count; i++) {
      const row = drawn[i] as number;
      labels[i] = rows.labels[row] as number;
      predictions[i] = rows.predictions[row] as number;
      loss += rows.losses[row] as number;
    }
    return asLower(metric, of({ labels, predictions, loss: loss / count }));
  };
  const gain = (drawn: Uint32Array): number =>
    (typeof other === 'number' ? asLower(metric, other) : value(other, drawn)) - value(one, drawn);
  const mean = gain(Uint32Array.from({ length: count }, (_, row) => row));
  const drawn = new Uint32Array(count);
  const gains = Array.from({ length: DRAWS }, () => {
    for (let i = 0; i < count; i++) drawn[i] = random.below(count);
    return gain(drawn);
  });
  const middle = gains.reduce((sum, each) => sum + each, 0) / DRAWS;
  const squares = gains.reduce((sum, each) => sum + (each - middle) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (DRAWS - 1)) };
}

/**
 * How much better a classifier's metric is than that of the best answer that ignores the inputs: always train's largest class, or for
 * macro-F1, which that answer would fail, guessing by the class frequencies (each class's F1 is then its frequency, so their mean is 1/C,
 * and no other guess has more).
 * @param largest train's largest class
 */
export function gainOverBaseline(
  metric: 'accuracy' | 'macroF1',
  of: MetricOf,
  one: PredictedRows,
  largest: number,
): MeanOverRows {
  if (metric === 'macroF1') return metricGain(metric, of, one, 1 / new Set(Array.from(one.labels)).size);
  return metricGain(metric, of, one, { ...one, predictions: Float64Array.from(one.predictions, () => largest) });
}

/** How the rows did at one evaluation. */
export interface EvaluatedRows extends PredictedRows {
  /** Mean dev loss. */
  loss: number;
}

/**
 * Whether the metric, rather than the dev loss, names the best evaluation: at the one where it is best it is better than at the lowest dev
 * loss beyond noise, and the dev loss there is still below the baseline's. (A good metric on a bad loss curve is suspect [S4].)
 */
export const metricCounts = (
  metric: MetricName,
  of: MetricOf,
  best: EvaluatedRows,
  { lowest, baselineLoss }: { lowest: EvaluatedRows; baselineLoss: number },
): boolean => best.loss < baselineLoss && isGain(metricGain(metric, of, best, lowest));
