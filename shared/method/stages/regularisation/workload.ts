import type { RegularisationPlan } from '../../../domain/regularisation.ts';
import { ENDED } from '../../../domain/trial.ts';
import type { Segment, StageRecord } from '../stage-definition.ts';
import { CONTENDERS, courseOf } from './course.ts';
import { pointsOf } from './next.ts';

/**
 * What is left of a regularisation stage: the runs that still train, those that are due, and those that mostly follow; before it begins what the
 * search costs, and what may come on top: the contenders once more, their verdict in pairs, and where it gains the look at decay.
 */
export function workload(plan: RegularisationPlan, { trials }: StageRecord): Segment[] {
  const { steps = 0 } = plan.base;
  const runs = (count: number, addition: Segment['addition']): Segment[] =>
    count === 0 ? [] : [{ steps: Array.from({ length: count }, () => steps), addition }];
  const { length: pairs } = plan.seeds;
  if (trials.length === 0)
    return [
      ...runs(plan.points.length, null),
      ...runs(secondRuns(plan), 'refined'),
      ...runs(2 * pairs, 'repeated'),
      ...runs(plan.decayAgain ? pairs : 0, 'extended'),
    ];
  const open = trials.filter(({ trial }) => !ENDED.has(trial.status));
  const left = open.map(({ trial, curve }) => trial.hyperparameters.steps - (curve?.count ?? 0));
  const there = new Set(trials.map(({ point }) => point.key));
  const course = courseOf(plan, trials);
  const missing = pointsOf(plan, course).filter(({ key }) => !there.has(key)).length;
  const isSearched = course.chosen !== null || course.verdict !== null;
  const isAhead = open.length + missing > 0 && !isSearched;
  return [
    ...(left.length > 0 ? [{ steps: left.sort((a, b) => b - a), addition: null }] : []),
    ...runs(missing, null),
    ...runs(isAhead && course.contenders.length === 0 ? secondRuns(plan) : 0, null),
    ...runs(isAhead ? 2 * pairs : 0, null),
  ];
}

/** Runs of the contenders and of none from the second seed; none where there is one point alone. */
const secondRuns = ({ points }: RegularisationPlan): number =>
  points.length > 2 ? Math.min(CONTENDERS, points.length - 1) + 1 : 0;
