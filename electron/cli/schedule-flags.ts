import { type Command, Option } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { MOST } from '#shared/domain/hyperparameters.ts';
import { SCHEDULE_KINDS, type Schedule, type ScheduleKind } from '#shared/domain/schedule.ts';
import { HALF, LAZY, proposedPeriod, startBefore } from '#shared/method/schedules/proposed.ts';
import { number } from './options.ts';
import { say } from './say.ts';

/** The parts of a schedule as they are given. */
export interface ScheduleFlags {
  interval?: number;
  start?: number;
  rate?: number;
  period?: number;
  warmup?: number;
}

/** Which parts a kind has; warm-up all have. */
const PARTS: Readonly<Record<ScheduleKind, readonly (keyof ScheduleFlags)[]>> = {
  constant: [],
  linear: ['interval'],
  exponential: ['start', 'rate', 'period'],
  'step-linear': ['start', 'rate', 'period'],
  cosine: [],
};

/** Adds the choice of a schedule. @param kind what the flag for its kind is called: `--kind` is taken where there is data */
export function addSchedule(command: Command, kind: '--kind' | '--schedule'): Command {
  return command
    .addOption(
      new Option(`${kind} <kind>`, say('cli.flag.schedule'))
        .choices(SCHEDULE_KINDS)
        .makeOptionMandatory(kind === '--kind'),
    )
    .option('--interval <n>', say('cli.flag.interval'), number(1, MOST.steps, true))
    .option('--start <step>', say('cli.flag.start'), number(0, MOST.steps, true))
    .option('--rate <r>', say('cli.flag.decayRate'), number(1e-6, 1, false))
    .option('--period <n>', say('cli.flag.period'), number(1, MOST.steps, true))
    .option('--warmup <n>', say('cli.flag.warmup'), number(0, MOST.steps, true));
}

/**
 * The schedule that was asked for, with what D1 and D5 propose where a part was left out.
 * @param kind null: none was named
 * @param steps T, num_steps; null: not known yet
 * @param peak the step at which the dev metric peaked without decay; null: not known
 * @throws Refusal where a part is missing, or belongs to another kind
 */
export function scheduleOf(
  kind: ScheduleKind | null,
  flags: ScheduleFlags,
  { steps, peak }: { steps: number | null; peak: number | null },
): Schedule {
  const named = kind ?? 'constant';
  for (const part of ['interval', 'start', 'rate', 'period'] as const)
    if (flags[part] !== undefined && !PARTS[named].includes(part))
      throw new Refusal('error.schedule.part', { flag: `--${part}`, kind: named });
  const warm = flags.warmup ? { warmup: flags.warmup } : {};
  if (named === 'constant' || named === 'cosine') return { kind: named, ...warm };
  if (named === 'linear') return { kind: named, interval: flags.interval ?? LAZY.interval, ...warm };
  const start = flags.start ?? (peak === null ? undefined : startBefore(peak));
  if (start === undefined) throw new Refusal('error.schedule.start', { kind: named });
  const period = flags.period ?? (steps === null ? undefined : proposedPeriod(start, steps));
  if (period === undefined) throw new Refusal('error.schedule.period', { kind: named });
  return { kind: named, start, rate: flags.rate ?? HALF, period, ...warm };
}
