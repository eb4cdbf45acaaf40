import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '../../../../domain/batch-momentum.ts';
import type { Evidence } from '../../../../domain/evidence.ts';
import type { Quantity } from '../../../../domain/reason.ts';
import { RESUMABLE } from '../../../../domain/trial.ts';
import { count, evidence, say } from '../../quantities.ts';
import type { TrialRecord } from '../../stage-definition.ts';
import { hitsMemory, memoryBound } from '../memory-bound.ts';
import { namesOf, type Seen } from './words.ts';

/* What was searched, and what of it was not, or did not come to its end. */

export const adam = ({ accepted, command }: BatchMomentumPlan): Evidence | null =>
  accepted.optimizer === 'adam' && !command
    ? evidence('S3', 'good', say('batch.evidence.adam'), say('batch.evidence.adamOnly'))
    : null;

/** What a command doesn't take stays as it is. */
export function fixed({ command, accepted }: BatchMomentumPlan): Evidence | null {
  if (command?.fixed.includes('momentum'))
    return evidence('S1', 'good', say('batch.evidence.fixed'), say('batch.evidence.fixedMomentum'));
  if (command?.fixed.includes('batchSize'))
    return evidence(
      'S1',
      'good',
      say('batch.evidence.fixed'),
      say('batch.evidence.fixedBatch', { size: count(accepted.batchSize) }),
    );
  return null;
}

/** A random search saw some of the grid. */
export function coverage(
  { search, points, costs }: BatchMomentumPlan,
  { open: left }: BatchMomentumAnswer,
): Evidence | null {
  if (search === 'grid') return null;
  const values = { count: points.length, all: costs.grid.trials };
  return evidence(
    'S2',
    left > 0 ? 'wait' : 'good',
    say('batch.evidence.random'),
    say('batch.evidence.randomOf', values),
  );
}

export function leftOut({ leftOut: out }: BatchMomentumPlan): Evidence | null {
  if (out.length === 0) return null;
  const sizes: Quantity = { as: 'names', values: out.map(({ batchSize }) => String(batchSize)) };
  const key = out.some(({ why }) => why === 'memory') ? 'batch.evidence.leftOutMemory' : 'batch.evidence.leftOutRows';
  return evidence('S2', 'good', say('batch.evidence.leftOut'), say(key, { sizes }));
}

/** Where memory ran out, the batch sizes end. */
export function memory(plan: BatchMomentumPlan, trials: readonly TrialRecord[]): Evidence | null {
  const bound = memoryBound(plan, trials);
  if (bound === null) return null;
  const ran = trials.filter(one => hitsMemory(plan, one)).map(({ trial }) => trial.hyperparameters.batchSize);
  const values = { size: count(Math.min(...ran)), from: count(bound) };
  return evidence('S2', 'warn', say('batch.evidence.memory'), say('batch.evidence.memoryFrom', values));
}

/** What the early stop of points that can't win has spared. */
export function pruning(searched: BatchMomentumPoint[], seen: Seen): Evidence | null {
  const pruned = searched.filter(({ status }) => status === 'pruned');
  if (pruned.length === 0) return null;
  const spared = pruned.reduce((sum, one) => sum + one.examplesFull - one.examples, 0);
  const full = searched.reduce((sum, one) => sum + one.examplesFull, 0);
  const values = { count: pruned.length, spared: seen(spared), full: seen(full) };
  return evidence('prune', 'good', say('evidence.pruned'), say('batch.evidence.prunedSpared', values));
}

export function open({ open: left, probes }: BatchMomentumAnswer, searched: BatchMomentumPoint[]): Evidence | null {
  if (probes.open > 0 && searched.length === 0)
    return evidence(
      'S6',
      'wait',
      say('batch.evidence.probing'),
      say('batch.evidence.probingOf', { count: probes.open, all: probes.planned }),
    );
  if (left === 0) return null;
  return evidence('S2', 'wait', say('evidence.uncertain'), say('batch.evidence.open', { count: left }));
}

export function unfinished(
  plan: BatchMomentumPlan,
  trials: readonly TrialRecord[],
  points: BatchMomentumPoint[],
): Evidence | null {
  const isBound = (id: string) => trials.some(one => one.trial.id === id && hitsMemory(plan, one));
  const cut = points.filter(({ status, trialId }) => RESUMABLE.has(status) && !isBound(trialId));
  if (cut.length === 0) return null;
  return evidence(
    'S2',
    'warn',
    say('evidence.unfinished'),
    say('batch.evidence.unfinishedPoints', { points: namesOf(cut) }),
  );
}

export function diverged(searched: BatchMomentumPoint[]): Evidence | null {
  const out = searched.filter(({ status }) => status === 'diverged');
  if (out.length === 0) return null;
  return evidence(
    'L8',
    'bad',
    say('evidence.diverged'),
    say('batch.evidence.divergedPoints', { points: namesOf(out) }),
  );
}
