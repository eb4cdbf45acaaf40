import { Refusal } from '../../../contract/refusal.ts';
import type { DecayPlan } from '../../../domain/decay.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import { CONSTANT, isConstant, type Schedule } from '../../../domain/schedule.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import {
  type Action,
  type PointOrigin,
  pointKey,
  pointOf,
  type StageRecord,
  type TrialPoint,
  type TrialRecord,
} from '../stage-definition.ts';
import { type Course, courseOf, searchSeeds } from './course.ts';
import { setOf } from './pairs.ts';
import { lazySchedule, plannedStarts, searchedSchedules, startOf } from './schedules.ts';

/** So many schedules of a person's own: each more makes a gain by chance more likely. */
const MOST_OWN = 10;

/** Names of the two groups of seeds: within one, runs of a seed are pairs. */
const PAIRS = { first: 'pairs', fresh: 'fresh' } as const;

/**
 * What follows on a decay stage. Each group of runs follows from those before it alone, so that one that was cut off comes to the same. Nothing
 * is added while a run was cut short or a curve is damaged: it may yet go on, and its pair with it.
 */
export function next(plan: DecayPlan, { trials, resume }: StageRecord): Action[] {
  const cut = trials.filter(({ trial }) => RESUMABLE.has(trial.status));
  const wanted = cut.filter(({ trial }) => resume.has(trial.id));
  const again = inOrder(wanted).map((one): Action => ({ do: 'resume', trialId: one.trial.id, until: null }));
  const isHeldUp = cut.length > wanted.length || trials.some(({ damagedFrom }) => damagedFrom !== null);
  const course = courseOf(plan, trials);
  const points = isHeldUp ? plannedPoints(plan) : pointsOf(plan, course);
  const there = new Set(trials.map(({ point }) => point.key));
  const missing = points.filter(({ key }, i) => !there.has(key) && points.findIndex(other => other.key === key) === i);
  const starts = missing.flatMap(point => startOfPoint(plan, course, point) ?? []);
  return [...starts, ...again];
}

const inOrder = (trials: readonly TrialRecord[]): TrialRecord[] =>
  [...trials].sort((a, b) => a.trial.position - b.trial.position);

const pointsFrom = (schedules: readonly Schedule[], seeds: readonly number[], origin: PointOrigin, pair: string) =>
  seeds.flatMap(seed => schedules.map(schedule => pointOf(setOf(schedule, seed), origin, pair)));

/** The lazy way paired with none [D1]. */
export const plannedPoints = (plan: DecayPlan): TrialPoint[] =>
  pointsFrom([CONSTANT, lazySchedule(plan)], plan.seeds, 'planned', PAIRS.first);

/** Every run that is due by what is known, those that are there included. */
export function pointsOf(plan: DecayPlan, { later, search, own }: Course): TrialPoint[] {
  const { seeds, freshSeeds } = plan;
  const fresh = search?.verdict;
  return [
    ...plannedPoints(plan),
    ...(later ? pointsFrom([later.toNone.schedule], seeds, 'extended', PAIRS.first) : []),
    ...(search ? pointsFrom(searchedSchedules(plan), searchSeeds(plan), 'refined', PAIRS.first) : []),
    ...(fresh
      ? pointsFrom(
          [CONSTANT, ...(fresh.toBest ? [fresh.toBest.against] : []), fresh.toNone.schedule],
          freshSeeds,
          'repeated',
          PAIRS.fresh,
        )
      : []),
    ...own.flatMap(({ toNone, toBest }) => [
      ...pointsFrom([toNone.schedule], seeds, 'person', PAIRS.first),
      // What a search chose was trained from some of these seeds only, and from fresh ones.
      ...(toBest ? pointsFrom([toBest.against], seeds, 'refined', PAIRS.first) : []),
    ]),
  ];
}

/**
 * Starts a point: off its seed's run without decay, where that keeps a checkpoint for it [D9]. Null: that run has not come to its end yet. One
 * that it can't branch off trains from its first step, to the same numbers.
 */
function startOfPoint(plan: DecayPlan, { runs }: Course, point: TrialPoint): Action | null {
  const { schedule = CONSTANT, seed = 0 } = point.set;
  const step = startOf(schedule);
  const start = { do: 'start', point, until: null } as const;
  if (step === null || !plannedStarts(plan).includes(step)) return start;
  const trunk = runs.of(CONSTANT, seed)?.trial;
  if (trunk?.status === 'finished') return { ...start, from: { trialId: trunk.id, step } };
  return trunk?.status === 'diverged' ? start : null;
}

/** The steps before which a run without decay keeps a checkpoint for those that start late [D9]. */
export const branches = (plan: DecayPlan, { set: { schedule = CONSTANT } }: TrialPoint): number[] =>
  isConstant(schedule) ? plannedStarts(plan) : [];

/** The point that begins the classic search, for a person who asks for it once the lazy way has gained. */
export const searchPoint = (plan: DecayPlan): TrialPoint =>
  pointOf(setOf(searchedSchedules(plan).at(-1) as Schedule, searchSeeds(plan)[0] as number), 'refined', PAIRS.first);

/**
 * A schedule that a person adds: from all seeds of the pairs, of which this is the first; or the point that begins the search.
 * @throws Refusal where it names no schedule, or the one without decay, where it is there already, or there are too many
 */
export function addPoint(plan: DecayPlan, record: StageRecord, set: HyperparameterSet): TrialPoint {
  const { schedule } = set;
  if (schedule === undefined || isConstant(schedule))
    throw new Refusal('error.request.invalid', { detail: 'set.schedule' });
  const course = courseOf(plan, record.trials);
  const search = searchPoint(plan);
  if (set.seed !== undefined && pointKey(set) === search.key) {
    if (course.lazy.verdict === 'gain' && !plan.classic) return search;
    throw new Refusal('error.decay.noSearch');
  }
  const point = pointOf(setOf(schedule, plan.seeds[0] as number), 'person', PAIRS.first);
  if (course.runs.of(schedule, plan.seeds[0] as number)) throw new Refusal('error.decay.there');
  if (course.own.length >= MOST_OWN) throw new Refusal('error.decay.tooMany', { most: MOST_OWN });
  return point;
}

/** A search that a person asked for is part of the plan from then on. */
export const withPoint = (plan: DecayPlan, { origin, key }: TrialPoint): DecayPlan =>
  origin === 'refined' && key === searchPoint(plan).key ? { ...plan, classic: true } : plan;
