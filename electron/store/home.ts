import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { failure } from './failure.ts';

const { S_IFLNK, S_IFMT } = constants;

/** The folder that holds everything Descent keeps, where the person names none: the platform's place for such data. */
export function defaultHome(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env.DESCENT_HOME) return env.DESCENT_HOME;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Descent');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Descent');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'descent');
}

/** A path as a person types it: `~` at its beginning is their own folder. */
export const fromOwnFolder = (path: string): string => path.replace(/^~(?=[/\\]|$)/, () => homedir());

/** The database of a home folder. */
export const databaseFile = (home: string): string => join(home, 'descent.db');

/** When something was last saved in a home, by the times of its files; null: never. To be asked before the database is opened. */
export function lastSavedAt(home: string): number | null {
  const times = [databaseFile(home), `${databaseFile(home)}-wal`].map(
    file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times) || null;
}

/** What the one core of a home folder holds open. */
export const lockFile = (home: string): string => join(home, 'lock.db');
/** Where what was dropped on the page is kept: a folder a drop. */
export const droppedFolder = (home: string): string => join(home, 'dropped');

/** Where backups are kept that were made without a person naming another place. */
export const backupFolder = (home: string): string => join(home, 'backups');

/** Where the runs of people's own commands write: a folder a trial. */
export const commandsFolder = (home: string): string => join(home, 'commands');

/** Where predictions for the page are kept until they are fetched. */
export const predictionsFolder = (home: string): string => join(home, 'predictions');

/** Where prepared data is kept. */
export const preparedFolder = (home: string): string => join(home, 'prepared');

/**
 * Makes the home folder, for its owner alone, where it is not there yet.
 * @throws Refusal where the path is taken by a file, not writable, or the disk is full.
 */
export function createHome(home: string): void {
  try {
    makeFolder(home);
  } catch (error) {
    throw failure(error, home);
  }
}

/**
 * Makes a folder in a home, for its owner alone, where it is not there yet. Never the home itself: one that was removed meanwhile must
 * not come back as an empty shell of it.
 * @throws the system's error
 */
export function makeFolderIn(home: string, name: string): void {
  try {
    mkdirSync(join(home, name), { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Takes from a home what lets other users read it: all of it is for its owner alone. Where the home and what lies in it directly are so
 * already, nothing below can be reached by others, and nothing is looked at. What can't be changed stays as it is.
 * @returns how many files and folders others could reach: none, whatever their modes, where the home itself was closed to them
 */
export function tightenHome(home: string): number {
  if (process.platform === 'win32') return 0;
  const isOpen = (path: string): boolean => {
    const { mode } = lstatSync(path);
    return (mode & 0o077) !== 0 && (mode & S_IFMT) !== S_IFLNK;
  };
  try {
    const first = [home, ...readdirSync(home).map(name => join(home, name))];
    if (!first.some(isOpen)) return 0;
    const all = readdirSync(home, { recursive: true, encoding: 'utf8' }).map(path => join(home, path));
    const open = [home, ...all].filter(isOpen);
    const wasClosed = !isOpen(home);
    for (const path of open) chmodSync(path, statSync(path).mode & 0o700);
    return wasClosed ? 0 : open.length;
  } catch {
    return 0;
  }
}

/** Makes an empty file for its owner alone where there is none: whoever opens it by its name then keeps its mode. */
export function makePrivate(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

/** Folder by folder: where the system says that one can't be (`/proc/x`), Node's own recursion never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    // Throws where it is a file.
    mkdirSync(path, { recursive: true });
    return;
  }
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another Descent that starts just now was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
