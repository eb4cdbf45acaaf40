import type { StageView } from '#shared/contract/requests.ts';
import { LadderAnswer } from '#shared/domain/answer.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
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
    answer: ladderAnswerOf(recommendation) ?? noCandidates(state),
    decision,
    projectDecision,
    parameterCount: first && facts ? parameterCountFor(first.trial.hyperparameters, facts) : null,
    remainingMs,
    stepsPerSecond,
    savedAt,
  };
}

/** What a ladder's results tell beside; null: they are none of a ladder. */
export const ladderAnswerOf = ({ detail }: StageRecommendation): LadderAnswer | null =>
  LadderAnswer.safeParse(detail).data ?? null;

/** A trial with what is to be said of its curve. */
const told = ({ trial, damagedFrom: from }: TrialRecord): Trial =>
  from === null ? trial : { ...trial, note: { key: 'note.curve.damaged', values: { from } } };

/** What a ladder tells of its course, of a stage that is none. */
function noCandidates({ definition, plan, record, open }: StageState): LadderAnswer {
  const stepsUsed = record.trials.reduce((sum, { curve }) => sum + (curve?.count ?? 0), 0);
  const left = stepsIn(definition.workload(plan, record));
  return {
    candidates: [],
    best: null,
    threshold: null,
    by: 'train',
    assumed: false,
    beatsBaseline: null,
    numSteps: { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null, moves: null },
    atEdge: null,
    tied: [],
    open: open.length,
    done: stepsUsed + left === 0 ? 0 : stepsUsed / (stepsUsed + left),
    extended: [],
    refined: [],
    pruned: [],
    stepsUsed,
    stepsFull: stepsUsed + left,
  };
}
