import { Refusal } from '../../../contract/refusal.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import { MOST_POINTS, type RegularisationPlan, type Regularised } from '../../../domain/regularisation.ts';
import type { Schedule } from '../../../domain/schedule.ts';
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
import { type Course, courseOf, otherSchedule, pointsIn } from './course.ts';
import { NONE, regularisedIn, samePoint, setOf } from './points.ts';

/** Runs of a seed that are compared with each other. */
const PAIRS = 'pairs';

/**
 * What follows on a regularisation stage. Each group of runs follows from those before it alone, so that one that was cut off comes to the same.
 * Nothing is added while a run was cut short or a curve is damaged: it may yet go on.
 */
export function next(plan: RegularisationPlan, { trials, resume }: StageRecord): Action[] {
  const cut = trials.filter(({ trial }) => RESUMABLE.has(trial.status));
  const wanted = cut.filter(({ trial }) => resume.has(trial.id));
  const again = inOrder(wanted).map((one): Action => ({ do: 'resume', trialId: one.trial.id, until: null }));
  const isHeldUp = cut.length > wanted.length || trials.some(({ damagedFrom }) => damagedFrom !== null);
  const points = isHeldUp ? searchPoints(plan, plan.points) : pointsOf(plan, courseOf(plan, trials));
  const there = new Set(trials.map(({ point }) => point.key));
  const missing = points.filter(({ key }) => !there.has(key));
  return [...missing.map((point): Action => ({ do: 'start', point, until: null })), ...again];
}

const inOrder = (trials: readonly TrialRecord[]): TrialRecord[] =>
  [...trials].sort((a, b) => a.trial.position - b.trial.position);

/** Runs of some points from some seeds. */
const runsOf = (
  plan: RegularisationPlan,
  points: readonly Regularised[],
  seeds: readonly number[],
  origin: PointOrigin,
  { pair = null as string | null, schedule = undefined as Schedule | undefined } = {},
): TrialPoint[] =>
  seeds.flatMap(seed => points.map(point => pointOf(setOf(plan, point, seed, schedule), origin, pair)));

const searchPoints = (plan: RegularisationPlan, points: readonly Regularised[]): TrialPoint[] =>
  runsOf(plan, points, plan.searchSeeds.slice(0, 1), 'planned');

/** Every run that is due by what is known, those that are there included; a person's own are. */
export function pointsOf(plan: RegularisationPlan, course: Course): TrialPoint[] {
  const { contenders, chosen, pairs, verdict } = course;
  const compared = pairs && chosen ? [NONE, chosen] : [];
  const isDecayDue = verdict === 'gain' && chosen !== null && plan.decayAgain;
  return [
    ...searchPoints(plan, course.points),
    ...runsOf(plan, contenders, plan.searchSeeds.slice(1), 'repeated'),
    ...runsOf(plan, compared, plan.seeds, 'repeated', { pair: PAIRS }),
    ...(isDecayDue ? decayPoints(plan, chosen) : []),
  ];
}

/** The regularised configuration with the other schedule, from the seeds of the pairs. */
export const decayPoints = (plan: RegularisationPlan, chosen: Regularised): TrialPoint[] =>
  runsOf(plan, [chosen], plan.seeds, 'extended', { pair: PAIRS, schedule: otherSchedule(plan) });

/**
 * A point that a person adds to the search; or the one that begins the look at decay, once regularisation has gained.
 * @throws Refusal where it is there already, there are too many, or it asks for dropout of a network without it
 */
export function addPoint(plan: RegularisationPlan, record: StageRecord, set: HyperparameterSet): TrialPoint {
  if (set.schedule !== undefined) return addedDecay(plan, record, set);
  const point = regularisedIn(set);
  if (point.dropout > 0 && !plan.hasDropout)
    throw new Refusal('error.regularisation.noDropout', { model: plan.base.model ?? 'linear' });
  const all = pointsIn(plan, record.trials);
  if (all.some(other => samePoint(other, point))) throw new Refusal('error.regularisation.there');
  if (all.length > MOST_POINTS) throw new Refusal('error.regularisation.tooMany', { most: MOST_POINTS });
  return pointOf(setOf(plan, point, plan.searchSeeds[0]), 'person');
}

function addedDecay(plan: RegularisationPlan, { trials }: StageRecord, set: HyperparameterSet): TrialPoint {
  const { chosen, verdict } = courseOf(plan, trials);
  const [first] = verdict === 'gain' && chosen && !plan.decayAgain ? decayPoints(plan, chosen) : [];
  if (first?.key === pointKey(set)) return first;
  throw new Refusal('error.regularisation.noDecay');
}

/** A look at decay that a person asked for is part of the plan from then on. */
export const withPoint = (plan: RegularisationPlan, { origin, set }: TrialPoint): RegularisationPlan =>
  origin === 'extended' && set.schedule ? { ...plan, decayAgain: true } : plan;
