import type { Schedule } from '#shared/domain/schedule.ts';
import { LAZY } from '#shared/method/schedules/proposed.ts';
import type { SliderRange } from '../../ui/SliderField.tsx';

/** The ways of decay that a person chooses between. */
export const WAYS = ['linear', 'classic', 'cosine'] as const;
export type Way = (typeof WAYS)[number];

/** A schedule while it is being drawn: every part has a value, also those that its way does without, so that each way keeps its own. */
export interface ScheduleDraft {
  way: Way;
  /** Of the classic way [D2]. */
  kind: 'exponential' | 'step-linear';
  start: number;
  rate: number;
  period: number;
  /** Of the lazy one [D1]. */
  interval: number;
  warmup: number;
}

export type DraftPart = 'start' | 'rate' | 'period' | 'interval' | 'warmup';

/** The parts that each way has. */
export const PARTS: Readonly<Record<Way, readonly DraftPart[]>> = {
  linear: ['interval', 'warmup'],
  classic: ['start', 'rate', 'period', 'warmup'],
  cosine: ['warmup'],
};

/** The draft's schedule, as it trains. */
export function scheduleOf({ way, kind, start, rate, period, interval, warmup }: ScheduleDraft): Schedule {
  const front = warmup === 0 ? {} : { warmup };
  switch (way) {
    case 'linear':
      return { kind: 'linear', interval, ...front };
    case 'cosine':
      return { kind: 'cosine', ...front };
    case 'classic':
      return { kind, start, rate, period, ...front };
  }
}

/**
 * A draft of a schedule; the parts that it has none of are those of others, the first that has them.
 * @param steps T, which bounds every part
 */
export function draftOf(schedule: Schedule, others: readonly Schedule[], steps: number): ScheduleDraft {
  const all = [schedule, ...others];
  const classic = all.find(one => 'period' in one) ?? { kind: 'exponential', start: 0, rate: 0.5, period: steps };
  const lazy = all.find(one => one.kind === 'linear') ?? LAZY;
  const draft: ScheduleDraft = {
    way: 'period' in schedule ? 'classic' : schedule.kind === 'cosine' ? 'cosine' : 'linear',
    kind: classic.kind,
    start: classic.start,
    rate: classic.rate,
    period: classic.period,
    interval: lazy.interval,
    warmup: schedule.warmup ?? 0,
  };
  for (const part of Object.keys(LIMITS) as DraftPart[]) draft[part] = within(rangeOf(part, steps), draft[part]);
  return draft;
}

const within = ({ min, max }: SliderRange, value: number): number => Math.min(max, Math.max(min, value));

/** The least and the most of each part, in a run of so many steps. */
const LIMITS: Readonly<Record<DraftPart, (steps: number) => { min: number; max: number }>> = {
  start: steps => ({ min: 0, max: steps - 1 }),
  rate: () => ({ min: 0.01, max: 0.99 }),
  period: steps => ({ min: 1, max: steps }),
  interval: steps => ({ min: 1, max: steps }),
  warmup: steps => ({ min: 0, max: Math.max(0, steps - 1) }),
};

/** Through which values of a part its slider leads, and which may be typed, in a run of so many steps. */
export function rangeOf(part: DraftPart, steps: number): SliderRange {
  const { min, max } = LIMITS[part](steps);
  const whole = part !== 'rate';
  const stops =
    part === 'rate'
      ? Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
      : part === 'start' || part === 'warmup'
        ? evenStops(min, max)
        : roundStops(min, max);
  // A slider wants two ends.
  return { min, max, whole, stops: stops.length > 1 ? stops : [min, min + 1] };
}

/** So many stops at most on an even scale: about one for each pixel of its slider. */
const MOST_STOPS = 240;

/** Round numbers, evenly spaced, and both ends. */
function evenStops(min: number, max: number): number[] {
  const least = Math.max(1, (max - min) / MOST_STOPS);
  const power = 10 ** Math.floor(Math.log10(least));
  const apart = [1, 2, 5, 10].map(lead => lead * power).find(distance => distance >= least) ?? least;
  const stops: number[] = [];
  for (let stop = min; stop < max; stop += apart) stops.push(stop);
  return [...stops, max];
}

/** Round numbers, each about a fifth above the last: what matters of a length is how many times another it is. */
const LEADS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

function roundStops(min: number, max: number): number[] {
  const stops = new Set([min]);
  for (let power = 1; power < max; power *= 10)
    for (const lead of LEADS) if (Number.isInteger(lead * power)) stops.add(lead * power);
  for (const small of [7, 9]) stops.add(small);
  return [...[...stops].filter(stop => stop >= min && stop < max).sort((a, b) => a - b), max];
}

/** Why a number can't be a value of a part; null: it can. */
export type PartProblem = 'notNumber' | 'notWhole' | 'outside';

export function problemOf(part: DraftPart, value: number, steps: number): PartProblem | null {
  const { min, max, whole } = rangeOf(part, steps);
  if (!Number.isFinite(value)) return 'notNumber';
  if (whole && !Number.isInteger(value)) return 'notWhole';
  return value < min || value > max ? 'outside' : null;
}
