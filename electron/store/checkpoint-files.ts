import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { isConstant, scheduleKey } from '#shared/domain/schedule.ts';
import type { CheckpointKind } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { failure } from './failure.ts';
import { makeFolderIn } from './home.ts';

/*
 * Files of `HOME/checkpoints`: `<trialId>`, the latest state of a trial, from which it goes on; `<trialId>.best`, the weights of its best
 * evaluation alone; `<trialId>.branch-<step>`, what others branch off there. Each is a line of JSON (Label), the state as the trainer gave
 * it, and the SHA-256 of both. How many there are, and when each goes: decisions 0020 and 0023.
 */

/** What the best evaluations' weights of one home may take of the disk, in bytes; beyond that those that were kept first go. Those of final runs stay. */
export const MOST_BEST_BYTES = 2 ** 31;

/** What all checkpoints for branches of a home may take, in bytes. One that has no room isn't kept: who wants it trains from the beginning. */
const MOST_BRANCH_BYTES = 4 * 2 ** 30;

/** A trial's state before update `step`, as its trainer gave it: in pieces, one after the other. */
export interface TakenState {
  step: number;
  pieces: readonly Uint8Array[];
}

/** The same as it was kept. */
export interface KeptState {
  step: number;
  state: Uint8Array<ArrayBuffer>;
}

/** Whose state it is. It is of use to a trial alone that agrees in all of this. */
const Label = z.object({
  step: z.number().int().min(0),
  trialId: z.string(),
  dataDigest: z.string(),
  programVersion: z.string(),
  backend: BackendId,
  /** SHA-256 of the hyperparameters. */
  hyperparameters: z.string(),
});
type Label = z.infer<typeof Label>;

type Owner = Pick<Trial, 'id' | 'dataDigest' | 'programVersion' | 'backend' | 'hyperparameters'>;

const DIGEST_BYTES = 32;
/** So much is hashed before others have their turn: 4 MiB take some milliseconds. */
const PIECE_BYTES = 2 ** 22;
const LINE_END = 0x0a;

const folderOf = (home: string): string => join(home, 'checkpoints');

/** Which of a trial's checkpoints: the latest, that of its best evaluation, or what others branch off at a step. */
type Which = 'latest' | 'best' | number;

/** Where a trial's checkpoint lies inside a home folder. */
export const checkpointFile = (home: string, trialId: string, which: Which = 'latest'): string =>
  join(folderOf(home), which === 'latest' ? trialId : `${trialId}.${which === 'best' ? which : `branch-${which}`}`);

/** A trial has one writer, so the name can be the same each time; what a killed writer left is used again. */
const temporaryFile = (home: string, trialId: string): string => `${checkpointFile(home, trialId)}.tmp`;

/**
 * Writes a trial's checkpoint in place of the one before of its kind (and step, of a branch). It appears whole or not at all, also when the
 * power fails. Calls for one trial must not overlap.
 * @param mostBytes for all branches of the home
 * @throws Refusal where the disk is full, the folder can't be written, or branches have no more room; the one before is still there
 */
