import { allRows } from '#shared/method/curves/dev-rows.ts';
import type { Split } from './dataset.ts';
import type { Batch, Engine } from './engines/engine.ts';
import type { Task } from './tasks/task.ts';

/** How well a network does on rows of a split. */
export interface Evaluation {
  /** Mean over the rows. */
  loss: number;
  metric: number;
}

/** What is known of each row of a split, by its number; NaN: it was not evaluated. */
export interface RowResults {
  losses: Float32Array;
  /** As the network gives them: class numbers, or standardised targets. */
  predictions: Float32Array;
}

/** Rows that are evaluated at a time, at least: small batches would take long for nothing. */
const LEAST_CHUNK = 64;

/** How many rows are evaluated at a time; an engine must have room for so many. By the sizes alone, so that figures are too. */
export const chunkRows = (batchSize: number): number => Math.max(batchSize, LEAST_CHUNK);

/** What is evaluated, and what of it is kept. */
export interface EvaluationOptions {
  /** Rows at a time. */
  chunk: number;
  /** Called after each chunk, to let others have their turn; false: leave it at that. */
  rest: () => Promise<boolean>;
  /** Of the split, ascending; left out: all of them. */
  rows?: Uint32Array;
  /** Takes what is known of each row; left out: that is not asked for. */
  byRow?: RowResults;
}

/**
 * Measures loss and metric on a split, chunk by chunk.
 * @returns null where it was left
 */
export async function evaluate(
  engine: Engine,
  split: Split,
  task: Task,
  { chunk, rest, rows = allRows(split.rows), byRow }: EvaluationOptions,
): Promise<Evaluation | null> {
  const predictions = new Float32Array(rows.length);
  let total = 0;
  let batch: Batch | undefined;
  for (let start = 0; start < rows.length; start += chunk) {
    const numbers = rows.subarray(start, start + chunk);
    batch = split.take(numbers, batch);
    const figures = await engine.evaluate(batch, byRow !== undefined);
    total += figures.loss * numbers.length;
    predictions.set(figures.predictions, start);
    if (byRow)
      for (const [i, row] of numbers.entries()) {
        byRow.losses[row] = figures.rowLosses[i] as number;
        byRow.predictions[row] = predictions[start + i] as number;
      }
    if (!(await rest())) return null;
  }
  const loss = total / rows.length;
  const labels =
    rows.length === split.rows ? split.labels : Float32Array.from(rows, row => split.labels[row] as number);
  return { loss, metric: task.metric({ labels, predictions, loss }) };
}

/** Room for what is known of each row of a split. */
export const emptyRowResults = ({ rows }: Pick<Split, 'rows'>): RowResults => ({
  losses: new Float32Array(rows).fill(Number.NaN),
  predictions: new Float32Array(rows).fill(Number.NaN),
});
