import type { DecayAnswer, DecayPlan } from '../../../domain/decay.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import { CONSTANT, type Schedule, sameSchedule, scheduleKey } from '../../../domain/schedule.ts';
import { ENDED } from '../../../domain/trial.ts';
import { lowestOn } from '../../curves/evaluations.ts';
import { contradicts, figureBy, leansTo, measureOf, morePairsFor, runOf } from '../paired-runs.ts';
import { stepsIn } from '../segments.ts';
import type { RankedTrial, Recommendation, StageRecord, TrialRecord } from '../stage-definition.ts';
import { type Course, courseOf, variantsOf } from './course.ts';
import { evidenceOf } from './evidence.ts';
import { searchPoint } from './next.ts';
import { classicSchedule, lazySchedule } from './schedules.ts';
import { searchSegments } from './workload.ts';

/** Whether decay pays, with which schedule, and why [D1–D9]; while trials run as far as that is known. */
export function recommend(plan: DecayPlan, record: StageRecord): Recommendation<DecayAnswer> {
  const course = courseOf(plan, record.trials);
  const detail = answerOf(plan, record, course);
  return {
    ranking: rankingOf(record.trials),
    set: detail.chosen && setFor(plan, detail.chosen),
    evidence: evidenceOf(plan, record, detail),
    detail,
  };
}

function answerOf(plan: DecayPlan, { trials }: StageRecord, course: Course): DecayAnswer {
  const { lazy, formerPeak, newPeak, movedLater, search } = course;
  const { learningRate = Number.NaN, steps = 0 } = plan.base;
  const branched = trials.flatMap(({ trial: { branch } }) => branch ?? []);
  const open = trials.filter(({ trial }) => !ENDED.has(trial.status)).length;
  const mayOffer = lazy.verdict === 'gain' && !plan.classic && !plan.command?.byName && open === 0;
  const offered = searchSegments(plan);
  return {
    kind: 'decay',
    metric: trials[0]?.trial.metric ?? 'none',
    learningRate,
    steps,
    lazy,
    ...variantsOf(course),
    search: search?.schedules ?? [],
    formerPeak,
    newPeak,
    movedLater,
    chosen: chosenOf(plan, course, open),
    saved: { steps: branched.reduce((sum, { step }) => sum + step, 0), trials: branched.length },
    morePairs: lazy.verdict === 'unknown' ? morePairsFor(lazy, course.runs.metric, 2 * steps) : null,
    proposal: plan.peak === null || plan.command?.byName ? lazySchedule(plan) : classicSchedule(plan),
    offer: mayOffer
      ? {
          set: searchPoint(plan).set,
          trials: offered.reduce((sum, segment) => sum + segment.steps.length, 0),
          steps: stepsIn(offered),
        }
      : null,
    open,
  };
}

/**
 * The schedule that is recommended: the best one that gains; none where the pairs say that the terrain is flat, or that decay makes it worse. Null
 * while something is open or cut short, where the difference is unknown, and where what doesn't decide, metric or loss, contradicts it. (Where one of both
 * it must be, an unknown one that is lower is taken.)
 */
function chosenOf(plan: DecayPlan, course: Course, open: number): Schedule | null {
  const { lazy, best, later, search, own } = course;
  const verdicts = [lazy, ...[later, search?.verdict, ...own].map(step => step?.toNone)];
  if (open > 0 || verdicts.some(one => one?.verdict === null)) return null;
  if (search && search.chosen === null) return null;
  if (!sameSchedule(best, CONSTANT)) {
    const found = verdicts.find(one => one && sameSchedule(one.schedule, best));
    return found && contradicts(found, course.runs.metric) ? null : best;
  }
  if (plan.takesLower && leansTo(lazy, course.runs.metric)) return lazy.schedule;
  return lazy.verdict === 'flat' || lazy.verdict === 'worse' ? CONSTANT : null;
}

/**
 * What accepting changes: the schedule and, where it was trained for another number of steps than was accepted, these [L5]: what a decay flattens
 * has not converged, so nothing is read off its curves.
 */
function setFor({ base: { steps }, numSteps }: DecayPlan, chosen: Schedule): HyperparameterSet {
  if (sameSchedule(chosen, CONSTANT)) return { schedule: CONSTANT };
  return { schedule: chosen, ...(steps !== numSteps && { steps }) };
}

/** Every trial's figures. The rank is that of its schedule among those trained from as many seeds, by its mean at the best evaluation. */
function rankingOf(trials: readonly TrialRecord[]): RankedTrial[] {
  const inOrder = [...trials].sort((a, b) => a.trial.position - b.trial.position);
  const keyOf = ({ point }: TrialRecord): string => scheduleKey(point.set.schedule ?? CONSTANT);
  const ofFirst = inOrder.filter(({ point }) => point.pair === 'pairs');
  const most = Math.max(0, ...[...Map.groupBy(ofFirst, keyOf).values()].map(({ length }) => length));
  const finished = ofFirst.filter(({ trial }) => trial.status === 'finished');
  const by = measureOf(finished.map(runOf));
  const metric = trials[0]?.trial.metric ?? 'none';
  const means = [...Map.groupBy(finished, keyOf)].flatMap(([key, members]) => {
    const figures = members.flatMap(one => figureBy(by, metric, runOf(one)) ?? []);
    return figures.length === most ? [{ key, mean: figures.reduce((a, b) => a + b, 0) / most }] : [];
  });
  const order = means.sort((a, b) => a.mean - b.mean).map(({ key }) => key);
  return inOrder.map(one => {
    const isUsable = one.trial.status !== 'diverged' && one.damagedFrom === null;
    const place = order.indexOf(keyOf(one));
    const isRanked = place >= 0 && one.point.pair === 'pairs';
    const figures = { steps: one.curve?.count ?? 0, ...lowestOn(isUsable ? one.dev : null, one.rows) };
    return { trialId: one.trial.id, rank: isRanked ? place + 1 : null, figures };
  });
}
