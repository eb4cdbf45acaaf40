import type { EvaluatedBatch } from '#shared/method/metrics/classification-metric.ts';
import type { Trainee } from '../engines/engine.ts';

/** What a network is trained for: which loss goes down, and which metric tells how well. */
export interface Task {
  loss: Trainee['loss'];
  /** The metric on a whole split. Not finite where the loss isn't. */
  metric(predicted: Predicted): number;
  /**
   * The metric of a step [M1], and what the next step's needs of this one.
   * @param recent what the step before gave; [] before the first
   * @param predicted is not kept, since its memory may be used again
   */
  batchMetric(
    recent: readonly EvaluatedBatch[],
    predicted: Predicted,
  ): { metric: number; recent: readonly EvaluatedBatch[] };
}

/** Rows and how the network did on them. */
export interface Predicted {
  /** Class numbers, or standardised targets, `[rows]` each. */
  labels: ArrayLike<number>;
  predictions: ArrayLike<number>;
  loss: number;
}
