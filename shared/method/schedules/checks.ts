import type { Rule } from '../../domain/evidence.ts';
import type { Statement } from '../../domain/reason.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { firstBelow, type ScheduleFigures, scheduleFigures } from './figures.ts';
import { firstDrop, learningRateAt } from './learning-rate-at.ts';
import { startBefore } from './proposed.ts';

/** One check of a schedule before anything is trained by it. `holds`: there is nothing to be looked at. */
export interface ScheduleCheck {
  rule: Extract<Rule, 'D3' | 'D4' | 'D5'>;
  holds: boolean;
  message: Statement;
}

/** A schedule and the run that it is for. */
export interface Scheduled {
  schedule: Schedule;
  /** lr0. */
  learningRate: number;
  /** T, num_steps. */
  steps: number;
  /** The step at which the dev metric peaked without decay; T or later: it stood at the last evaluation. Null: not known. */
  peak: number | null;
}

/** A start is a little before the peak from this share of its step on; D3 itself says 0.9. */
const EARLIEST_START = 0.75;
/** From so many drops between its start and the end on a period is very short (D4, D5). */
const MANY_DROPS = 50;
/** Below this share of lr0 a step hardly trains; where that is so for more than a twentieth of all steps, the rate dies early [D5]. */
const NOTHING = 1e-3;
const NEAR_THE_END = 0.95;
/** The last step's rate is low enough from this share of lr0 on [D5]. */
const LOW = 0.1;

const rate = (value: number) => ({ as: 'rate', value }) as const;

/** What D3, D4 and D5 say of a schedule, in that order; nothing of a constant one. */
export function scheduleChecks({ schedule, learningRate, steps, peak }: Scheduled): ScheduleCheck[] {
  const figures = scheduleFigures(schedule, learningRate, steps, peak);
  const { warmup = 0 } = schedule;
  if (warmup >= steps) {
    const values = { steps, rate: rate(figures.last) };
    return [{ rule: 'D5', holds: false, message: { key: 'schedule.check.neverWarm', values } }];
  }
  if (schedule.kind === 'constant') return [];
  const classic = 'period' in schedule ? schedule : null;
  return [
    ...(classic && peak !== null ? [startCheck(firstDrop(classic), peak, steps)] : []),
    ...(classic && peak !== null && peak < steps ? [halfCheck(learningRate, peak, figures)] : []),
    lastsCheck(schedule, learningRate, steps),
    lowCheck(learningRate, figures),
    ...(classic ? [periodCheck(classic.period, figures.drops ?? 0)] : []),
  ];
}

function startCheck(start: number, peak: number, steps: number): ScheduleCheck {
  const check = (key: Statement['key'], holds: boolean, values: Statement['values']): ScheduleCheck => ({
    rule: 'D3',
    holds,
    message: { key, values },
  });
  if (peak >= steps) return check('schedule.check.noPeak', false, {});
  const better = startBefore(peak);
  if (start >= peak) return check('schedule.check.startLate', false, { start, peak, better });
  if (start < Math.min(EARLIEST_START * peak, better))
    return check('schedule.check.startEarly', false, { start, peak, better });
  return check('schedule.check.startGood', true, { start, peak });
}

function halfCheck(learningRate: number, peak: number, { atPeak, drops }: ScheduleFigures): ScheduleCheck {
  const values = { peak, rate: rate(atPeak ?? Number.NaN), learningRate: rate(learningRate) };
  const said = (key: Statement['key'], holds: boolean): ScheduleCheck => ({
    rule: 'D4',
    holds,
    message: { key, values },
  });
  if ((atPeak ?? Number.NaN) <= learningRate / 2) return said('schedule.check.halved', true);
  if ((drops ?? 0) >= MANY_DROPS) return said('schedule.check.notHalvedButShort', true);
  return said('schedule.check.notHalved', false);
}

function lastsCheck(schedule: Schedule, learningRate: number, steps: number): ScheduleCheck {
  const dies = firstBelow(NOTHING, schedule, steps);
  const nearEnd = Math.floor(NEAR_THE_END * steps);
  if (dies !== null && dies < nearEnd) {
    const values = { step: dies, count: steps - dies, learningRate: rate(learningRate) };
    return { rule: 'D5', holds: false, message: { key: 'schedule.check.dies', values } };
  }
  const values = { step: nearEnd, rate: rate(learningRateAt(schedule, learningRate, nearEnd, steps)) };
  return { rule: 'D5', holds: true, message: { key: 'schedule.check.lasts', values } };
}

function lowCheck(learningRate: number, { last }: ScheduleFigures): ScheduleCheck {
  const holds = last <= LOW * learningRate;
  const key = holds ? 'schedule.check.comesDown' : 'schedule.check.staysHigh';
  return { rule: 'D5', holds, message: { key, values: { rate: rate(last) } } };
}

function periodCheck(period: number, count: number): ScheduleCheck {
  if (count >= MANY_DROPS)
    return { rule: 'D5', holds: false, message: { key: 'schedule.check.periodShort', values: { period, count } } };
  const holds = count > 1;
  const key = holds ? 'schedule.check.periodGood' : 'schedule.check.periodLong';
  return { rule: 'D5', holds, message: { key, values: { count } } };
}
