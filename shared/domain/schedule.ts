import { z } from 'zod';

/** The most steps that a part of a schedule may take; as many as a trial may have. */
const MOST_STEPS = 10_000_000;

const Steps = z.number().int().min(1).max(MOST_STEPS);

/** Steps at the beginning over which the rate rises from nearly 0 to the learning rate, in front of any kind; left out, or 0: none. */
const warmup = z.number().int().min(0).max(MOST_STEPS).optional();

/** The classic way's parts [D2]: what its kinds do from `start` on, every `period` steps. */
const classic = {
  /** The step of the first drop. */
  start: z.number().int().min(0).max(MOST_STEPS),
  /** How much each drop takes: what is left of the rate (`exponential`), or the share of the learning rate that goes (`step-linear`). */
  rate: z.number().positive().max(1),
  /** Steps from one drop to the next. */
  period: Steps,
  warmup,
};

/**
 * How the learning rate changes while a trial trains (`learningRateAt`).
 * - `constant`: it doesn't.
 * - `linear`: to 0 at the last step, recomputed every `interval` steps, as fastText does it: the lazy way [D1].
 * - `exponential`, `step-linear`: the classic way [D2].
 * - `cosine`: along half a cosine to 0 at the last step (Loshchilov & Hutter 2017, without restarts).
 */
export const Schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant'), warmup }),
  z.object({ kind: z.literal('linear'), interval: Steps, warmup }),
  z.object({ kind: z.literal('exponential'), ...classic }),
  z.object({ kind: z.literal('step-linear'), ...classic }),
  z.object({ kind: z.literal('cosine'), warmup }),
]);
export type Schedule = z.infer<typeof Schedule>;

export type ScheduleKind = Schedule['kind'];

/** In the order in which a person is offered them. */
export const SCHEDULE_KINDS = ['constant', 'linear', 'exponential', 'step-linear', 'cosine'] as const;

/** What trials of old were trained by, and what one is trained by where nothing else is said. */
export const CONSTANT: Schedule = Object.freeze({ kind: 'constant' });

/** Whether the rate is the same at every step. */
export const isConstant = ({ kind, warmup = 0 }: Schedule): boolean => kind === 'constant' && warmup === 0;

/**
 * A schedule in one canonical way, short and readable: `exponential(start=2700 rate=0.5 period=300)`. Two schedules are the same where this is.
 */
export function scheduleKey({ kind, ...parts }: Schedule): string {
  const order = ['interval', 'start', 'rate', 'period', 'warmup'];
  const written = Object.entries(parts)
    .filter(([name, value]) => value !== undefined && !(name === 'warmup' && value === 0))
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, value]) => `${name}=${value}`);
  return written.length === 0 ? kind : `${kind}(${written.join(' ')})`;
}

/** Whether two schedules are the same one; what is left out is the constant one. */
export const sameSchedule = (a: Schedule | undefined, b: Schedule | undefined): boolean =>
  scheduleKey(a ?? CONSTANT) === scheduleKey(b ?? CONSTANT);
