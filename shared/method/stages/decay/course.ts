import type { DecayAnswer, DecayComparison, DecayPlan, Peak, SearchedSchedule } from '../../../domain/decay.ts';
import { CONSTANT, type Schedule, sameSchedule } from '../../../domain/schedule.ts';
import { runOf } from '../paired-runs.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { compare, Runs } from './pairs.ts';
import { classicSchedule, lazySchedule, searchedSchedules } from './schedules.ts';

/** The peak moved much later where it comes after so many times the steps of the former one, and that by such a share of all steps [D6]. */
const MUCH_LATER = { times: 1.25, share: 0.05 } as const;
/** From so many of the pairs' seeds a search chooses, whose runs without decay are there; the verdict comes from fresh ones. */
const SEARCH_SEEDS = 2;

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
  const lazy = compare(runs, { schedule: lazySchedule(plan), seeds, why: 'lazy' });
  const isGain = lazy.verdict === 'gain';
  let best: Schedule = isGain ? lazy.schedule : CONSTANT;
  const formerPeak = peakOf(lazy, 'without', plan);
  const newPeak = peakOf(lazy, 'with', plan);
  const movedLater = isMuchLater(formerPeak, newPeak, plan);

  const stepOf = (schedule: Schedule, of: readonly number[], why: DecayComparison['why']): Step => {
    const step: Step = {
      toNone: compare(runs, { schedule, seeds: of, why }),
      toBest: sameSchedule(best, CONSTANT) ? null : compare(runs, { schedule, against: best, seeds: of, why }),
    };
    return step;
  };
  const take = (step: Step): Step => {
    const isBetter = step.toNone.verdict === 'gain' && (step.toBest === null || step.toBest.verdict === 'gain');
    if (isBetter) best = step.toNone.schedule;
    return step;
  };

  const later = isGain && movedLater ? take(stepOf(classicSchedule(plan), seeds, 'later')) : null;
  const isLaterKnown = later === null || later.toNone.verdict !== null;
  let search: Course['search'] = null;
  if (plan.classic && isGain && isLaterKnown) {
    const schedules = searched(plan, runs);
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
    .map(schedule => take(stepOf(schedule, seeds, 'person')));
  return { runs, lazy, formerPeak, newPeak, movedLater, later, search, own, best };
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

/** Every schedule of the search, ranked by its mean dev loss over the search's seeds. */
function searched(plan: DecayPlan, runs: Runs): SearchedSchedule[] {
  const seeds = searchSeeds(plan);
  const all = searchedSchedules(plan).map((schedule): SearchedSchedule => {
    const found = seeds.flatMap(seed => runs.of(schedule, seed) ?? []);
    const figures = found.map(runOf);
    const isWhole = runs.areEnded(schedule, seeds);
    const meanOf = (values: (number | null)[]): number | null =>
      isWhole && values.every(value => value !== null) ? values.reduce((a, b) => a + b, 0) / values.length : null;
    return {
      schedule,
      trialIds: figures.map(({ trialId }) => trialId),
      ended: seeds.filter(seed => runs.areEnded(schedule, [seed])).length,
      planned: seeds.length,
      devLoss: meanOf(figures.map(({ devLoss }) => devLoss)),
      devMetric: meanOf(figures.map(({ devMetric }) => devMetric)),
      rank: null,
    };
  });
  const order = all.filter(({ devLoss }) => devLoss !== null).sort((a, b) => (a.devLoss ?? 0) - (b.devLoss ?? 0));
  return all.map(one => ({ ...one, rank: order.includes(one) ? order.indexOf(one) + 1 : null }));
}

/** The lowest of the search, or what was best before it where that is as low on the same seeds; null: not all of them have ended. */
function chosenOf(found: readonly SearchedSchedule[], best: Schedule, plan: DecayPlan, runs: Runs): Schedule | null {
  if (found.some(({ ended, planned }) => ended < planned)) return null;
  const losses = searchSeeds(plan).map(seed => {
    const one = runs.of(best, seed);
    return one === null ? null : runOf(one).devLoss;
  });
  const before = losses.every(loss => loss !== null)
    ? losses.reduce((a, b) => a + b, 0) / losses.length
    : Number.POSITIVE_INFINITY;
  const lowest = found.find(({ rank }) => rank === 1);
  return lowest && (lowest.devLoss ?? Number.POSITIVE_INFINITY) < before ? lowest.schedule : best;
}

/** All comparisons with none after the lazy way's, and with the best one before. */
export function variantsOf({ later, search, own }: Course): Pick<DecayAnswer, 'variants' | 'againstBest'> {
  const steps = [later, search?.verdict ?? null, ...own].filter(step => step !== null);
  return {
    variants: steps.map(({ toNone }) => toNone),
    againstBest: steps.flatMap(({ toBest }) => toBest ?? []),
  };
}
