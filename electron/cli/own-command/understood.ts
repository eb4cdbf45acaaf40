import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { type Understood, understand } from '#shared/command/figures/seen.ts';
import { FACTOR, type Proof, type ProofCheck, proofChecks } from '#shared/command/proof.ts';
import { placeholderOf } from '#shared/command/roles.ts';
import { shownCommand } from '#shared/command/shown.ts';
import { parseCommand, type RoleValues, rolesOf, writtenFor } from '#shared/command/template.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { CommandTemplate, OwnCommand, Role } from '#shared/domain/own-command.ts';
import { soleSettings } from '../../hosts/command/command-run.ts';
import { say, tell } from '../say.ts';
import { table } from '../table.ts';
import { type Observed, observe, rowsOf } from './observe.ts';

/** Which figures are which, where a person says so. */
export interface FigureFlags {
  loss?: string;
  devLoss?: string;
  devMetric?: string;
}

/** So many losses are enough to know a command by, and so many for each run of the proof. */
const ENOUGH = { dry: 40, proof: 20 } as const;

/**
 * A command as a person gave it, with its roles found and said.
 * @throws Refusal where the program isn't there, a role could be in several places, or no learning rate is found
 */
export function commandOf(
  argv: readonly string[],
  folder: string,
): { template: CommandTemplate; settings: Map<Role, string> } {
  const [program, ...rest] = argv;
  if (program === undefined) throw new Refusal('error.command.empty');
  const given = [programPath(program, folder), ...rest];
  const first = parseCommand(given);
  // Where both are there, the number of steps decides, as scripts have it that know both.
  const { template, asked, unknown } = first.found.some(({ role }) => role === 'steps')
    ? parseCommand(given, { epochs: null })
    : first;
  for (const { role, places } of asked)
    throw new Refusal('error.command.several', {
      role: say(`command.role.${role}`),
      places: places.map(({ name, written }) => `${name} ${written}`).join(', '),
      placeholder: placeholderOf(role) ?? '',
    });
  for (const placeholder of unknown) tell(say('command.unknownPlaceholder', { placeholder }));
  const settings = new Map<Role, string>();
  const config = writtenFor(template, 'config');
  if (config !== null && existsSync(resolve(folder, config)))
    for (const { role, written } of soleSettings(readFileSync(resolve(folder, config), 'utf8')))
      settings.set(role, written);
  if (!rolesOf(template).has('learningRate') && !settings.has('learningRate'))
    throw new Refusal('error.command.noRate', { open: '{', close: '}' });
  return { template, settings };
}

/** The roles of a command as a table, its command in full above. */
export function rolesTable(
  template: CommandTemplate,
  argv: readonly string[],
  settings: ReadonlyMap<Role, string>,
): string {
  const roles = [...rolesOf(template)].map(role => [
    say(`command.role.${role}`),
    writtenFor(template, role) ?? placeholderOf(role) ?? '',
  ]);
  const inFile = [...settings].map(([role, written]) => [
    say(`command.role.${role}`),
    `${written} (${writtenFor(template, 'config')})`,
  ]);
  return [
    shownCommand(argv),
    table([say('command.column.role'), say('command.column.value')], [...roles, ...inFile], []),
  ].join('\n');
}

/**
 * Runs a command once, as it is, to find its figures and how long it is.
 * @throws Refusal where it fails, or it can't be told which of its figures is the training loss
 */
export async function dryRun(
  { template, settings }: { template: CommandTemplate; settings: ReadonlyMap<Role, string> },
  folder: string,
  said: FigureFlags,
): Promise<{ command: OwnCommand; observed: Observed }> {
  const written = (role: Role): number | null => {
    const value = writtenFor(template, role) ?? settings.get(role) ?? null;
    return value === null ? null : Number(value);
  };
  const own: RoleValues = {};
  for (const role of NUMBERS) {
    const value = written(role) ?? (rolesOf(template).has(role) ? DEFAULTS[role] : undefined);
    if (value !== undefined) own[role] = value;
  }
  const [steps, epochs] = [written('steps'), written('epochs')];
  const sees = (observed: Observed): Understood => understand(observed.seen, said);
  const observed = await observe(template, folder, own, so => {
    if (steps === null) return false; // How long it is, only its end can tell.
    const understood = sees(so);
    return (
      'choice' in understood &&
      understood.choice.unit === 'step' &&
      rowsOf(so, understood.choice).losses.length >= ENOUGH.dry
    );
  });
  const understood = sees(observed);
  if (!('choice' in understood)) {
    const candidates = understood.loss
      .slice(0, 30)
      .map(({ name, first, last, sample }) => [name, String(first), String(last), sample.slice(0, 60)]);
    if (candidates.length === 0) throw new Refusal('error.command.noFigures');
    const head = (['figure', 'first', 'last', 'line'] as const).map(key => say(`command.column.${key}`));
    tell(table(head, candidates, [1, 2]));
    throw new Refusal('error.command.whichLoss');
  }
  const { choice: figures } = understood;
  const { reached } = rowsOf(observed, figures);
  const count = steps ?? epochs;
  const command: OwnCommand = observed.cut
    ? { template, folder, figures, steps: steps ?? reached, stepsPerCount: 1 }
    : { template, folder, figures, steps: reached, stepsPerCount: count === null ? 1 : reached / count };
  return { command, observed };
}

/** What stands for a placeholder of which nothing was said. */
const DEFAULTS = { learningRate: 0.001, batchSize: 64, momentum: 0.9, steps: 200, epochs: 1, seed: 1 } as const;
const NUMBERS = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

/** The proof run: is the command what a ladder needs it to be? Each run is as short as it may. @param observed the run as it was written */
export async function proofRun(
  command: OwnCommand,
  settings: ReadonlyMap<Role, string>,
  observed: Observed,
): Promise<ProofCheck[]> {
  const { template, folder, figures } = command;
  const rate = Number(writtenFor(template, 'learningRate') ?? settings.get('learningRate') ?? DEFAULTS.learningRate);
  const seed = Number(writtenFor(template, 'seed') ?? settings.get('seed') ?? 1);
  const hasSeed = rolesOf(template).has('seed') || settings.has('seed');
  const enough = (so: Observed): boolean => rowsOf(so, figures).losses.length >= ENOUGH.proof;
  const values = { learningRate: rate, ...(hasSeed && { seed }) };
  const one = async (changed: Partial<typeof values>) =>
    rowsOf(await observe(template, folder, { ...values, ...changed }, enough), figures);
  const proof: Proof = {
    figures,
    own: rowsOf(observed, figures),
    again: await one({}),
    faster: await one({ learningRate: rate * FACTOR }),
    otherSeed: hasSeed ? await one({ seed: seed + 1 }) : null,
  };
  return proofChecks(proof);
}

/** The absolute path of a program, so that the same one runs whatever comes first in PATH later. @throws Refusal where there is none */
function programPath(program: string, folder: string): string {
  const places = /[\\/]/.test(program)
    ? [isAbsolute(program) ? program : resolve(folder, program)]
    : (process.env.PATH ?? '').split(delimiter).map(path => join(path, program));
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const found = places.flatMap(place => endings.map(ending => place + ending)).find(isProgram);
  if (found === undefined) throw new Refusal('error.command.noProgram', { program });
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
