import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, resolve } from 'node:path';
import type { SaidFigures } from '#shared/command/figures/looked.ts';
import { FACTOR, proofChecks } from '#shared/command/proof.ts';
import { scheduleIn } from '#shared/command/schedule.ts';
import { type ParsedCommand, parseCommand, type RoleValues, rolesOf, writtenFor } from '#shared/command/template.ts';
import { windowsEndings, windowsStart } from '#shared/command/windows-start.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { FigureChoice, OwnCommand, ProofCheck, Role } from '#shared/domain/own-command.ts';
import { soleSettings } from './command-run.ts';
import { takesCheckpoint } from './kept-checkpoint.ts';
import { type LookOptions, look } from './look.ts';
import type { Looked } from './observe.ts';
import { proveResume } from './prove-resume.ts';

/** A command as a person gave it, with what was found in it. */
export interface ReadCommand extends Pick<ParsedCommand, 'template' | 'asked' | 'unknown'> {
  /** With the absolute path of its program. */
  argv: readonly string[];
  folder: string;
  /** What its file of settings decides. */
  inFile: { role: Role; written: string }[];
}

/** Which place of several a role has; null: none. */
export type RoleAnswers = Parameters<typeof parseCommand>[1];

/** So many losses are enough to know a command by, and so many for each run of the proof. */
const ENOUGH = { dry: 40, proof: 20 } as const;
/** A dry run waits for a second evaluation, but not longer than this. */
const EVALUATIONS = { count: 2, longestMs: 30_000 } as const;

/**
 * Finds the roles of a command; nothing is run.
 * @throws Refusal where there is nothing, or its program isn't there
 */
export function readCommand(argv: readonly string[], folder: string, answers: RoleAnswers = {}): ReadCommand {
  const [program, ...rest] = argv;
  if (program === undefined) throw new Refusal('error.command.empty');
  const given = [programPath(program, folder), ...rest];
  const start = process.platform === 'win32' ? windowsStart(given, 'cmd.exe') : null;
  if (start && 'problem' in start) throw new Refusal('error.command.batchFile', { argument: start.problem });
  const first = parseCommand(given, answers);
  // Where both are there, the number of steps decides, as scripts have it that know both.
  const both = answers.epochs === undefined && first.found.some(({ role }) => role === 'steps');
  const { template, asked, unknown } = both ? parseCommand(given, { ...answers, epochs: null }) : first;
  const config = writtenFor(template, 'config');
  const file = config === null ? null : resolve(folder, config);
  const inFile =
    file !== null && isFile(file)
      ? soleSettings(readFileSync(file, 'utf8'))
          .map(({ role, written }) => ({ role, written }))
          .filter(({ role }) => !rolesOf(template).has(role))
      : [];
  return { argv: given, folder, template, asked, unknown, inFile };
}

/** Whether the command's learning rate can be set. */
export const takesRate = ({ template, inFile }: ReadCommand): boolean =>
  rolesOf(template).has('learningRate') || inFile.some(({ role }) => role === 'learningRate');

/** What stands for a placeholder of which nothing was said. */
const DEFAULTS = { learningRate: 0.001, batchSize: 64, momentum: 0.9, steps: 200, epochs: 1, seed: 1 } as const;
const NUMBERS = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

type Written = Pick<ReadCommand, 'template' | 'inFile'>;

/** What the person wrote for a role, in the arguments or in the file of settings; null: nothing. */
function written({ template, inFile }: Written, role: Role): number | null {
  const value = writtenFor(template, role) ?? inFile.find(one => one.role === role)?.written ?? null;
  return value === null ? null : Number(value);
}

/** The values of a command as the person wrote it. */
export function ownValues(command: Written): RoleValues {
  const own: RoleValues = {};
  for (const role of NUMBERS) {
    const value = written(command, role) ?? (rolesOf(command.template).has(role) ? DEFAULTS[role] : undefined);
    if (value !== undefined) own[role] = value;
  }
  return own;
}

/**
 * Runs a command once, as it is, to find its figures and how long it is.
 * @param said names of some figures, or what all of them mean
 * @throws Refusal as `look`
 */