export async function saveCheckpoint(
  home: string,
  trial: Owner,
  { step, pieces }: TakenState,
  kind: CheckpointKind = 'latest',
  mostBytes = MOST_BRANCH_BYTES,
): Promise<void> {
  const file = checkpointFile(home, trial.id, kind === 'branch' ? step : kind);
  const temporary = temporaryFile(home, trial.id);
  const folder = folderOf(home);
  const label: Label = { step, ...identityOf(trial) };
  try {
    makeFolderIn(home, 'checkpoints');
    if (kind === 'branch') await refuseTooMany(folder, basename(file), pieces, mostBytes);
    const handle = await open(temporary, 'w', 0o600);
    try {
      const hash = createHash('sha256');
      for (const piece of [
        Buffer.from(`${JSON.stringify(label)}\n`),
        ...pieces.flatMap(piece => [...piecesOf(piece)]),
      ]) {
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.writeFile(hash.digest());
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw failure(error, file);
  }
}

/** What there is to go on from, or why there is nothing although the trial had begun. */
export interface FoundState {
  kept: KeptState | null;
  problem: Reason | null;
}

/**
 * A trial's checkpoint, where there is one that it can go on from. There is none where none was written, it is not whole, or it belongs
 * to other data, hyperparameters, another backend or another version of the program.
 * @param attempts so many attempts of the trial were begun before
 * @param which a number: what branches off at this step
 */
export async function findCheckpoint(
  home: string,
  trial: Owner,
  attempts: number,
  which: Which = 'latest',
): Promise<FoundState> {
  const none = (key: MessageKey, values: Reason['values'] = {}): FoundState => ({
    kept: null,
    problem: { key, values },
  });
  let bytes: Buffer<ArrayBuffer>;
  try {
    bytes = await readFile(checkpointFile(home, trial.id, which));
  } catch (error) {
    if (attempts === 0) return { kept: null, problem: null }; // As it must be.
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? none('reason.checkpoint.none')
      : none('reason.checkpoint.unreadable', { detail: message });
  }
  const digest = await digestOf(bytes.subarray(0, -DIGEST_BYTES));
  if (!digest.equals(bytes.subarray(-DIGEST_BYTES))) return none('reason.checkpoint.damaged');
  const lineEnd = bytes.indexOf(LINE_END);
  const label = labelIn(bytes.toString('utf8', 0, lineEnd));
  if (!label) return none('reason.checkpoint.foreign');
  const { step, ...identity } = label;
  const wanted = identityOf(trial);
  const other = Object.keys(wanted).filter(
    k => identity[k as keyof typeof wanted] !== wanted[k as keyof typeof wanted],
  );
  if (other.length > 0) return none('reason.checkpoint.other', { what: other.join(', ') });
  return { kept: { step, state: bytes.subarray(lineEnd + 1, -DIGEST_BYTES) }, problem: null };
}

/** As `findCheckpoint`, for a trial whose new attempt begins now. */
export async function loadCheckpoint(home: string, trial: Owner & Pick<Trial, 'attempt'>): Promise<FoundState> {
  // Left by a writer that was killed.
  await rm(temporaryFile(home, trial.id), { force: true }).catch(() => {});
  return findCheckpoint(home, trial, trial.attempt - 1);
}

/** Removes checkpoints of a trial, its own ones, which nobody needs any more. Where that fails, they lie about and do no harm. */
export async function dropCheckpoint(
  home: string,
  trialId: string,
  which: readonly ('latest' | 'best')[] = ['latest', 'best'],
): Promise<void> {
  const files = [...which.map(one => checkpointFile(home, trialId, one)), temporaryFile(home, trialId)];
  await Promise.allSettled(files.map(file => rm(file, { force: true })));
}

/**
 * Removes the best evaluations' weights that were kept first, until what is left takes no more than it may.
 * @param lasting trials (by id) whose weights stay, however much they take
 * @returns how many files were removed
 */
export async function boundBest(
  home: string,
  mostBytes = MOST_BEST_BYTES,
  lasting: ReadonlySet<string> = new Set(),
): Promise<number> {
  const folder = folderOf(home);
  const names = (await namesIn(home)).filter(name => kindOf(name) === 'best' && !lasting.has(ownerOf(name)));
  const files = await Promise.all(
    names.map(name =>
      stat(join(folder, name)).then(
        of => ({ name, of }),
        () => null,
      ),
    ),
  );
  const newestFirst = files.filter(file => file !== null).sort((a, b) => b.of.mtimeMs - a.of.mtimeMs);
  let bytes = 0;
  const tooMany = newestFirst.filter(({ of }) => {
    bytes += of.size;
    return bytes > mostBytes;
  });
  const removed = await Promise.allSettled(tooMany.map(({ name }) => rm(join(folder, name), { force: true })));
  return removed.filter(({ status }) => status === 'fulfilled').length;
}

/** Removes what some trials kept for others that would branch off them. Where that fails, it lies about and does no harm. */
export async function dropBranches(home: string, trialIds: readonly string[]): Promise<void> {
  const files = await checkpointsOf(home, trialIds);
  await Promise.allSettled(files.filter(isBranch).map(file => rm(file, { force: true })));
}

/** All files that are kept here of some trials, of whatever kind. */
export async function checkpointsOf(home: string, trialIds: readonly string[]): Promise<string[]> {
  const wanted = new Set(trialIds);
  const names = await namesIn(home);
  return names.filter(name => wanted.has(ownerOf(name))).map(name => join(folderOf(home), name));
}

const namesIn = (home: string): Promise<string[]> => readdir(folderOf(home)).catch((): string[] => []);
const ownerOf = (name: string): string => name.split('.')[0] as string;
const isBranch = (name: string): boolean => /\.branch-\d+$/.test(name);
const kindOf = (name: string): CheckpointKind =>
  isBranch(name) ? 'branch' : name.endsWith('.best') ? 'best' : 'latest';

/** @throws Refusal where branches would take more than they may with this one */
async function refuseTooMany(folder: string, name: string, pieces: TakenState['pieces'], most: number): Promise<void> {
  const others = (await readdir(folder)).filter(other => isBranch(other) && other !== name);
  const sizes = await Promise.all(others.map(async other => (await stat(join(folder, other)).catch(() => null))?.size));
  const bytes = [...sizes, ...pieces.map(({ length }) => length)].reduce<number>((sum, size = 0) => sum + size, 0);
  if (bytes > most) throw new Refusal('reason.checkpoint.branches', { most });
}

/** What this file makes in the folder: a checkpoint, or one that is being written. */
const MADE_HERE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.branch-\d+|\.best|\.tmp)?$/;

/**
 * Removes what nobody goes on from any more: a core that is killed between a trial's end and the removal of its checkpoint leaves
 * that behind, and one that is killed while it writes, a half-written one. To be called before anything is trained.
 * @param wanted whether that kind of a trial of that id is of use: one may go on, others may branch off it, its best weights are asked for
 * @returns how many files were removed
 */
export async function sweepCheckpoints(
  home: string,
  wanted: (trialId: string, kind: CheckpointKind) => boolean,
): Promise<number> {
  const left = (await namesIn(home))
    .filter(name => MADE_HERE.test(name))
    .filter(name => name.endsWith('.tmp') || !wanted(ownerOf(name), kindOf(name)));
  const removed = await Promise.allSettled(left.map(name => rm(join(folderOf(home), name), { force: true })));
  return removed.filter(({ status }) => status === 'fulfilled').length;
}

function identityOf({ id, dataDigest, programVersion, backend, hyperparameters }: Owner): Omit<Label, 'step'> {
  // Parsed, so that the order of the names is always the same. A constant rate, which all trials once had, isn't named.
  const { schedule, ...others } = Hyperparameters.parse(hyperparameters);
  const json = JSON.stringify(isConstant(schedule) ? others : { ...others, schedule: scheduleKey(schedule) });
  const digest = createHash('sha256').update(json).digest('hex');
  return { trialId: id, dataDigest, programVersion, backend, hyperparameters: digest };
}

function labelIn(line: string): Label | null {
  try {
    return Label.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

async function digestOf(bytes: Uint8Array): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const piece of piecesOf(bytes)) {
    hash.update(piece);
    await setImmediate();
  }
  return hash.digest();
}

async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder, and keeps the new name without.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
