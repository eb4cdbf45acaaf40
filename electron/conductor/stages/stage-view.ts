import type { StageView } from '#shared/contract/requests.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import type { TrialRecord } from '#shared/method/stages/stage-definition.ts';
import type { StageState } from './stage-state.ts';

/** Everything small about a stage, as the interfaces are told. */
export function viewOf(state: StageState): StageView {
  const { project, stage, recommendation, decision, projectDecision, remainingMs, stepsPerSecond, savedAt } = state;
  const { trials, facts } = state.record;
  const [first] = trials;
  return {
    project,
    stage,
    trials: trials.map(told),
    recommendation,
    progress: state.progress,
    decision,
    projectDecision,
    parameterCount: first && facts ? parameterCountFor(first.trial.hyperparameters, facts) : null,
    remainingMs,
    stepsPerSecond,
    savedAt,
  };
}

/** A trial with what is to be said of its curve. */
const told = ({ trial, damagedFrom: from }: TrialRecord): Trial =>
  from === null ? trial : { ...trial, note: { key: 'note.curve.damaged', values: { from } } };
