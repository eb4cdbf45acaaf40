import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { plainChoice } from '#shared/domain/data-choice.ts';
import {
  type DataChoice,
  DataKind,
  type MissingCode,
  SplitBy,
  type SplitChoice,
  Task,
  TextEncoding,
} from '#shared/domain/dataset.ts';
import { DateOrder } from '#shared/domain/preprocessing.ts';
import { say } from './say.ts';

/** The flags that every command takes. */
export interface CommonOptions {
  home?: string;
  json?: boolean;
}

/** What a person says about the data. */
export interface DataOptions extends CommonOptions {
  kind?: DataKind;
  target?: string;
  task?: Task;
  encoding?: TextEncoding;
  drop?: string[];
  missing?: MissingCode[];
  decimal?: '.' | ',';
  dateOrder?: DateOrder;
  logTarget?: boolean;
  split?: SplitChoice;
  group?: string;
  splitSeed?: number;
}

/** A number within bounds, refused with one sentence otherwise. */
export function number(from: number, to: number, whole: boolean): (given: string) => number {
  return given => {
    const value = given.trim() === '' ? Number.NaN : Number(given);
    if (Number.isFinite(value) && value >= from && value <= to && (!whole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(say(whole ? 'cli.badWhole' : 'cli.badNumber', { from, to }));
  };
}

/** Numbers with commas between them. */
export const list =
  (item: (given: string) => number) =>
  (given: string): number[] =>
    given.split(',').map(item);

export function addCommon(command: Command): Command {
  // Whole, since it stands in records that are read from anywhere.
  return command
    .option('--home <dir>', say('cli.flag.home'), dir => resolve(dir))
    .option('--json', say('cli.flag.json'));
}

/** Adds what a person may say about the data. */
export function addDataChoice(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', say('cli.flag.kind')).choices(DataKind.options))
    .option('--target <column>', say('cli.flag.target'))
    .addOption(new Option('--task <task>', say('cli.flag.task')).choices(Task.options))
    .addOption(new Option('--encoding <name>', say('cli.flag.encoding')).choices(TextEncoding.options))
    .option('--drop <column>', say('cli.flag.drop'), (given: string, before?: string[]) => gathered(given, before))
    .option('--missing <value>', say('cli.flag.missing'), (given: string, before?: MissingCode[]) =>
      gathered(missingCode(given), before),
    )
    .addOption(new Option('--decimal <sign>', say('cli.flag.decimal')).choices(['.', ',']))
    .addOption(new Option('--date-order <order>', say('cli.flag.dateOrder')).choices(DateOrder.options))
    .option('--log-target', say('cli.flag.logTarget'))
    .option('--split <way>', say('cli.flag.split'), splitChoice)
    .addOption(new Option('--group <column>', say('cli.flag.group')).conflicts('split'))
    .option('--split-seed <n>', say('cli.flag.splitSeed'), number(0, 2 ** 31 - 1, true));
}

/** What the person said about the data. */
export function dataChoiceOf({
  kind,
  target,
  task,
  encoding,
  drop,
  missing,
  decimal,
  dateOrder,
  logTarget,
  splitSeed,
  ...rest
}: DataOptions): DataChoice {
  const split: SplitChoice | undefined = rest.group ? { by: 'group', column: rest.group } : rest.split;
  return plainChoice({
    kind,
    target: target || undefined,
    task,
    encoding,
    drop: drop?.filter(name => name !== ''),
    missing,
    decimal,
    dateOrder,
    ...(logTarget && { logTarget }),
    ...(split && { split }),
    ...(splitSeed !== undefined && { splitSeed }),
  });
}

/** A flag that may be given more than once. */
const gathered = <T>(given: T, before: readonly T[] = []): T[] => [...before, given];

/** `-200` in every column, or `CO(GT)=-200` in one; the last sign of equality counts. */
function missingCode(given: string): MissingCode {
  const at = given.lastIndexOf('=');
  const code = { value: given.slice(at + 1), ...(at > 0 && { column: given.slice(0, at) }) };
  if (code.value.trim() !== '') return code;
  throw new InvalidArgumentError(say('cli.badMissing'));
}

/** `random`, `time`, or `group:patient_id`: a way, and the column where one is to be named. */
function splitChoice(given: string): SplitChoice {
  const at = given.indexOf(':');
  const by = SplitBy.safeParse(at < 0 ? given : given.slice(0, at));
  const column = at < 0 ? '' : given.slice(at + 1).trim();
  if (by.success && (at < 0 || (column !== '' && by.data !== 'random')))
    return { by: by.data, ...(column !== '' && { column }) };
  throw new InvalidArgumentError(say('cli.badSplit'));
}
