import { Refusal } from '../../../contract/refusal.ts';
import { BatchMomentumAnswer, BatchMomentumChoice, BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { addPoint, marks, next } from './next.ts';
import { plan } from './plan.ts';
import { recommend } from './recommend.ts';
import { costliest, mostWork, stepCost, workload } from './workload.ts';

/** Stage 2: batch size and momentum, tuned together [S1–S7]. */
export const batchMomentum: StageDefinition<
  'batchMomentum',
  BatchMomentumChoice,
  BatchMomentumPlan,
  BatchMomentumAnswer
> = {
  kind: 'batchMomentum',
  Choice: BatchMomentumChoice,
  Plan: BatchMomentumPlan,
  Detail: BatchMomentumAnswer,
  needs: ['learningRate'],
  plan,
  next,
  addPoint,
  // All points see as many examples: one that saw more would look better by that alone [S7].
  longer: () => {
    throw new Refusal('error.stage.longer');
  },
  recommend,
  marks,
  stepCost,
  workload,
  mostWork,
  costliest,
};
