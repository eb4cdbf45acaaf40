import { placeholderOf } from '#shared/command/roles.ts';
import { shownCommand } from '#shared/command/shown.ts';
import { rolesOf, writtenFor } from '#shared/command/template.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import { dryRun, knownCommand, type ReadCommand, readCommand, takesRate } from '../../hosts/command/examine.ts';
import type { LookOptions } from '../../hosts/command/look.ts';
import type { Looked } from '../../hosts/command/observe.ts';
import { nodeHosts } from '../../hosts/node/node-hosts.ts';
import { onEndSignal } from '../../start/end-signals.ts';
import { say, tell } from '../say.ts';
import { table } from '../table.ts';

/** Which figures are which, where a person says so. */
export interface FigureFlags {
  loss?: string;
  devLoss?: string;
  devMetric?: string;
}

/**
 * A command as a person gave it, with its roles found and said.
 * @throws Refusal where the program isn't there, a role could be in several places, or no learning rate is found
 */
export function commandOf(argv: readonly string[], folder: string): ReadCommand {
  const read = readCommand(argv, folder);
  for (const { role, places } of read.asked)
    throw new Refusal('error.command.several', {
      role: say(`command.role.${role}`),
      places: places.map(({ name, written }) => `${name} ${written}`).join(', '),
      placeholder: placeholderOf(role) ?? '',
    });
  for (const placeholder of read.unknown) tell(say('command.unknownPlaceholder', { placeholder }));
  if (!takesRate(read)) throw new Refusal('error.command.noRate', { open: '{', close: '}' });
  return read;
}

/** The roles of a command as a table, its command in full above. */
function rolesTable({ template, inFile }: ReadCommand, argv: readonly string[]): string {
  const roles = [...rolesOf(template)].map(role => [
    say(`command.role.${role}`),
    writtenFor(template, role) ?? placeholderOf(role) ?? '',
  ]);
  const settings = inFile.map(({ role, written }) => [
    say(`command.role.${role}`),
    `${written} (${writtenFor(template, 'config')})`,
  ]);
  return [
    shownCommand(argv),
    table([say('command.column.role'), say('command.column.value')], [...roles, ...settings], []),
  ].join('\n');
}

/**
 * Runs a command once, as it is, to find its figures and how long it is.
 * @throws Refusal where it fails, or it can't be told which of its figures is the training loss
 */
async function observed(
  read: ReadCommand,
  said: FigureFlags,
  options: LookOptions,
): Promise<{ command: OwnCommand; looked: Looked }> {
  const looked = await dryRun(read, said, options);
  const { choice, seen } = looked;
  if (choice) return { command: knownCommand(read, looked, choice), looked };
  if (seen.length === 0) throw new Refusal('error.command.noFigures');
  const losses = seen.filter(({ name }) => /loss|nll/i.test(name));
  const rows = (losses.length > 0 ? losses : seen)
    .slice(0, 30)
    .map(({ name, first, last, sample }) => [name, String(first), String(last), sample.slice(0, 60)]);
  const head = (['figure', 'first', 'last', 'line'] as const).map(key => say(`command.column.${key}`));
  tell(table(head, rows, [1, 2]));
  throw new Refusal('error.command.whichLoss');
}

/** What a command was found to be, and how it may be looked at further. */
export interface Understood {
  read: ReadCommand;
  command: OwnCommand;
  looked: Looked;
  looks: LookOptions;
}

/**
 * Says the roles of a command, runs it once for its figures, and goes on with both; a signal that ends this program ends what runs of it.
 * @throws Refusal as `commandOf` and `observed`
 */
export async function understanding<T>(
  argv: readonly string[],
  said: FigureFlags,
  task: (understood: Understood) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const forget = onEndSignal(() => stopping.abort());
  const looks: LookOptions = { start: nodeHosts().startRunner, signal: stopping.signal };
  try {
    const read = commandOf(argv, process.cwd());
    tell(rolesTable(read, argv));
    tell(say('command.dryRun'));
    return await task({ read, ...(await observed(read, said, looks)), looks });
  } finally {
    forget();
  }
}
