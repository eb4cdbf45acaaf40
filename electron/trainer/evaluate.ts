import * as tf from '@tensorflow/tfjs-core';
import { takeBatch } from './batch.ts';
import type { Split } from './dataset.ts';
import { type Model, parameterCountOf } from './models/model.ts';
import type { Task } from './tasks/task.ts';
import type { NamedTensors } from './tensors.ts';

/** How well a network does on a whole split. */
export interface Evaluation {
  /** Mean over the rows. */
  loss: number;
  metric: number;
}

/** Multiplications that one chunk may take, about: a tenth of a second on the slowest backend. */
const CHUNK_WORK = 2 ** 25;
/** Numbers that one chunk's inputs may be: 16 MiB. */
const CHUNK_INPUTS = 2 ** 22;

/**
 * Measures loss and metric on a split, chunk by chunk. Chunks depend on the sizes alone, so that the figures do too.
 * @param rest called after each chunk, to let others have their turn; false: leave it at that
 * @returns null where it was left
 */
export async function evaluate(
  model: Model,
  params: NamedTensors,
  split: Split,
  task: Task,
  rest: () => Promise<boolean>,
): Promise<Evaluation | null> {
  const fitting = Math.max(1, Math.floor(CHUNK_INPUTS / split.width));
  const chunk = Math.min(512, fitting, Math.max(64, Math.floor(CHUNK_WORK / parameterCountOf(model))));
  const predictions: number[] = [];
  let total = 0;
  for (let start = 0; start < split.rows; start += chunk) {
    const rows = Uint32Array.from({ length: Math.min(chunk, split.rows - start) }, (_, i) => start + i);
    const { inputs, targets } = takeBatch(split, rows, task);
    const report = tf.tidy(() => {
      const outputs = model.forward(params, inputs, false);
      return tf.concat1d([tf.reshape(task.loss(outputs, targets), [1]), task.predictions(outputs)]);
    });
    tf.dispose([inputs, targets]);
    const [loss = Number.NaN, ...predicted] = await report.data<'float32'>();
    report.dispose();
    total += loss * rows.length;
    predictions.push(...predicted);
    if (!(await rest())) return null;
  }
  const loss = total / split.rows;
  return { loss, metric: task.metric({ labels: Array.from(split.labels), predictions, loss }) };
}
