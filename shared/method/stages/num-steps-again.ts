import type { NumStepsAgain } from '../../domain/answer.ts';
import type { DatasetFacts } from '../../domain/dataset.ts';
import { numStepsOnDev } from '../curves/dev-convergence.ts';
import { metricBestOf } from '../curves/evaluations.ts';
import type { TrialRecord } from './stage-definition.ts';

/**
 * num_steps once more, by the same rule as L5, from the curves of what was chosen [S5, R1], in steps, epochs and examples.
 * @param accepted what it was before
 * @param trials of what was chosen, from one seed or several
 */
export function numStepsAgain(
  accepted: { steps: number; batchSize: number },
  trials: readonly TrialRecord[],
  facts: DatasetFacts | null,
): NumStepsAgain {
  const trainRows = facts?.rows.train ?? null;
  const lengthOf = (steps: number, batchSize: number) => ({
    steps,
    epochs: trainRows && (steps * batchSize) / trainRows,
    examples: steps * batchSize,
  });
  const from = lengthOf(accepted.steps, accepted.batchSize);
  const evaluated = trials.flatMap(({ trial, dev, rows }) =>
    dev && dev.count > 0
      ? [
          {
            ...{ steps: dev.steps, losses: dev.losses, metrics: dev.metrics, metric: trial.metric, rows },
            metricBestAt: metricBestOf(rows)?.at ?? null,
          },
        ]
      : [],
  );
  const { batchSize = accepted.batchSize } = trials[0]?.trial.hyperparameters ?? {};
  const none = { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null, moves: null };
  const found = evaluated.length
    ? numStepsOnDev(evaluated, { batchSize, trainRows, devRows: facts?.rows.dev ?? null })
    : none;
  return { ...found, from, to: found.value === null ? null : lengthOf(found.value, batchSize) };
}