export function dryRun(command: ReadCommand, said: SaidFigures | FigureChoice, options: LookOptions): Promise<Looked> {
  const { template, folder } = command;
  // How long it is, only its end can tell where no argument does.
  const isKnown = written(command, 'steps') !== null;
  const { count: evaluations, longestMs } = EVALUATIONS;
  const enough = isKnown ? { losses: ENOUGH.dry, countsSteps: true, evaluations, longestMs } : null;
  return look({ template, folder, values: ownValues(command), said, enough }, options);
}

/** As `descent.schedule` says that it does what `DESCENT_PARAMS` asks. */
const FOLLOWS = 'follows_schedule';

/** A command with what its dry run showed. @param figures what they mean */
export function knownCommand(
  command: ReadCommand,
  { reached, cut, rates, seen, pace }: Pick<Looked, 'reached' | 'cut' | 'rates' | 'seen' | 'pace'>,
  figures: FigureChoice,
): OwnCommand {
  const { template, folder, inFile } = command;
  const [steps, epochs] = [written(command, 'steps'), written(command, 'epochs')];
  const count = steps ?? epochs;
  const length = cut
    ? { steps: steps ?? Math.max(1, reached), stepsPerCount: 1 }
    : { steps: Math.max(1, reached), stepsPerCount: count === null ? 1 : Math.max(1, reached) / count };
  const schedule = scheduleIn(rates);
  return {
    template,
    folder,
    figures,
    ...length,
    ...(inFile.length > 0 && { inFile }),
    ...(schedule && { schedule }),
    ...(pace && { pace }),
    ...(seen.some(({ name }) => name === FOLLOWS) && { followsSchedule: true }),
  };
}

/**
 * The proof run: is the command what a ladder needs it to be? Each run is as short as it may.
 * @param observed the run as it was written, with the same figures
 * @throws Refusal as `look`
 */
export async function proofRun(
  command: OwnCommand,
  observed: Pick<Looked, 'losses' | 'rates' | 'memoryBytes'>,
  options: LookOptions,
): Promise<ProofCheck[]> {
  const { template, folder, figures, inFile = [], schedule } = command;
  const of = { template, inFile };
  const roles = rolesOf(template);
  const rate = written(of, 'learningRate') ?? DEFAULTS.learningRate;
  const seed = written(of, 'seed') ?? DEFAULTS.seed;
  const hasSeed = roles.has('seed') || inFile.some(({ role }) => role === 'seed');
  const values = { ...ownValues(of), learningRate: rate, ...(hasSeed && { seed }) };
  const enough = { losses: ENOUGH.proof, countsSteps: false, evaluations: 0, longestMs: 0 };
  const one = (changed: RoleValues) =>
    look({ template, folder, values: { ...values, ...changed }, said: figures, enough }, options);
  const again = await one({});
  const faster = await one({ learningRate: rate * FACTOR });
  const others = hasSeed ? [await one({ seed: seed + 1 }), await one({ seed: seed + 2 })] : [await one({})];
  const hasResume = takesCheckpoint(template);
  const resumed = hasResume
    ? await proveResume(command, { learningRate: rate, ...(hasSeed && { seed }) }, options)
    : null;
  const memory = [observed, again, faster, ...others].map(({ memoryBytes }) => memoryBytes ?? 0);
  return proofChecks({
    figures,
    own: observed,
    again,
    faster,
    others,
    hasSeed,
    hasResume,
    resumed,
    schedule,
    memoryBytes: Math.max(...memory) || null,
  });
}

/** The absolute path of a program, so that the same one runs whatever comes first in PATH later. @throws Refusal where there is none */
function programPath(program: string, folder: string): string {
  const places = /[\\/]/.test(program)
    ? [isAbsolute(program) ? program : resolve(folder, program)]
    : (process.env.PATH ?? '').split(delimiter).map(path => resolve(folder, path, program));
  const endings = process.platform === 'win32' ? windowsEndings(program) : [''];
  const found = places.flatMap(place => endings.map(ending => place + ending)).find(isProgram);
  if (found === undefined) throw new Refusal('error.command.noProgram', { program });
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    // A folder may be gone into, which is no running.
    return isFile(path);
  } catch {
    return false;
  }
}

/** No folder, and no device, which may have no end. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
