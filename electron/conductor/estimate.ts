import type { LadderEstimate } from '#shared/contract/requests.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Project, StagePlan } from '#shared/domain/project.ts';
import { mayAdd } from '#shared/method/ladder-moves.ts';
import { type Stretch, stepsOf, stretchesAdded, stretchesLeft, timeFor } from '#shared/method/ladder-time.ts';

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
  const pace = measured && {
    stepMs: measured.stepMs + (evaluations * measured.evaluationMs) / steps,
    startMs: measured.startMs,
  };
  const cost = (stretches: readonly Stretch[]) => ({
    steps: stepsOf(stretches),
    ms: pace ? timeFor(stretches, plan.parallel, pace) : null,
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

/** Whether a step of both takes as long: everything but how many there are, and what only decides their numbers. */
function costsTheSame(a: StagePlan['base'], b: StagePlan['base']): boolean {
  const cost = ({ steps, evalEvery, seed, momentum, weightDecay, ...rest }: StagePlan['base']) => JSON.stringify(rest);
  return cost(a) === cost(b);
}
