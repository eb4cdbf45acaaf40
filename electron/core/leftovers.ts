import { readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TrialStatus } from '#shared/domain/trial.ts';
import { endLeftOvers } from '../hosts/command/left-over.ts';
import { sweepCheckpoints } from '../store/checkpoint-files.ts';
import { backupFolder, commandsFolder, databaseFile, droppedFolder, preparedFolder } from '../store/home.ts';
import { dropOf } from '../store/project-files.ts';
import type { Store } from '../store/store.ts';
import { ownerOf } from '../store/temporary-name.ts';
import { logFolderOf } from '../store/trial-log.ts';

/** A file of an unknown writer that nobody wrote to for so long is nobody's any more. */
const FORGOTTEN_MS = 3_600_000;

/** The folder of one drop: a UUID (`drop-requests.ts`). */
const DROP_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Removes what killed processes left in a home: half-written files, and whole ones that nobody uses. To be called once, by the core that
 * holds the home, before it starts anything. Only what Descent itself made is touched, and nothing that another process may still be
 * writing (`descent data` and `descent backup` run beside a core). How many files and folders that were is an event.
 */
export async function sweepLeftovers(home: string, store: Store): Promise<void> {
  // Before their folders are looked at.
  const processes = await endLeftOvers(commandsFolder(home));
  if (processes > 0) await store.recordEvent('leftovers.ended', { count: processes });
  const counts = await Promise.all([
    // Both are of a core or server that is gone: this one holds the home. The second holds a token.
    sweep(home, async (_path, name) => name === 'lock.json.new' || name === 'open.html'),
    sweepPrepared(preparedFolder(home)),
    sweep(backupFolder(home), async (_path, name) => isAbandoned(name)),
    // A restore that was cut off.
    sweep(home, async (_path, name) => name.startsWith(`${basename(databaseFile(home))}.`) && isAbandoned(name)),
    sweep(logFolderOf(home), async (_path, name) => isDeadCheck(name)),
    sweepDrops(home, store),
    sweepRuns(home, store),
    sweepUnwantedCheckpoints(home, store),
  ]);
  const count = counts.reduce((a, b) => a + b, 0);
  if (count > 0) await store.recordEvent('leftovers.swept', { count });
}

/** Half-written files, and files that lack the other one of file and digest, so that neither is of use. */
async function sweepPrepared(folder: string): Promise<number> {
  const names = new Set(await namesIn(folder));
  const isAlone = (name: string): boolean =>
    name.endsWith('.descent.sha256')
      ? !names.has(name.replace(/\.sha256$/, ''))
      : name.endsWith('.descent') && !names.has(`${name}.sha256`);
  return sweep(folder, async (path, name) => {
    if (!name.endsWith('.tmp')) return isAlone(name) && (await isForgotten(path));
    const owner = ownerOf(name);
    return owner === null ? isForgotten(path) : !isAlive(owner);
  });
}

/** Drops that no project is made from: whoever dropped them left before there was one. */
async function sweepDrops(home: string, store: Store): Promise<number> {
  const used = new Set((await store.projects()).map(({ source }) => dropOf(home, source)));
  return sweep(droppedFolder(home), async (_path, name) => DROP_NAME.test(name) && !used.has(name));
}

/** Folders of runs whose trial is gone. */
async function sweepRuns(home: string, store: Store): Promise<number> {
  const known = new Set((await store.allTrials()).map(({ id }) => id));
  return sweep(commandsFolder(home), async (_path, name) => DROP_NAME.test(name) && !known.has(name));
}

/**
 * A checkpoint of a trial that has ended for good is of no use; the best evaluation's weights are, where it can be recommended, and what others
 * branch off until their stage is finished.
 */
async function sweepUnwantedCheckpoints(home: string, store: Store): Promise<number> {
  const over: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['finished', 'diverged', 'pruned']);
  const trials = new Map((await store.allTrials()).map(trial => [trial.id, trial]));
  const unfinished = new Set((await store.allStages()).filter(one => one.status !== 'finished').map(({ id }) => id));
  return sweepCheckpoints(home, (id, kind) => {
    const trial = trials.get(id);
    if (!trial) return false;
    if (kind === 'branch') return unfinished.has(trial.stageId);
    return !over.has(trial.status) || (kind === 'best' && trial.status === 'finished');
  });
}

/** @returns how many were removed; where one can't be, it lies about and does no harm */
async function sweep(folder: string, isLeft: (path: string, name: string) => Promise<boolean>): Promise<number> {
  let count = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    if (!(await isLeft(path, name))) continue;
    count += await rm(path, { recursive: true, force: true }).then(
      () => 1,
      () => 0,
    );
  }
  return count;
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch((): string[] => []);

/** A database that is being written, or what SQLite keeps beside it, whose writer is gone. */
function isAbandoned(name: string): boolean {
  const owner = ownerOf(name.replace(/-(journal|wal|shm)$/, ''));
  return owner !== null && !isAlive(owner);
}

/** `.1234.check`: whether a log could be written (`trial-log.ts`). */
const isDeadCheck = (name: string): boolean => {
  const pid = /^\.(\d+)\.check$/.exec(name)?.[1];
  return pid !== undefined && !isAlive(Number(pid));
};

async function isForgotten(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > FORGOTTEN_MS;
}

/** Whether another process of that number is there; one whose number was given anew keeps a file a while longer. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return !isDefunct(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process has ended, and only its number is left since nobody asked how: so it is in containers, on Linux. */
function isDefunct(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
