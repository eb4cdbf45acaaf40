import type { StageProgress } from '../../domain/stage-progress.ts';
import { ENDED, type TrialStatus } from '../../domain/trial.ts';
import { stepsIn } from './segments.ts';
import type { PlanFrame, Segment, StageRecord } from './stage-definition.ts';

/** States of trials that ended by themselves, and so have nothing left to do, however early that was. */
const COMPLETE: ReadonlySet<TrialStatus> = new Set(['finished', 'diverged', 'pruned', 'failed']);

/**
 * How far a stage has come, by what its kind says is left to do. A trial that was cut off has its steps left as one that still trains.
 * @param stage its rules, as far as they say what is left
 */
export function progressOf<Plan extends PlanFrame>(
  stage: { workload(plan: Plan, record: StageRecord): readonly Segment[] },
  plan: Plan,
  record: StageRecord,
): StageProgress {
  const { trials } = record;
  const stepsOf = Object.fromEntries(trials.map(({ trial, curve }) => [trial.id, curve?.count ?? 0]));
  const stepsUsed = Object.values(stepsOf).reduce((sum, steps) => sum + steps, 0);
  const left = stepsIn(stage.workload(plan, { ...record, trials: trials.map(asIfOpen) }));
  return {
    open: trials.filter(({ trial }) => !ENDED.has(trial.status)).length,
    done: stepsUsed + left === 0 ? 0 : stepsUsed / (stepsUsed + left),
    stepsUsed,
    stepsFull: trials.reduce((sum, { trial }) => sum + trial.hyperparameters.steps, 0),
    stepsOf,
  };
}

const asIfOpen = (one: StageRecord['trials'][number]): StageRecord['trials'][number] =>
  COMPLETE.has(one.trial.status) ? one : { ...one, trial: { ...one.trial, status: 'queued' } };
