import type { LadderEstimate } from '#shared/contract/requests.ts';
import { known } from '#shared/domain/metrics.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Project, StagePlan } from '#shared/domain/project.ts';
import { mayAdd } from '#shared/method/ladder-moves.ts';
import {
  type Pace,
  type Stretch,
  stepsOf,
  stretchesAdded,
  stretchesLeft,
  timeFor,
} from '#shared/method/ladder-time.ts';

/** What a ladder will cost, from what a step took when the same network was prepared on the same data. */
export function estimateLadder(
  plan: StagePlan,
  project: Pick<Project, 'dataDigest'>,
  preparations: readonly Preparation[],
): LadderEstimate {
  const left = stretchesLeft(
    plan,
    Array.from(plan.rates, () => 0),
  );
  const { steps, evalEvery } = plan.base;
  const measured = preparations.findLast(
    ({ hyperparameters, backend, dataDigest }) =>
      dataDigest === project.dataDigest && backend === plan.backend && costsTheSame(hyperparameters, plan.base),
  )?.measured;
  const evaluations = Math.ceil(steps / evalEvery) + 1;
  const pace = measured && paceOf(measured, evaluations / steps);
  const cost = (stretches: readonly Stretch[]) => ({
    steps: stepsOf(stretches),
    ms: pace ? known(timeFor(stretches, plan.parallel, pace)) : null,
  });
  return {
    ...cost(left),
    trials: plan.rates.length,
    stepsFull: steps * plan.rates.length,
    mayAdd: mayAdd(plan).map(added => ({
      ...cost(stretchesAdded(added, steps)),
      why: added.why,
      trials: added.rungs,
    })),
  };
}

/** Null where one of the times is not known. */
function paceOf({ stepMs, evaluationMs, startMs }: Preparation['measured'], evaluationsPerStep: number): Pace | null {
  if (stepMs === null || evaluationMs === null || startMs === null) return null;
  return { stepMs: stepMs + evaluationsPerStep * evaluationMs, startMs };
}

/** Whether a step of both takes as long: everything but how many there are, and what only decides their numbers. */
function costsTheSame(a: StagePlan['base'], b: StagePlan['base']): boolean {
  const cost = ({ steps, evalEvery, seed, momentum, weightDecay, ...rest }: StagePlan['base']) => JSON.stringify(rest);
  return cost(a) === cost(b);
}
