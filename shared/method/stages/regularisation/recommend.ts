import type { NumStepsAgain } from '../../../domain/answer.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type {
  RegularisationAnswer,
  RegularisationPlan,
  Regularised,
  SearchedPoint,
} from '../../../domain/regularisation.ts';
import { isConstant, sameSchedule } from '../../../domain/schedule.ts';
import { ENDED } from '../../../domain/trial.ts';
import { numStepsAgain } from '../num-steps-again.ts';
import { hasEnded, morePairsFor } from '../paired-runs.ts';
import type { RankedTrial, Recommendation, StageRecord, TrialRecord } from '../stage-definition.ts';
import { acceptedSchedule, type Course, courseOf, runsOfChosen } from './course.ts';
import { evidenceOf } from './evidence.ts';
import { decayPoints } from './next.ts';
import { NONE, regularisedIn, samePoint } from './points.ts';
import { bestRunOf } from './runs.ts';
import { isTakenUnknown } from './verdict.ts';

/** Whether regularisation pays, and how much of which, and why [R1]; while trials run as far as that is known. */
export function recommend(plan: RegularisationPlan, record: StageRecord): Recommendation<RegularisationAnswer> {
  const course = courseOf(plan, record.trials);
  const detail = answerOf(plan, record, course);
  return {
    ranking: rankingOf(plan, record.trials, course),
    set: setFor(plan, detail),
    evidence: evidenceOf(plan, record, detail),
    detail,
  };
}

function answerOf(plan: RegularisationPlan, record: StageRecord, course: Course): RegularisationAnswer {
  const { trials, facts } = record;
  const { metric, chosen, pairs, verdict, decay, schedule } = course;
  const { steps = 0, batchSize = 1 } = plan.base;
  const open = trials.filter(({ trial }) => !ENDED.has(trial.status)).length;
  const gains = verdict === 'gain' ? runsOfChosen(plan, course) : [];
  const isRead = gains.length > 0 && isConstant(schedule);
  const offered = verdict === 'gain' && chosen && !plan.decayAgain && open === 0 ? decayPoints(plan, chosen) : [];
  return {
    kind: 'regularisation',
    metric: trials[0] ? metric : (facts?.metric ?? 'none'),
    hasDropout: plan.hasDropout,
    steps,
    points: course.points.map(point => searchedPoint(plan, point, course, trials)),
    chosen,
    pairs,
    verdict,
    morePairs:
      pairs?.verdict === 'unknown' && !pairs.contradicts
        ? morePairsFor({ ...pairs, by: 'loss', verdict: null }, metric, 2 * steps)
        : null,
    numSteps: isRead
      ? stepsRead(numStepsAgain({ steps: plan.numSteps ?? steps, batchSize }, gains, facts), steps)
      : null,
    bestAt: median(gains.flatMap(one => bestRunOf(one).at ?? [])),
    decay,
    schedule,
    offer: offered[0] ? { set: offered[0].set, trials: offered.length, steps: offered.length * steps } : null,
    edge: edgeOf(course),
    open,
  };
}

/** Where one of the runs was still lowest at its end, another one’s rise says nothing of where they all are done. */
const stepsRead = (again: NumStepsAgain, steps: number): NumStepsAgain =>
  again.overfitsFrom === null || again.overfitsFrom < steps
    ? again
    : {
        ...again,
        ...{ value: null, to: null, convergedAt: null, converged: false, overfitsFrom: null, moves: 'loss' },
      };

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}

/**
 * What accepting changes: what gains, with the schedule where that changes, and num_steps from its curves [L5]; where they have not converged, as many
 * as it was trained for, and those of a schedule always, which bends them. Nothing of it where the pairs say that it decides nothing or makes it
 * worse. Null while something is open, or the difference is unknown and not to be taken all the same.
 */
function setFor(plan: RegularisationPlan, answer: RegularisationAnswer): HyperparameterSet | null {
  const { verdict, chosen, schedule, numSteps, steps, decay, open } = answer;
  if (open > 0 || verdict === null) return null;
  const isTaken = isTakenUnknown(plan, answer);
  if (verdict === 'unknown' && !isTaken) return null;
  if ((verdict !== 'gain' && !isTaken) || chosen === null) return amount(plan, NONE);
  if (decay?.verdict === null) return null;
  const trained = numSteps === null ? steps : (numSteps.to?.steps ?? steps);
  return {
    ...amount(plan, chosen),
    ...(!sameSchedule(schedule, acceptedSchedule(plan)) && { schedule }),
    // Read off the curves, it is said even where it is as before.
    ...((numSteps !== null || trained !== plan.numSteps) && { steps: trained }),
  };
}

/** How much of each, as far as the network has it. */
const amount = ({ hasDropout }: RegularisationPlan, { weightDecay, dropout }: Regularised): HyperparameterSet => ({
  weightDecay,
  ...(hasDropout && { dropout }),
});

function searchedPoint(
  plan: RegularisationPlan,
  point: Regularised,
  { runs, contenders, ranked }: Course,
  trials: readonly TrialRecord[],
): SearchedPoint {
  const isAgain = contenders.some(other => samePoint(other, point));
  const seeds = plan.searchSeeds.slice(0, isAgain ? 2 : 1);
  const found = seeds.flatMap(seed => runs.of(point, seed) ?? []);
  const place = ranked.findIndex(other => samePoint(other.point, point));
  const rankedAs = ranked[place];
  return {
    ...point,
    trialIds: found.map(({ trial }) => trial.id),
    own: trials.some(one => one.point.origin === 'person' && samePoint(regularisedIn(one.point.set), point)),
    ended: found.filter(hasEnded).length,
    planned: seeds.length,
    devLoss: rankedAs?.devLoss ?? null,
    devMetric: rankedAs?.devMetric ?? null,
    rank: place < 0 ? null : place + 1,
    equal: rankedAs?.equal ?? false,
    suspect: rankedAs?.suspect ?? false,
  };
}

/** At which end of what was tried the weight decay of the chosen point stands. Below none there is nothing. */
function edgeOf({ chosen, points }: Course): 'low' | 'high' | null {
  const tried = [...new Set(points.map(({ weightDecay }) => weightDecay))].filter(value => value > 0);
  if (chosen === null || chosen.weightDecay === 0 || tried.length < 2) return null;
  if (chosen.weightDecay >= Math.max(...tried)) return 'high';
  return chosen.weightDecay <= Math.min(...tried) ? 'low' : null;
}

/** Every trial at its best evaluation; those of the search with the rank of their point. */
function rankingOf(plan: RegularisationPlan, trials: readonly TrialRecord[], { ranked }: Course): RankedTrial[] {
  const searched = new Set(plan.searchSeeds);
  return [...trials]
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(one => {
      const { devLoss, devMetric, at } = bestRunOf(one);
      const place = ranked.findIndex(({ point }) => samePoint(point, regularisedIn(one.point.set)));
      const isRanked = place >= 0 && searched.has(one.point.set.seed ?? -1) && devLoss !== null;
      const figures = { steps: one.curve?.count ?? 0, lowestDevLoss: devLoss, lowestAt: at, lowestMetric: devMetric };
      return { trialId: one.trial.id, rank: isRanked ? place + 1 : null, figures };
    });
}
