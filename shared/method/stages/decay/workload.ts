import type { DecayPlan } from '../../../domain/decay.ts';
import { ENDED } from '../../../domain/trial.ts';
import { decisive } from '../paired-runs.ts';
import type { Segment, StageRecord } from '../stage-definition.ts';
import { type Course, courseOf, searchSeeds } from './course.ts';
import { pointsOf } from './next.ts';
import { classicSchedule, searchedSchedules, startOf } from './schedules.ts';

const stepsOf = ({ base }: DecayPlan): number => base.steps ?? 0;

/**
 * What is left of a decay stage: the runs that still train and those that are due; before it begins what it will cost, and what may come on
 * top: a later start, and where it is wanted the search with its verdict from fresh seeds.
 */
export function workload(plan: DecayPlan, { trials }: StageRecord): Segment[] {
  const { seeds } = plan;
  const steps = stepsOf(plan);
  if (trials.length === 0) {
    return [
      { steps: [...seeds, ...seeds].map(() => steps), addition: null },
      laterSegment(plan),
      ...(plan.classic ? searchSegments(plan) : []),
    ];
  }
  const open = trials.filter(({ trial }) => !ENDED.has(trial.status));
  const left = open.map(({ trial, curve }) => {
    return trial.hyperparameters.steps - Math.max(curve?.count ?? 0, trial.branch?.step ?? 0);
  });
  const there = new Set(trials.map(({ point }) => point.key));
  const course = courseOf(plan, trials);
  const due = new Map(pointsOf(plan, course).map(point => [point.key, point]));
  const missing = [...due.values()]
    .filter(({ key }) => !there.has(key))
    .map(({ set }) => steps - ((set.schedule && startOf(set.schedule)) ?? 0));
  return [
    { steps: left.sort((a, b) => b - a), addition: null },
    { steps: missing, addition: null },
    ...expected(plan, course),
  ].filter(segment => segment.steps.length > 0) as Segment[];
}

/**
 * What will probably follow, as far as the pairs that have ended let expect it: where they gain so far, a later start where the peak moves, and
 * where it is wanted the search; while that runs, the verdict on what it chooses.
 */
function expected(plan: DecayPlan, course: Course): Segment[] {
  const { lazy, later, search, movedLater, runs } = course;
  const { difference } = decisive(lazy, runs.metric);
  const isGain = lazy.verdict === null ? difference !== null && difference.high < 0 : lazy.verdict === 'gain';
  if (!isGain) return [];
  const starts = later === null && movedLater ? [laterSegment(plan)] : [];
  const [searched, verdict] = searchSegments(plan);
  const isAhead = plan.classic && (search === null || search.chosen === null);
  const all = [...starts, ...(isAhead && search === null ? [searched] : []), ...(isAhead ? [verdict] : [])];
  return all.flatMap(segment => (segment ? [{ ...segment, addition: null }] : []));
}

/** A later start of each seed, off its run without decay. */
const laterSegment = (plan: DecayPlan): Segment => ({
  steps: plan.seeds.map(() => stepsOf(plan) - classicSchedule(plan).start),
  addition: 'extended',
});

/** What the classic search costs, and then at most the verdict on what it chose: none, the best one before, and the chosen one. */
export function searchSegments(plan: DecayPlan): Segment[] {
  const steps = stepsOf(plan);
  const searched = searchSeeds(plan).flatMap(() =>
    searchedSchedules(plan).map(schedule => steps - (startOf(schedule) ?? 0)),
  );
  const fresh = plan.freshSeeds;
  return [
    { steps: searched, addition: 'refined' },
    { steps: [...fresh, ...fresh, ...fresh].map(() => steps), addition: 'repeated' },
  ];
}
