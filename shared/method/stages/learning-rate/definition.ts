import { Refusal } from '../../../contract/refusal.ts';
import { LadderAnswer } from '../../../domain/answer.ts';
import { LadderChoice, StagePlan } from '../../../domain/project.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { addPoint, next, rungsOfPlan } from './next.ts';
import { plan, withPoint } from './plan.ts';
import { recommend } from './recommend.ts';
import { workload } from './workload.ts';

type Ladder<Kind extends string> = StageDefinition<Kind, LadderChoice, StagePlan, LadderAnswer>;

/** Stage 1: learning rate and num_steps, by a ladder of learning rates [L1–L8]. */
export const learningRate: Ladder<'learningRate'> = {
  kind: 'learningRate',
  Choice: LadderChoice,
  Plan: StagePlan,
  Detail: LadderAnswer,
  needs: [],
  plan,
  next,
  addPoint,
  withPoint,
  recommend,
  marks: plan => rungsOfPlan(plan).map(({ step }) => step),
  workload,
  // Which rate it is changes no step's cost.
  costliest: ({ base: { steps }, rates }) => ({ learningRate: Math.max(...rates), steps }),
};

/** One trial as a stage of its own: a ladder of its one rate, to which nothing is added. Its plan refuses a choice of none or of several. */
export const singleTrial: Ladder<'trial'> = {
  ...learningRate,
  kind: 'trial',
  plan: input => {
    const count = input.choice.rates?.length ?? 0;
    if (count !== 1) throw new Refusal('error.trial.oneRate', { count });
    const alone = { prune: false, extend: false, refine: false, secondSeed: false };
    return plan({ ...input, choice: { ...input.choice, ...alone } });
  },
};
