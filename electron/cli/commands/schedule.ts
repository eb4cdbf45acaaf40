import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import asciichart from 'asciichart';
import type { Command } from 'commander';
import { MOST } from '#shared/domain/hyperparameters.ts';
import { written } from '#shared/domain/reason.ts';
import type { ScheduleKind } from '#shared/domain/schedule.ts';
import { type ScheduleCheck, type Scheduled, scheduleChecks } from '#shared/method/schedules/checks.ts';
import { scheduleFigures } from '#shared/method/schedules/figures.ts';
import { learningRateAt, ratePoints } from '#shared/method/schedules/learning-rate-at.ts';
import { scheduleWords } from '#shared/method/schedules/words.ts';
import { formatCount, formatQuantity, formatRate } from '../format.ts';
import { number } from '../options.ts';
import { say } from '../say.ts';
import { addSchedule, type ScheduleFlags, scheduleOf } from '../schedule-flags.ts';
import { addRate } from '../stage-options.ts';

interface ScheduleOptions extends ScheduleFlags {
  kind: ScheduleKind;
  lr: number;
  steps: number;
  peak?: number;
  json?: boolean;
}

/** `descent schedule`: how the learning rate would change, and what D3 to D5 say of it; nothing is trained. */
export function addScheduleCommand(program: Command): void {
  const command = program.command('schedule').description(say('cli.schedule.about'));
  addSchedule(addRate(command), '--kind')
    .requiredOption('--steps <n>', say('cli.flag.scheduleSteps'), number(1, MOST.steps, true))
    .option('--peak <step>', say('cli.flag.peak'), number(0, MOST.steps, true))
    .option('--json', say('cli.flag.json'))
    .action(async ({ kind, lr, steps, peak, json, ...flags }: ScheduleOptions) => {
      const known = { steps, peak: peak ?? null };
      const scheduled: Scheduled = { schedule: scheduleOf(kind, flags, known), learningRate: lr, ...known };
      if (json) await pipeline(Readable.from(jsonOf(scheduled)), process.stdout, { end: false });
      else console.log(picture(scheduled));
    });
}

const sentence = ({ message }: ScheduleCheck): string => say(message.key, written(message, formatQuantity));

/** Points that are written at once: a cosine of ten million steps has as many. */
const AT_ONCE = 10_000;

/** One object, in pieces. */
function* jsonOf(scheduled: Scheduled): Generator<string> {
  const { schedule, learningRate, steps, peak } = scheduled;
  const { drops: _, ...rates } = scheduleFigures(schedule, learningRate, steps, peak);
  const checks = scheduleChecks(scheduled).map(one => ({ rule: one.rule, holds: one.holds, message: sentence(one) }));
  yield '{"points":[';
  let piece: string[] = [];
  let isFirst = true;
  const joined = (): string => {
    const text = `${isFirst ? '' : ','}${piece.join(',')}`;
    isFirst = false;
    piece = [];
    return text;
  };
  for (const point of ratePoints(schedule, learningRate, steps)) {
    piece.push(JSON.stringify(point));
    if (piece.length === AT_ONCE) yield joined();
  }
  if (piece.length > 0) yield joined();
  yield `],${JSON.stringify({ checks, schedule, rates }).slice(1)}\n`;
}

const [WIDTH, HEIGHT, LABEL_WIDTH] = [60, 10, 8];

/** The curve from the first step to T, what it is called, its rates, and a line for each check. */
function picture(scheduled: Scheduled): string {
  const { schedule, learningRate, steps, peak } = scheduled;
  const words = scheduleWords(schedule);
  const figures = scheduleFigures(schedule, learningRate, steps, peak);
  const line = Array.from({ length: WIDTH }, (_, i) =>
    learningRateAt(schedule, learningRate, Math.min(steps - 1, Math.round((i * steps) / (WIDTH - 1))), steps),
  );
  const format = (value: number) => formatRate(value < learningRate * 1e-9 ? 0 : value).padStart(LABEL_WIDTH);
  const drawn = asciichart.plot(line, { height: HEIGHT, min: 0, max: learningRate, format });
  const [first, last] = ['0', formatCount(steps)];
  const axis = `${' '.repeat(LABEL_WIDTH + 2)}${first}${last.padStart(WIDTH - first.length)}`;
  const rates = [
    say('cli.schedule.atStart', { rate: formatRate(figures.atStart) }),
    ...(figures.atPeak === null || peak === null
      ? []
      : [say('cli.schedule.atPeak', { peak, rate: formatRate(figures.atPeak) })]),
    say('cli.schedule.atLast', { step: steps - 1, rate: formatRate(figures.last) }),
    say('cli.schedule.atEnd', { steps, rate: formatRate(figures.atEnd) }),
  ];
  const checks = scheduleChecks(scheduled).map(one => `  ${one.holds ? '✓' : '!'} ${sentence(one)} [${one.rule}]`);
  return [say(words.key, words.values), '', drawn, axis, '', rates.join(' · '), ...checks].join('\n');
}
