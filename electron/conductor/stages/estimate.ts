import type { StageEstimate } from '#shared/contract/requests.ts';
import { known } from '#shared/domain/metrics.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Project } from '#shared/domain/project.ts';
import { curveRows, evaluationCount } from '#shared/method/curves/evaluations.ts';
import { networkIfAny, sameNetwork } from '#shared/method/networks/same-network.ts';
import { batchCost } from '#shared/method/stages/batch-cost.ts';
import { stepsIn, timeFor } from '#shared/method/stages/segments.ts';
import type { Basis, HostFacts, Pace, PlanFrame, Segment } from '#shared/method/stages/stage-definition.ts';

/** What of a project decides what its trials cost. */
type Measured = Pick<Project, 'dataDigest' | 'facts' | 'command'>;

/**
 * What one trial costs, from what was measured when the same network was prepared on the same data, of a person's command when it was looked at; null:
 * it was not.
 */
export function measuredFor(
  { base, backend }: Basis,
  project: Measured,
  preparations: readonly Preparation[],
): NonNullable<HostFacts['measured']> | null {
  if (project.command) return project.command.pace ? { pace: project.command.pace, trialBytes: null } : null;
  const { steps = 1, evalEvery = null, batchSize = 1 } = base;
  const measured = preparations.findLast(
    one => one.dataDigest === project.dataDigest && one.backend === backend && costsTheSame(one.hyperparameters, base),
  )?.measured;
  if (!measured) return null;
  // What was measured is an evaluation of all rows of dev.
  const devRows = project.facts?.rows.dev ?? 1;
  const share = curveRows({ steps, evalEvery, batchSize }, devRows) / devRows;
  const pace = paceOf(measured, (share * evaluationCount({ steps, evalEvery })) / steps);
  return { pace, trialBytes: measured.memoryBytes };
}

/**
 * As `measuredFor`, and where the same network was measured only at other settings, about what those cost, by the batch size. (A plan of several
 * stages is made before it is known which batch size the later ones will have.)
 */
export function measuredNear(
  of: Basis,
  project: Measured,
  preparations: readonly Preparation[],
): NonNullable<HostFacts['measured']> | null {
  const exact = measuredFor(of, project, preparations);
  if (exact) return exact;
  const near = preparations.findLast(
    one => one.dataDigest === project.dataDigest && one.backend === of.backend && isNear(one.hyperparameters, of.base),
  );
  if (!near) return null;
  const { batchSize } = near.hyperparameters;
  const { steps = near.hyperparameters.steps, evalEvery = null } = of.base;
  const base = { ...near.hyperparameters, steps, evalEvery };
  const measured = measuredFor({ base, backend: of.backend }, project, [near]);
  if (!measured?.pace) return null;
  const cost = batchCost(of.backend, of.base.batchSize ?? batchSize, batchSize);
  return { pace: { ...measured.pace, stepMs: cost * measured.pace.stepMs }, trialBytes: measured.trialBytes };
}

const isNear = (a: PlanFrame['base'], b: PlanFrame['base']): boolean => {
  const [one, other] = [networkIfAny(a), networkIfAny(b)];
  return one !== null && other !== null && sameNetwork(one, other);
};

/** What a stage will cost. @param unpruned its work as if no trial were pruned */
export function estimateStage(
  plan: PlanFrame,
  { work, unpruned }: { work: readonly Segment[]; unpruned: readonly Segment[] },
  project: Measured,
  preparations: readonly Preparation[],
): StageEstimate {
  const planned = work.filter(({ addition }) => addition === null);
  const pace = measuredFor(plan, project, preparations)?.pace;
  const cost = (segments: readonly Segment[]) => ({
    steps: stepsIn(segments),
    ms: pace ? known(timeFor(segments, plan.parallel, pace)) : null,
  });
  // All of them begin with the first segment.
  const trials = planned[0]?.steps.length ?? 0;
  const additions = Map.groupBy(
    work.filter(({ addition }) => addition !== null),
    ({ addition }) => addition as NonNullable<Segment['addition']>,
  );
  return {
    ...cost(planned),
    trials,
    stepsFull: stepsIn(unpruned.filter(({ addition }) => addition === null)),
    mayAdd: [...additions].map(([why, segments]) => ({
      ...cost(segments),
      why,
      trials: segments.reduce((sum, segment) => sum + segment.steps.length, 0),
    })),
  };
}

/** Null where one of the times is not known. */
function paceOf({ stepMs, evaluationMs, startMs }: Preparation['measured'], evaluationsPerStep: number): Pace | null {
  if (stepMs === null || evaluationMs === null || startMs === null) return null;
  return { stepMs: stepMs + evaluationsPerStep * evaluationMs, startMs };
}

/** Whether a step of both takes as long: everything but how many there are, and what only decides their numbers. */
function costsTheSame(a: PlanFrame['base'], b: PlanFrame['base']): boolean {
  const cost = ({
    steps,
    evalEvery,
    seed,
    momentum,
    weightDecay,
    learningRate,
    schedule,
    ...rest
  }: PlanFrame['base']) => JSON.stringify(rest);
  return cost(a) === cost(b);
}
