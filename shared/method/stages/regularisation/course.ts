import type { TrialMetric } from '../../../domain/metrics.ts';
import type {
  DecayAgain,
  RegularisationPairs,
  RegularisationPlan,
  RegularisationVerdict,
  Regularised,
} from '../../../domain/regularisation.ts';
import { CONSTANT, isConstant, type Schedule } from '../../../domain/schedule.ts';
import { lazyInterval, lazySchedule } from '../decay/schedules.ts';
import { comparePairs, contradicts, hasEnded } from '../paired-runs.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { NONE, regularisedIn, samePoint } from './points.ts';
import { isBetter, type RankedPoint, rankPoints } from './ranking.ts';
import { bestRunOf, Runs } from './runs.ts';
import { verdictOf } from './verdict.ts';

/** So many points, the best ones, are trained from a second seed before one of them is chosen. */
export const CONTENDERS = 3;

/** Where a regularisation stage stands: each part follows from those before it alone. */
export interface Course {
  runs: Runs;
  metric: TrialMetric;
  /** All that is searched, none in front. */
  points: Regularised[];
  /** Those that a second seed decides between; [] while the search goes on, and where there is one alone. */
  contenders: Regularised[];
  /** Of all points that have ended, by the seeds that each has, the best first. */
  ranked: RankedPoint[];
  /** The best one beside none; null: the search goes on, or nothing is usable. */
  chosen: Regularised | null;
  /** Null: nothing in the search is better than none, or it goes on. */
  pairs: RegularisationPairs | null;
  verdict: RegularisationVerdict | null;
  /** Null: it gains nothing, or decay is not looked at. */
  decay: DecayAgain | null;
  /** That the recommended configuration has. */
  schedule: Schedule;
}

/** What is searched: the plan's points, then a person's own, in the order in which they came. */
export function pointsIn(plan: RegularisationPlan, trials: readonly TrialRecord[]): Regularised[] {
  const own = trials
    .filter(({ point }) => point.origin === 'person')
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(({ point }) => regularisedIn(point.set));
  const all = [...plan.points, ...own];
  return all.filter((point, i) => all.findIndex(other => samePoint(other, point)) === i);
}

/**
 * Reads a regularisation stage [R1]: all points from one seed; the best of them, and none, from a second one; what is best then against none in pairs
 * from fresh seeds, which chose nothing; and where it gains, with a decay and without one on the same seeds.
 */
export function courseOf(plan: RegularisationPlan, trials: readonly TrialRecord[]): Course {
  const runs = new Runs(plan, trials);
  const metric = trials[0]?.trial.metric ?? 'none';
  const points = pointsIn(plan, trials);
  const [one, two] = plan.searchSeeds;
  const areEnded = (of: readonly Regularised[], seed: number) => of.every(point => hasEnded(runs.of(point, seed)));
  const first = rankPoints(runs, points, [one], metric);
  const isFirstOver = areEnded(points, one);
  const best = first.filter(({ point }) => !samePoint(point, NONE)).slice(0, CONTENDERS);
  const contenders = isFirstOver && best.length > 1 ? [NONE, ...best.map(({ point }) => point)] : [];
  const again = contenders.length > 0 ? rankPoints(runs, contenders, plan.searchSeeds, metric) : [];
  const isOver = isFirstOver && areEnded(contenders, two);
  const decided = again.length > 0 ? again : first;
  const ranked = [...again, ...first.filter(({ point }) => !again.some(other => samePoint(other.point, point)))];
  const chosen = isOver ? (decided.find(({ point }) => !samePoint(point, NONE)) ?? null) : null;
  const none = decided.find(({ point }) => samePoint(point, NONE)) ?? null;
  // Where none itself diverged, whatever did not is worth a look.
  const isWorthPairs = chosen !== null && (none === null || isBetter(chosen, none, metric));
  const pairs = isWorthPairs ? pairsOf(runs, plan, chosen.point, metric) : null;
  const isNothing = isOver && !isWorthPairs && none !== null;
  const verdict = isNothing ? 'none' : (pairs?.verdict ?? null);
  const decay = verdict === 'gain' && plan.decayAgain && chosen ? decayOf(runs, plan, chosen.point) : null;
  return {
    ...{ runs, metric, points, contenders, ranked, pairs, verdict, decay },
    chosen: chosen?.point ?? null,
    schedule: scheduleAfter(plan, decay, metric),
  };
}

function pairsOf(
  runs: Runs,
  { seeds }: RegularisationPlan,
  point: Regularised,
  metric: TrialMetric,
): RegularisationPairs {
  const of = seeds.map(seed => ({ seed, without: runs.of(NONE, seed), with: runs.of(point, seed) }));
  const compared = comparePairs(of, bestRunOf);
  return { ...compared, ...verdictOf(compared, of, metric) };
}

/** The accepted schedule; of a plan of old, none. */
export const acceptedSchedule = ({ base }: Pick<RegularisationPlan, 'base'>): Schedule => base.schedule ?? CONSTANT;

/** What the regularised configuration is trained with for the look at decay: none where it decays, linear decay where it doesn't [D1]. */
export function otherSchedule(plan: RegularisationPlan): Schedule {
  const interval = lazyInterval(plan.base.steps ?? 1);
  return isConstant(acceptedSchedule(plan)) ? lazySchedule({ interval }) : CONSTANT;
}

function decayOf(runs: Runs, plan: RegularisationPlan, point: Regularised): DecayAgain {
  const accepted = !isConstant(acceptedSchedule(plan));
  const other = otherSchedule(plan);
  const compared = comparePairs(
    plan.seeds.map(seed => {
      const [own, tried] = [runs.of(point, seed), runs.of(point, seed, other)];
      return { seed, without: accepted ? tried : own, with: accepted ? own : tried };
    }),
    bestRunOf,
  );
  return { ...compared, schedule: accepted ? acceptedSchedule(plan) : other, accepted };
}

/** A decay that was accepted goes only where it is worse by now, and one that was not comes only where it gains [D6]. */
function scheduleAfter(plan: RegularisationPlan, decay: DecayAgain | null, metric: TrialMetric): Schedule {
  if (decay?.accepted && decay.verdict === 'worse') return CONSTANT;
  if (decay && !decay.accepted && decay.verdict === 'gain' && !contradicts(decay, metric)) return decay.schedule;
  return acceptedSchedule(plan);
}

/** The runs of the recommended configuration, from the seeds of the pairs, as far as they are there. */
export const runsOfChosen = (
  plan: RegularisationPlan,
  { runs, chosen, schedule }: Pick<Course, 'runs' | 'chosen' | 'schedule'>,
): TrialRecord[] => {
  if (chosen === null) return [];
  const isOther = schedule !== acceptedSchedule(plan);
  return plan.seeds.flatMap(seed => runs.of(chosen, seed, isOther ? schedule : undefined) ?? []);
};
