import type { BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { Reason } from '../../../domain/reason.ts';
import type { TrialRecord } from '../stage-definition.ts';

/** That memory ran out, as a run or the system said. */
const SHORT: ReadonlySet<Reason['key']> = new Set([
  'reason.command.memory',
  'reason.command.killed',
  'reason.failed.memory',
  'reason.failed.killed',
]);

/** What just fits once may not the next time: batch sizes so near to one that did not are left out, too. */
const MARGIN = 0.9;

/**
 * Whether a trial ran out of memory at a larger batch size than the accepted one: no failure, but where the batch sizes end. At the accepted one, or a
 * smaller one, it is a failure, since that is no matter of the batch size.
 */
export const hitsMemory = (
  { accepted }: Pick<BatchMomentumPlan, 'accepted'>,
  { trial }: Pick<TrialRecord, 'trial'>,
): boolean =>
  trial.status === 'failed' &&
  trial.reason !== null &&
  SHORT.has(trial.reason.key) &&
  trial.hyperparameters.batchSize > accepted.batchSize;

/** From this batch size on memory doesn't hold, by what ran; null: nothing ran out of it. */
export function memoryBound(plan: Pick<BatchMomentumPlan, 'accepted'>, trials: readonly TrialRecord[]): number | null {
  const sizes = trials.filter(one => hitsMemory(plan, one)).map(({ trial }) => trial.hyperparameters.batchSize);
  if (sizes.length === 0) return null;
  return Math.max(plan.accepted.batchSize + 1, Math.ceil(MARGIN * Math.min(...sizes)));
}
