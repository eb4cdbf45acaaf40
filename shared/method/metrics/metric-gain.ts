import type { MetricName } from '../../domain/metrics.ts';
import type { MeanOverRows } from '../curves/dev-rows.ts';
import { bootstrapError, rootError } from './paired-metric.ts';

/** How a network did on some rows, as a metric is computed from it. */
export interface PredictedRows {
  /** `[rows]` each: class numbers, or standardised targets. */
  labels: ArrayLike<number>;
  predictions: ArrayLike<number>;
  losses: ArrayLike<number>;
}

/** A metric of some rows; `loss`: their mean. */
export type MetricOf = (rows: { labels: ArrayLike<number>; predictions: ArrayLike<number>; loss: number }) => number;

/** What is picked because it is the best of many evaluations, or of many candidates, is so by luck too: so many standard errors. */
const ERRORS = 3;

/** A metric so that lower is better, as with a loss. */
export const asLower = (metric: MetricName, value: number): number => (metric === 'rmse' ? value : -value);

/** Whether a gain is beyond noise, although it is the largest of many. */
export const isGain = ({ mean, error }: MeanOverRows): boolean => mean > ERRORS * error;

/**
 * How much better one network's metric is than another's on the same rows, and the standard error of that (`bootstrapError`, or to first order
 * that of an error's root).
 * @param other a network, or a value that is known without looking at rows
 */
export function metricGain(
  metric: MetricName,
  of: MetricOf,
  one: PredictedRows,
  other: PredictedRows | number,
): MeanOverRows {
  const [own, against] = [metricOn(of, one), typeof other === 'number' ? other : metricOn(of, other)];
  const mean = asLower(metric, against) - asLower(metric, own);
  if (metric === 'rmse' || metric === 'r2') {
    const losses = typeof other === 'number' ? new Float32Array(one.losses.length) : Float32Array.from(other.losses);
    return { mean, error: rootError(Float32Array.from(one.losses), losses, own) };
  }
  const sides = [
    { predictions: one.predictions, weight: 1 },
    ...(typeof other === 'number' ? [] : [{ predictions: other.predictions, weight: -1 }]),
  ];
  return { mean, error: bootstrapError(metric, one.labels, sides) };
}

function metricOn(of: MetricOf, { labels, predictions, losses }: PredictedRows): number {
  let loss = 0;
  for (let row = 0; row < losses.length; row++) loss += losses[row] as number;
  return of({ labels, predictions, loss: loss / losses.length });
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
