// Until the core runs stages by their definitions.
import type { LadderAnswer } from '../domain/answer.ts';
import type { DatasetFacts } from '../domain/dataset.ts';
import type { StagePlan } from '../domain/project.ts';
import { pointInPlan } from './stages/learning-rate/plan.ts';
import { answerOf } from './stages/learning-rate/recommend.ts';
import type { StageRecord, TrialRecord } from './stages/stage-definition.ts';

export { isDamaged } from './stages/learning-rate/ranking.ts';

/** A trial with its curve so far; the curve is null before the first point. */
export type TrialWithCurve = Omit<TrialRecord, 'point'>;

/** What is known of a ladder whose plan keeps what was added to it. */
export const recordOf = (plan: StagePlan, members: readonly TrialWithCurve[]): StageRecord => ({
  trials: members.map(one => ({ ...one, point: pointInPlan(plan, one.trial.hyperparameters.learningRate) })),
  resume: new Set(),
  facts: null,
  probe: null,
});

/** @param trainRows rows of the train split; null where that is not known any more. */
export const rankLadder = (
  members: readonly TrialWithCurve[],
  trainRows: number | null,
  plan: StagePlan,
): LadderAnswer => {
  const facts = trainRows === null ? null : ({ rows: { train: trainRows } } as unknown as DatasetFacts);
  return answerOf(plan, { ...recordOf(plan, members), facts });
};
