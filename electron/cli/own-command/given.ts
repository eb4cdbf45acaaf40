import type { Command } from 'commander';
import { say } from '../say.ts';

const at = process.argv.indexOf('--', 2);

/** What stands behind `--`: a person's own command, as an array of arguments; null: there is none. */
export const COMMAND: readonly string[] | null = at < 0 ? null : process.argv.slice(at + 1);

/** The arguments of this program alone. */
export const ARGUMENTS: readonly string[] = at < 0 ? process.argv : process.argv.slice(0, at);

/** Lets a command of this program take a person's own behind `--`, in place of what it must be given else. */
export function takesCommand(command: Command): Command {
  command.usage(say('cli.command.usage'));
  if (COMMAND) for (const option of command.options) option.makeOptionMandatory(false);
  return command;
}

/** The same for one that looks at the command first, and may be told which of its figures is which. */
export function looksAtCommand(command: Command): Command {
  return takesCommand(command)
    .option('--loss <figure>', say('cli.flag.loss'))
    .option('--dev-loss <figure>', say('cli.flag.devLoss'))
    .option('--dev-metric <figure>', say('cli.flag.devMetric'));
}
