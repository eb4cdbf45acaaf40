import { Refusal } from '../../../contract/refusal.ts';
import type { FinalPlan } from '../../../domain/final-runs.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import type { Action, StageRecord, TrialPoint, TrialRecord } from '../stage-definition.ts';
import { armOf, isOver, pointsOf } from './runs.ts';

/**
 * What follows on final runs: all points at once, and where every one of them has come to its end, the test rows are read, once for all of them.
 * Nothing is read while a run may still go on: it would be read twice.
 */
export function next(plan: FinalPlan, record: StageRecord): Action[] {
  const { trials, resume } = record;
  const there = new Set(trials.map(({ point }) => point.key));
  const missing = pointsOf(plan).filter(({ key }) => !there.has(key));
  const again = inOrder(trials).filter(({ trial }) => RESUMABLE.has(trial.status) && resume.has(trial.id));
  return [
    ...missing.map((point): Action => ({ do: 'start', point, until: null })),
    ...again.map(({ trial }): Action => ({ do: 'resume', trialId: trial.id, until: null })),
    ...unread(plan, record).map(({ trial }): Action => ({ do: 'readTest', trialId: trial.id })),
  ];
}

/** Trials whose test rows are to be read, now that all runs have ended; where none of the chosen configuration came to its end, there is nothing to read for. */
export function unread(plan: FinalPlan, { trials, test }: StageRecord): TrialRecord[] {
  if (!plan.readsTest || !isDone(plan, trials)) return [];
  const finished = inOrder(trials).filter(({ trial }) => trial.status === 'finished');
  const hasChosen = finished.some(({ point }) => armOf(point) === 'chosen');
  return hasChosen ? finished.filter(({ trial }) => !test?.evaluations.has(trial.id)) : [];
}

/** Whether every planned run has come to its end. */
export function isDone(plan: FinalPlan, trials: readonly TrialRecord[]): boolean {
  const over = new Set(trials.filter(isOver).map(({ point }) => point.key));
  return pointsOf(plan).every(({ key }) => over.has(key));
}

const inOrder = (trials: readonly TrialRecord[]): TrialRecord[] =>
  [...trials].sort((a, b) => a.trial.position - b.trial.position);

/** @throws Refusal always: what is compared here was fixed before the first run */
export function addPoint(): TrialPoint {
  throw new Refusal('error.final.points');
}
