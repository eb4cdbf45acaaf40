import type { Schedule } from '#shared/domain/schedule.ts';
import { firstDrop, learningRateAt, type RatePoint, ratePoints } from '#shared/method/schedules/learning-rate-at.ts';
import { formatRate } from '../../format.ts';

/** How often a schedule changes its rate at most, without walking through it. */
function changesOf(schedule: Schedule, steps: number): number {
  const { warmup = 0 } = schedule;
  const left = Math.max(0, steps - warmup);
  switch (schedule.kind) {
    case 'constant':
      return warmup;
    case 'cosine':
      return warmup + left;
    case 'linear':
      return warmup + left / schedule.interval;
    default:
      return warmup + Math.max(0, steps - firstDrop(schedule)) / schedule.period;
  }
}

/**
 * A schedule's rates as they are drawn [D8]: each change of the rate, or where those are more than a picture has room for, the rates of steps
 * that are evenly spaced.
 * @param most points that there is room for
 */
export function ratePath(schedule: Schedule, learningRate: number, steps: number, most: number): RatePoint[] {
  if (changesOf(schedule, steps) <= most) return [...ratePoints(schedule, learningRate, steps)];
  const count = Math.max(2, Math.floor(most));
  return Array.from({ length: count }, (_, i) => {
    const step = Math.round((i * (steps - 1)) / (count - 1));
    return { step, lr: learningRateAt(schedule, learningRate, step, steps) };
  });
}

/** A rate, which a schedule may bring down to 0. */
export const rateText = (rate: number): string => (rate === 0 ? '0' : formatRate(rate));
