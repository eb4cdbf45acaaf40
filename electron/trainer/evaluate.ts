import * as tf from '@tensorflow/tfjs-core';
import type { MetricName } from '#shared/domain/metrics.ts';
import { classificationMetric } from '#shared/method/classification-metric.ts';
import { takeBatch } from './batch.ts';
import type { Split } from './dataset.ts';
import { crossEntropy } from './loss.ts';
import { type Model, parameterCountOf } from './models/model.ts';
import type { NamedTensors } from './tensors.ts';
import { predictedClasses } from './train-step.ts';

/** How well a network does on a whole split. */
export interface Evaluation {
  /** Mean over the rows. */
  loss: number;
  metric: number;
}

/** Multiplications that one chunk may take, about: a tenth of a second on the slowest backend. */
const CHUNK_WORK = 2 ** 25;

/**
 * Measures loss and metric on a split, chunk by chunk. Chunks depend on the sizes alone, so that the figures do too.
 * @param rest called after each chunk, to let others have their turn; false: leave it at that
 * @returns null where it was left
 */
export async function evaluate(
  model: Model,
  params: NamedTensors,
  split: Split,
  { classes, metric }: { classes: number; metric: MetricName },
  rest: () => Promise<boolean>,
): Promise<Evaluation | null> {
  const chunk = Math.min(512, Math.max(64, Math.floor(CHUNK_WORK / parameterCountOf(model))));
  const predictions = new Float32Array(split.rows);
  let total = 0;
  for (let start = 0; start < split.rows; start += chunk) {
    const rows = Uint32Array.from({ length: Math.min(chunk, split.rows - start) }, (_, i) => start + i);
    const { inputs, targets } = takeBatch(split, rows, classes);
    const report = tf.tidy(() => {
      const logits = model.forward(params, inputs, false);
      return tf.concat1d([tf.reshape(crossEntropy(logits, targets), [1]), predictedClasses(logits)]);
    });
    tf.dispose([inputs, targets]);
    const [loss = Number.NaN, ...predicted] = await report.data<'float32'>();
    report.dispose();
    total += loss * rows.length;
    predictions.set(predicted, start);
    if (!(await rest())) return null;
  }
  return {
    loss: total / split.rows,
    metric: Number.isFinite(total) ? classificationMetric(metric, split.labels, predictions, classes) : Number.NaN,
  };
}
