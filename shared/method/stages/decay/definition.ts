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
  // A schedule is made for its T: with more steps it is another one, and no half of a pair any more.
  longer: () => {
    throw new Refusal('error.decay.longer');
  },
  withPoint,
  recommend,
  branches,
  workload,
};
