import type { Split } from './dataset.ts';
import type { Batch, Engine } from './engines/engine.ts';
import type { Task } from './tasks/task.ts';

/** How well a network does on a whole split. */
export interface Evaluation {
  /** Mean over the rows. */
  loss: number;
  metric: number;
}

/** Rows that are judged at a time, at least: small batches would take long for nothing. */
const LEAST_CHUNK = 64;

/** How many rows are judged at a time; an engine must have room for so many. By the sizes alone, so that figures are too. */
export const chunkRows = (batchSize: number): number => Math.max(batchSize, LEAST_CHUNK);

/**
 * Measures loss and metric on a split, chunk by chunk.
 * @param chunk rows at a time
 * @param rest called after each chunk, to let others have their turn; false: leave it at that
 * @returns null where it was left
 */
export async function evaluate(
  engine: Engine,
  split: Split,
  task: Task,
  chunk: number,
  rest: () => Promise<boolean>,
): Promise<Evaluation | null> {
  const predictions = new Float32Array(split.rows);
  let total = 0;
  let batch: Batch | undefined;
  for (let start = 0; start < split.rows; start += chunk) {
    const rows = Uint32Array.from({ length: Math.min(chunk, split.rows - start) }, (_, i) => start + i);
    batch = split.take(rows, batch);
    const judged = await engine.judge(batch);
    total += judged.loss * rows.length;
    predictions.set(judged.predictions, start);
    if (!(await rest())) return null;
  }
  const loss = total / split.rows;
  return { loss, metric: task.metric({ labels: split.labels, predictions, loss }) };
}
