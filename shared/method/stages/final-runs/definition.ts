import { Refusal } from '../../../contract/refusal.ts';
import { FinalAnswer, FinalChoice, FinalPlan } from '../../../domain/final-runs.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { addPoint, next } from './next.ts';
import { plan } from './plan.ts';
import { recommend } from './recommend.ts';
import { stepCost, workload } from './workload.ts';

/** Stage 5: how what was chosen does beside the default, from seeds that chose nothing, on dev and, read once, on test [R2]. */
export const finalRuns: StageDefinition<'finalRuns', FinalChoice, FinalPlan, FinalAnswer> = {
  kind: 'finalRuns',
  Choice: FinalChoice,
  Plan: FinalPlan,
  Detail: FinalAnswer,
  // What later stages set counts too, where it was accepted.
  needs: ['learningRate'],
  plan,
  next,
  addPoint,
  // How long it trains belongs to the learning rate's decision.
  longer: () => {
    throw new Refusal('error.stage.longer');
  },
  recommend,
  readsTest: true,
  stepCost,
  workload,
};
