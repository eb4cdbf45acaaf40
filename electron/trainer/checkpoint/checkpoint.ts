import type { DivergenceState } from '#shared/method/curves/divergence.ts';
import type { EvaluatedBatch } from '#shared/method/metrics/classification-metric.ts';
import type { BatchesState } from '../batches.ts';
import type { EvaluationsState } from '../dev-evaluations.ts';
import type { EngineState } from '../engines/engine.ts';

/**
 * Everything that a trial's further course depends on, as it is before the evaluation and the update of `step`. The data,
 * the hyperparameters and the backend don't stand in it: they are the trial's own and must be the same.
 */
export interface Checkpoint {
  step: number;
  /** Trained so far. */
  seconds: number;
  engine: EngineState;
  /** Where the order of the data stands. */
  order: BatchesState;
  /** What the next step's metric is pooled with [M1]. */
  recent: readonly EvaluatedBatch[];
  /** Null: no step was done yet. */
  divergence: DivergenceState | null;
  /** What the evaluations before `step` left: the weights of the best one, and of the last, which may yet become it. */
  evaluations: EvaluationsState;
}
