import { Refusal } from '../../../contract/refusal.ts';
import { DecayAnswer, DecayChoice, DecayPlan } from '../../../domain/decay.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { addPoint, branches, next, withPoint } from './next.ts';
import { plan } from './plan.ts';
import { recommend } from './recommend.ts';
import { workload } from './workload.ts';

/** Stage 3: whether the learning rate should decay, and how, by paired runs [D1–D9]. */
export const decay: StageDefinition<'decay', DecayChoice, DecayPlan, DecayAnswer> = {
  kind: 'decay',
  Choice: DecayChoice,
  Plan: DecayPlan,
  Detail: DecayAnswer,
  // What stage 2 set counts too, where it was accepted.
  needs: ['learningRate'],
  plan,
  next,
  addPoint,
  // How long it trains belongs to the learning rate's decision.
  longer: () => {
    throw new Refusal('error.stage.longer');
  },
  withPoint,
  recommend,
  branches,
  workload,
};
