import type { FinalPlan } from '../../../domain/final-runs.ts';
import { ENDED } from '../../../domain/trial.ts';
import { batchCost } from '../batch-cost.ts';
import { onFold, type Segment, type StageRecord, type TrialPoint } from '../stage-definition.ts';
import { foldPoints } from './folds.ts';
import { isDone } from './next.ts';
import { ARMS, pointFor, pointsOf, settingsOf } from './runs.ts';

/** What a step of a point costs over one of the chosen configuration: by its batch size. */
export function stepCost({ base, backend }: FinalPlan, { set }: Pick<TrialPoint, 'set'>): number {
  const { batchSize = 1 } = base;
  return batchCost(backend, set.batchSize ?? batchSize, batchSize);
}

/** What is left of final runs: the runs that still train, and those that are due. To read the test rows takes no steps. */
export function workload(plan: FinalPlan, record: StageRecord): Segment[] {
  return [...segment(plan, record, pointsOf(plan)), ...segment(plan, record, foldsDue(plan, record))];
}

/** The folds that follow; until the runs have ended, each is taken to need all steps. */
const foldsDue = (plan: FinalPlan, record: StageRecord): TrialPoint[] =>
  ARMS.flatMap(arm => {
    const set = settingsOf(plan, arm);
    if (isDone(plan, record.trials)) return foldPoints(plan, record, arm);
    return set === null ? [] : Array.from({ length: plan.folds }, (_, fold) => onFold(pointFor(set, 0), fold));
  });

function segment(plan: FinalPlan, { trials }: StageRecord, points: readonly TrialPoint[]): Segment[] {
  const byKey = new Map(trials.map(one => [one.point.key, one]));
  const left = points.flatMap(point => {
    const one = byKey.get(point.key);
    if (one && ENDED.has(one.trial.status)) return [];
    const { steps = plan.base.steps ?? 0 } = point.set;
    return [{ steps: steps - (one?.curve?.count ?? 0), cost: stepCost(plan, point) }];
  });
  if (left.length === 0) return [];
  const longestFirst = left.sort((a, b) => b.steps * b.cost - a.steps * a.cost);
  const [of, costs] = [longestFirst.map(one => one.steps), longestFirst.map(one => one.cost)];
  return [{ steps: of, costs, addition: null }];
}
