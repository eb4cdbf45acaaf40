import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { classificationMetric, withBatch } from '#shared/method/metrics/classification-metric.ts';
import type { Predicted, Task } from './task.ts';

/** One of several classes a row: softmax cross-entropy, measured by accuracy or macro-F1. Labels are class numbers. */
export function classification({ classes, metric }: { classes: number } & Pick<DatasetFacts, 'metric'>): Task {
  // A batch is enough for a share, but too small for F1.
  const pools = metric === 'macroF1';
  /** Predictions made from numbers that are none mean nothing. */
  const metricOf = ({ labels, predictions, loss }: Predicted): number =>
    Number.isFinite(loss) ? classificationMetric(metric, labels, predictions, classes) : Number.NaN;
  return {
    loss: 'crossEntropy',
    metric: metricOf,
    batchMetric: (recent, predicted) => {
      if (!pools) return { metric: metricOf(predicted), recent: [] };
      const pool = withBatch(recent, {
        labels: Array.from(predicted.labels),
        predictions: Array.from(predicted.predictions),
      });
      const labels = pool.flatMap(batch => batch.labels);
      const predictions = pool.flatMap(batch => batch.predictions);
      return { metric: metricOf({ labels, predictions, loss: predicted.loss }), recent: pool };
    },
  };
}
