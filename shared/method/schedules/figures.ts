import type { Schedule } from '../../domain/schedule.ts';
import { firstDrop, learningRateAt } from './learning-rate-at.ts';

/** What is said of a schedule before anything trains by it. */
export interface ScheduleFigures {
  /** The rate of the first step. */
  atStart: number;
  /** At the step of a former peak; null: none is known. */
  atPeak: number | null;
  /** Where it ends: at T, which is no step any more. */
  atEnd: number;
  /** The rate of the last step that trains, T − 1. */
  last: number;
  /** How often a classic schedule drops before the end; null: it is of another kind. */
  drops: number | null;
}

/**
 * @param lr0 the learning rate that was chosen
 * @param steps T, num_steps
 * @param peak the step at which the dev metric peaked without decay
 */
export function scheduleFigures(schedule: Schedule, lr0: number, steps: number, peak: number | null): ScheduleFigures {
  const at = (step: number): number => learningRateAt(schedule, lr0, step, steps);
  return {
    atStart: at(0),
    atPeak: peak === null ? null : at(Math.min(peak, steps)),
    atEnd: at(steps),
    last: at(steps - 1),
    drops: 'period' in schedule ? dropsBefore(schedule, steps) : null,
  };
}

function dropsBefore(schedule: Extract<Schedule, { period: number }>, steps: number): number {
  const until = steps - 1 - firstDrop(schedule);
  const drops = until < 0 ? 0 : Math.floor(until / schedule.period) + 1;
  // Nothing is left to drop after 0.
  return schedule.kind === 'step-linear' ? Math.min(drops, Math.ceil(1 / schedule.rate)) : drops;
}

/** The first step whose rate is below some share of lr0, once the warm-up is over; null: none before the end. */
export function firstBelow(share: number, schedule: Schedule, steps: number): number | null {
  const isBelow = (step: number): boolean => learningRateAt(schedule, 1, step, steps) < share;
  let [low, high] = [schedule.warmup ?? 0, steps - 1];
  if (low > high || !isBelow(high)) return null;
  // From the warm-up on no rate is above the one before.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBelow(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
