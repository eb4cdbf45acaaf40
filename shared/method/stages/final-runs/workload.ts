import type { FinalPlan } from '../../../domain/final-runs.ts';
import { ENDED } from '../../../domain/trial.ts';
import { batchCost } from '../batch-cost.ts';
import type { Segment, StageRecord, TrialPoint } from '../stage-definition.ts';
import { pointsOf } from './runs.ts';

/** What a step of a point costs over one of the chosen configuration: by its batch size. */
export function stepCost({ base, backend }: FinalPlan, { set }: Pick<TrialPoint, 'set'>): number {
  const { batchSize = 1 } = base;
  return batchCost(backend, set.batchSize ?? batchSize, batchSize);
}

/** What is left of final runs: the runs that still train, and those that are due. To read the test rows takes no steps. */
export function workload(plan: FinalPlan, { trials }: StageRecord): Segment[] {
  const { steps = 0 } = plan.base;
  const byKey = new Map(trials.map(one => [one.point.key, one]));
  const left = pointsOf(plan).flatMap(point => {
    const one = byKey.get(point.key);
    if (one && ENDED.has(one.trial.status)) return [];
    return [{ steps: steps - (one?.curve?.count ?? 0), cost: stepCost(plan, point) }];
  });
  if (left.length === 0) return [];
  const longestFirst = left.sort((a, b) => b.steps * b.cost - a.steps * a.cost);
  const [of, costs] = [longestFirst.map(one => one.steps), longestFirst.map(one => one.cost)];
  return [{ steps: of, costs, addition: null }];
}
