import type { DecayAnswer, DecayComparison, DecayPlan, Peak, SearchedSchedule } from '../../../domain/decay.ts';
import { CONSTANT, type Schedule, sameSchedule } from '../../../domain/schedule.ts';
import { CHANCE } from '../../statistics/t-interval.ts';
import { figureBy, measureOf, runOf } from '../paired-runs.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { compare, Runs } from './pairs.ts';
import { classicSchedule, lazySchedule, searchedSchedules } from './schedules.ts';

/** The peak moved much later where it comes after so many times the steps of the former one, and that by such a share of all steps [D6]. */
const MUCH_LATER = { times: 1.25, share: 0.05 } as const;
/** From so many of the pairs' seeds a search chooses, whose runs without decay are there; the verdict comes from fresh ones. */
const SEARCH_SEEDS = 2;
/**
 * How much of a twentieth the intervals of a person's n-th own schedule may miss the true mean by: 1/2, 1/6, 1/12, …, which is less than all of it however
 * many they try. Given out in the order in which they come, so that a verdict never changes by what is tried after it. (What follows from a gain of
 * the lazy way, a later start and what a search chose, is asked only then, and takes nothing.)
 */
const shareOf = (n: number): number => 1 / (n * (n + 1));

/** Where a decay stage stands: what was tried, step after step, each decided by those before it alone, so that it never changes again. */
export interface Course {
  runs: Runs;
  lazy: DecayComparison;
  formerPeak: Peak | null;
  newPeak: Peak | null;
  movedLater: boolean;
  /** Null: it is not tried. */
  later: Step | null;
  /** Null: it has not begun, or is not asked for. */
  search: { schedules: SearchedSchedule[]; chosen: Schedule | null; verdict: Step | null } | null;
  /** A person's own, in the order in which they came. */
  own: Step[];
  /** What the verdicts so far leave as the best: a schedule that gains, else none (`constant`). */
  best: Schedule;
}

/** One schedule's verdict: against none, and against what was best before it. */
interface Step {
  toNone: DecayComparison;
  /** Null: nothing was better than none. */
  toBest: DecayComparison | null;
}

export const searchSeeds = ({ seeds }: Pick<DecayPlan, 'seeds'>): number[] => seeds.slice(0, SEARCH_SEEDS);

/**
 * Reads a decay stage: the lazy way first [D1]; where it gains and the peak moved much later, a later start; where it gains and a search is
 * wanted, that, its choice confirmed by fresh seeds [D6]; and what a person adds. A schedule takes the place of a simpler one only where it is better
 * than that in pairs, too.
 */
export function courseOf(plan: DecayPlan, trials: readonly TrialRecord[]): Course {
  const runs = new Runs(trials);
  const { seeds, freshSeeds } = plan;
  const lazy = inForce(plan, compare(runs, { schedule: lazySchedule(plan), seeds, why: 'lazy' }));
  const isGain = lazy.verdict === 'gain';
  let best: Schedule = isGain ? lazy.schedule : CONSTANT;
  const formerPeak = peakOf(lazy, 'without', plan);
  const newPeak = peakOf(lazy, 'with', plan);
  const movedLater = isMuchLater(formerPeak, newPeak, plan);

  const stepOf = (schedule: Schedule, of: readonly number[], why: DecayComparison['why'], chance = CHANCE): Step => {
    const asked = { schedule, seeds: of, why, chance };
    return {
      toNone: compare(runs, asked),
      toBest: sameSchedule(best, CONSTANT) ? null : compare(runs, { ...asked, against: best }),
    };
  };
  const take = (step: Step): Step => {
    const isBetter = step.toNone.verdict === 'gain' && (step.toBest === null || step.toBest.verdict === 'gain');
    if (isBetter) best = step.toNone.schedule;
    return step;
  };

  const later =
    isGain && movedLater && !plan.command?.byName ? take(stepOf(classicSchedule(plan), seeds, 'later')) : null;
  const isLaterKnown = later === null || later.toNone.verdict !== null;
  let search: Course['search'] = null;
  if (plan.classic && isGain && isLaterKnown) {
    const schedules = searched(plan, best, runs);
    const chosen = chosenOf(schedules, best, plan, runs);
    const isNew = chosen !== null && !sameSchedule(chosen, best);
    search = { schedules, chosen, verdict: isNew ? take(stepOf(chosen, freshSeeds, 'searched')) : null };
  }
  const wished = [...trials]
    .filter(({ point }) => point.origin === 'person')
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(({ point }) => point.set.schedule ?? CONSTANT);
  const own = wished
    .filter((schedule, i) => wished.findIndex(other => sameSchedule(other, schedule)) === i)
    .map((schedule, i) => take(stepOf(schedule, seeds, 'person', CHANCE * shareOf(i + 1))));
  return { runs, lazy, formerPeak, newPeak, movedLater, later, search, own, best };
}

