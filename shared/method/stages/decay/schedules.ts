import type { DecayPlan } from '../../../domain/decay.ts';
import { type Schedule, scheduleKey } from '../../../domain/schedule.ts';
import { proposedClassic } from '../../schedules/proposed.ts';

/* The schedules that a decay stage tries, and where they start. All of it follows from its plan alone, so that trunks can keep checkpoints for them. */

/** Where no peak was seen, starts are shares of all steps. */
const UNSEEN = { early: 0.25, peak: 0.5 } as const;
/** The earlier start of the search, as a share of the former peak's step. */
const EARLIER = 0.6;
/** As many periods as the first proposal has [D5]. */
const PERIODS = 5;

type Frame = Pick<DecayPlan, 'base' | 'peak' | 'interval'>;

const stepsOf = ({ base }: Frame): number => base.steps ?? 1;
/** A start within the run, by which the first step was done and after which some are left. */
const within = (plan: Frame, start: number): number =>
  Math.max(1, Math.min(Math.round(start), stepsOf(plan) - PERIODS));

/** fastText's: it is not sensitive [D1] … */
const INTERVAL = 100;
/** … but a short run wants this many intervals all the same, or its rate would stand still. */
const FEWEST_INTERVALS = 20;

/** Every how many steps the lazy way recomputes the rate, where nobody says [D1]. */
export const lazyInterval = (steps: number): number =>
  Math.max(1, Math.min(INTERVAL, Math.floor(steps / FEWEST_INTERVALS)));

/** The lazy way, to zero at the last step [D1]. */
export const lazySchedule = ({ interval }: Pick<Frame, 'interval'>): Schedule => ({ kind: 'linear', interval });

/** The classic way as it is proposed first [D3, D5]; where no peak was seen, from half of all steps on. */
export function classicSchedule(plan: Frame): Extract<Schedule, { start: number }> {
  const steps = stepsOf(plan);
  const { start } = proposedClassic(plan.peak ?? UNSEEN.peak * steps, steps);
  return exponential(plan, start, 0.5, PERIODS);
}

function exponential(plan: Frame, wanted: number, rate: number, periods: number): Extract<Schedule, { start: number }> {
  const start = within(plan, wanted);
  return { kind: 'exponential', start, rate, period: Math.max(1, Math.round((stepsOf(plan) - start) / periods)) };
}

/** What the classic search looks at beside the lazy way: start, kind, rate and period about the first proposal, one at a time; and cosine. */
export function searchedSchedules(plan: Frame): Schedule[] {
  const { start, period } = classicSchedule(plan);
  const earlier = plan.peak === null ? UNSEEN.early * stepsOf(plan) : EARLIER * plan.peak;
  const all: Schedule[] = [
    exponential(plan, start, 0.5, PERIODS),
    exponential(plan, earlier, 0.5, PERIODS),
    exponential(plan, (start + stepsOf(plan)) / 2, 0.5, PERIODS),
    exponential(plan, start, 0.7, PERIODS),
    exponential(plan, start, 0.1, 2),
    // A tenth of the rate is left after the fifth drop.
    { kind: 'step-linear', start, rate: 0.18, period },
    { kind: 'cosine' },
  ];
  return [...new Map(all.map(schedule => [scheduleKey(schedule), schedule])).values()];
}

/** The steps before which runs without decay keep a checkpoint for those that start late [D9]: where the searched schedules drop first. */
export const plannedStarts = (plan: Frame): number[] =>
  [...new Set(searchedSchedules(plan).flatMap(schedule => startOf(schedule) ?? []))].sort((a, b) => a - b);

/** The step up to which a run is the one without decay; null: its rate differs from the first step on. */
export const startOf = (schedule: Schedule): number | null =>
  'start' in schedule && !schedule.warmup && schedule.start > 0 ? schedule.start : null;
