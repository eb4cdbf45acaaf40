import { Refusal } from '../../../contract/refusal.ts';
import { RegularisationAnswer, RegularisationChoice, RegularisationPlan } from '../../../domain/regularisation.ts';
import { isConstant } from '../../../domain/schedule.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { acceptedSchedule } from './course.ts';
import { addPoint, next, withPoint } from './next.ts';
import { plan } from './plan.ts';
import { NONE, samePoint } from './points.ts';
import { recommend } from './recommend.ts';
import { workload } from './workload.ts';

/** Stage 4: whether weight decay and dropout pay, and how much of them [R1]. */
export const regularisation: StageDefinition<
  'regularisation',
  RegularisationChoice,
  RegularisationPlan,
  RegularisationAnswer
> = {
  kind: 'regularisation',
  Choice: RegularisationChoice,
  Plan: RegularisationPlan,
  Detail: RegularisationAnswer,
  // What stage 2 set counts too, where it was accepted. To do without a decay is an answer of stage 3.
  needs: ['learningRate', 'decay'],
  plan,
  next,
  addPoint,
  longer,
  withPoint,
  recommend,
  workload,
  // num_steps is looked at once more.
  costliest: ({ base: { steps } }) => ({ steps }),
};

/** The same points with other steps. */
function longer(of: RegularisationPlan, steps: number): RegularisationChoice {
  if (!isConstant(acceptedSchedule(of))) throw new Refusal('error.stage.longer');
  const { searchSeed, seeds, decayAgain, backend, parallel } = of;
  const points = of.points.filter(point => !samePoint(point, NONE));
  return { points, searchSeed, seeds: seeds.length, decayAgain, backend, parallel, steps };
}
