import type { OwnCommand, SeenSchedule } from '../domain/own-command.ts';
import type { Schedule, ScheduleKind } from '../domain/schedule.ts';
import { writtenFor } from './template.ts';

/** Rates that are this near to each other are the same one, written with fewer digits. */
const SAME = 1e-3;
/** So many are needed to say that it stays as it is. */
const FEWEST = 5;

/**
 * What a logged learning rate does: one that is ever another one than at its start follows a schedule, be it a warm-up or a decay.
 * @param rates in the order of their steps; those that aren't finite are none
 * @returns undefined where too few were logged to say
 */
export function scheduleIn(rates: readonly number[]): SeenSchedule | undefined {
  const logged = rates.filter(rate => Number.isFinite(rate));
  const [first] = logged;
  if (first === undefined || logged.length < FEWEST) return undefined;
  return logged.every(rate => Math.abs(rate - first) <= SAME * Math.abs(first)) ? 'constant' : 'changes';
}

/** What scripts call a rate that stays as it is. */
const STAYS: ReadonlySet<string> = new Set(['constant', 'none', 'const', 'fixed', 'off', 'no']);
/** Kinds that scripts know by these names, as those of Hugging Face's do. */
export const BY_NAME: ReadonlySet<ScheduleKind> = new Set(['constant', 'linear', 'cosine']);

type Known = Pick<OwnCommand, 'template' | 'inFile' | 'followsSchedule'>;

/**
 * How a command takes a schedule: by a flag, of which linear and cosine can be asked by their names; or whatever it is by `DESCENT_PARAMS`,
 * which it said that it follows. Null: it takes none, or has one of its own, which stays.
 */
export function takesSchedule(command: Known): 'flag' | 'params' | null {
  if (command.followsSchedule) return 'params';
  if (!command.template.flat().some(part => 'role' in part && part.role === 'schedule')) return null;
  const written = writtenFor(command.template, 'schedule');
  return written === null || STAYS.has(written.toLowerCase()) ? 'flag' : null;
}

/** Whether a command can be asked for a schedule. */
export function canFollow(command: Known, { kind, warmup = 0 }: Schedule): boolean {
  const how = takesSchedule(command);
  return how === 'params' || (how === 'flag' && warmup === 0 && BY_NAME.has(kind));
}

/** The value of a schedule's flag; the person's own word for one that stays. Undefined: the flag is left as it is. */
export function scheduleName(command: Known, { kind }: Schedule): string | undefined {
  if (takesSchedule(command) !== 'flag') return undefined;
  return kind === 'constant' ? (writtenFor(command.template, 'schedule') ?? kind) : kind;
}