/** A command that trains the same with a schedule as without was asked in vain: that says nothing of decay. */
function inForce({ command }: DecayPlan, found: DecayComparison): DecayComparison {
  const isIdle = command && found.n > 1 && found.pairs.every(({ difference }) => difference === 0);
  return isIdle && found.verdict ? { ...found, verdict: 'unknown' } : found;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] as number;
}

/** Of the pairs that count; seen where the run went on after it. */
function peakOf({ pairs }: DecayComparison, side: 'with' | 'without', plan: DecayPlan): Peak | null {
  const at = pairs.filter(pair => pair.difference !== null).flatMap(pair => pair[side]?.at ?? []);
  if (at.length === 0) return null;
  const step = median(at);
  return { step, seen: step < (plan.base.steps ?? 0) };
}

const isMuchLater = (former: Peak | null, now: Peak | null, { base: { steps = 1 } }: DecayPlan): boolean =>
  former !== null &&
  now !== null &&
  now.step >= MUCH_LATER.times * former.step &&
  now.step - former.step >= MUCH_LATER.share * steps;

/** Every schedule of the search, ranked by its mean at the best evaluation over the search's seeds; all by the same measure. */
function searched(plan: DecayPlan, best: Schedule, runs: Runs): SearchedSchedule[] {
  const seeds = searchSeeds(plan);
  const runsOf = (schedule: Schedule) => seeds.flatMap(seed => runs.of(schedule, seed) ?? []).map(runOf);
  const schedules = searchedSchedules(plan);
  const by = measureOf([...schedules, best].flatMap(runsOf));
  const all = schedules.map(schedule => {
    const found = runsOf(schedule);
    const meanOf = (values: (number | null)[]): number | null =>
      runs.areEnded(schedule, seeds) && values.every(value => value !== null)
        ? values.reduce((a, b) => a + b, 0) / values.length
        : null;
    const figure = meanOf(found.map(run => figureBy(by, runs.metric, run)));
    const one: SearchedSchedule = {
      schedule,
      trialIds: found.map(({ trialId }) => trialId),
      ended: seeds.filter(seed => runs.areEnded(schedule, [seed])).length,
      planned: seeds.length,
      devLoss: meanOf(found.map(({ devLoss }) => devLoss)),
      devMetric: meanOf(found.map(({ devMetric }) => devMetric)),
      rank: null,
    };
    return { one, figure };
  });
  const order = all.filter(({ figure }) => figure !== null).sort((a, b) => (a.figure ?? 0) - (b.figure ?? 0));
  return all.map(({ one }) => {
    const place = order.findIndex(other => other.one === one);
    return { ...one, rank: place < 0 ? null : place + 1 };
  });
}

/** The best of the search, or what was best before it where that is as good on the same seeds; null: not all of them have ended. */
function chosenOf(found: readonly SearchedSchedule[], best: Schedule, plan: DecayPlan, runs: Runs): Schedule | null {
  if (found.some(({ ended, planned }) => ended < planned)) return null;
  const first = found.find(({ rank }) => rank === 1)?.schedule;
  if (first === undefined) return best;
  const seeds = searchSeeds(plan);
  const runsOf = (schedule: Schedule) => seeds.flatMap(seed => runs.of(schedule, seed) ?? []).map(runOf);
  const by = measureOf([...found.map(({ schedule }) => schedule), best].flatMap(runsOf));
  const sum = (schedule: Schedule): number =>
    runsOf(schedule).reduce(
      (total, run) => total + (figureBy(by, runs.metric, run) ?? Number.POSITIVE_INFINITY),
      runsOf(schedule).length < seeds.length ? Number.POSITIVE_INFINITY : 0,
    );
  return sum(first) < sum(best) ? first : best;
}

/** All comparisons with none after the lazy way's, and with the best one before. */
export function variantsOf({ later, search, own }: Course): Pick<DecayAnswer, 'variants' | 'againstBest'> {
  const steps = [later, search?.verdict ?? null, ...own].filter(step => step !== null);
  return {
    variants: steps.map(({ toNone }) => toNone),
    againstBest: steps.flatMap(({ toBest }) => toBest ?? []),
  };
}
