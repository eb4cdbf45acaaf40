import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { backupName, listBackups, syncFolder, verify } from './backup.ts';
import { checkDatabase } from './database.ts';
import { failure } from './failure.ts';
import { backupFolder, databaseFile } from './home.ts';
import { noteOpen } from './home-state.ts';
import { lockHome } from './lock.ts';
import { openStore } from './open-store.ts';
import { temporaryName } from './temporary-name.ts';

/** What was done by a restore. */
export interface Restored {
  /** The backup. */
  file: string;
  /** Where the database that was there before lies now; null: there was none. */
  replaced: string | null;
  projects: number;
  trials: number;
}

/**
 * Puts a backup in the place of a home's database; what was there is kept beside the backups. A core that is killed in the middle leaves
 * either the one or the other, or none at all, which the next start notices.
 * @param file left out: the newest in the home's own folder of backups
 * @throws Refusal where a core holds the home, there is no such backup, or it is damaged, newer than this program or no database of
 * Descent; the database is as it was then
 */
export async function restoreBackup(home: string, file?: string): Promise<Restored> {
  const lock = lockHome(home);
  try {
    const source = file ?? (await listBackups(home))[0]?.file;
    if (source === undefined) throw new Refusal('error.backup.none', { folder: backupFolder(home) });
    const replaced = await putInPlace(home, source);
    const store = await openStore(home);
    try {
      await store.recordEvent('backup.restored', { file: source, replaced });
      const counts = { projects: (await store.projects()).length, trials: (await store.allTrials()).length };
      return { file: source, replaced, ...counts };
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
}

async function putInPlace(home: string, source: string): Promise<string | null> {
  const database = databaseFile(home);
  const temporary = temporaryName(database);
  try {
    await copied(source, temporary);
    // A database that was copied by hand may have its newest changes beside it.
    await copied(`${source}-wal`, `${temporary}-wal`).catch(() => {});
    checkDatabase(temporary, source);
    verify(temporary, source);
    const replaced = await setAside(home);
    noteOpen(home, false);
    await rename(temporary, database);
    await syncFolder(home);
    return replaced;
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${temporary}${end}`, { force: true }).catch(() => {});
  }
}

async function copied(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('error.backup.absent', { file: from });
    throw failure(error, from);
  }
}

/** Moves the database that is there beside the backups, whatever state it is in. */
async function setAside(home: string): Promise<string | null> {
  const database = databaseFile(home);
  const aside = join(backupFolder(home), backupName(Date.now(), 'replaced'));
  try {
    await mkdir(backupFolder(home), { recursive: true, mode: 0o700 });
    const isThere = await moved(database, aside);
    // The newest changes of the one before must never meet the other one.
    await moved(`${database}-wal`, `${aside}-wal`);
    await rm(`${database}-shm`, { force: true });
    return isThere ? aside : null;
  } catch (error) {
    throw failure(error, database);
  }
}

/** @returns false: there was none */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
