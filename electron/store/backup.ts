import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal, refusalOf } from '#shared/contract/refusal.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { failure } from './failure.ts';
import { backupFolder } from './home.ts';
import { temporaryName } from './temporary-name.ts';

/** A backup that was made: the database as it was at one moment, in one file that needs no other. */
export interface Backup {
  file: string;
  bytes: number;
}

/** Why a backup is made without anybody asking for it. */
export type AutomaticBackup = 'daily' | 'update';

/** What became of an automatic backup: made, left out since the disk is short, or not possible. */
export type AutomaticOutcome =
  | ({ kind: 'backup.made' } & Backup)
  | { kind: 'backup.skipped'; needed: number; free: number }
  | ({ kind: 'backup.failed'; reasonKey: MessageKey } & Record<string, string | number>);

/** How many of each kind are kept, and what all of them may take up; the newest one stays whatever it takes. */
const KEPT: Record<AutomaticBackup, number> = { daily: 3, update: 2 };
const MOST_BYTES = 4 * 2 ** 30;
/** What must stay free beside as much again as the backup takes. */
const FREE_BYTES = 256 * 2 ** 20;
const DAY_MS = 86_400_000;
/** All pages in one step: between two, a commit of another connection would have it begin anew. */
const ALL_PAGES = 0x7fffffff;

const NAME = /^descent-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(?:-(daily|update))?(?:-(\d+))?\.db$/;

/**
 * The name of a backup by its time (UTC) and why it was made; null: a person wanted it.
 * @param place in the order in which those of a folder were made; left out, as in older ones: before all that have one
 */
export function backupName(at: number, why: AutomaticBackup | 'replaced' | null, place?: number): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const parts = ['descent', stamp, why, place].filter(part => part !== null && part !== undefined);
  return `${parts.join('-')}.db`;
}

/** A new file in the home's own folder of backups, which becomes the newest there, whichever way the clock was set. */
export async function backupFile(home: string, at: number, why: AutomaticBackup | null = null): Promise<string> {
  const [newest] = await listBackups(home);
  return join(backupFolder(home), backupName(at, why, (newest?.place ?? 0) + 1));
}

/** A backup in the home's folder of them. */
interface FoundBackup {
  file: string;
  at: number;
  why: AutomaticBackup | null;
  /** As in its name; 0: it has none. */
  place: number;
}

/** The backups in the home's own folder, the one made last first; those that lie elsewhere are not known. */
export async function listBackups(home: string): Promise<FoundBackup[]> {
  const names = await readdir(backupFolder(home)).catch((): string[] => []);
  return names
    .flatMap((name): FoundBackup[] => {
      const [, year, month, day, hour, minute, second, why, place = 0] = NAME.exec(name) ?? [];
      if (year === undefined) return [];
      const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      const file = join(backupFolder(home), name);
      return [{ file, at, why: (why as AutomaticBackup | undefined) ?? null, place: Number(place) }];
    })
    .sort((a, b) => b.place - a.place || b.at - a.at);
}

/** Whether a daily backup would be made now: none is younger than a day, whichever way the clock was set. */
export async function isBackupDue(home: string, now: number): Promise<boolean> {
  return (await listBackups(home)).every(({ at, why }) => why === null || Math.abs(now - at) >= DAY_MS);
}

/**
 * Writes what an open database holds at this moment to a file (0600), also while others write to it. The file appears whole and
 * verified, or not at all.
 * @throws Refusal where the file is there already or can't be written, the disk is full, or the database itself is damaged
 */
export async function backUp(db: Database.Database, file: string): Promise<Backup> {
  if (existsSync(file)) throw new Refusal('error.backup.exists', { file });
  const temporary = temporaryName(file);
  try {
    // Nobody else may read it, also not while it grows.
    await writeFile(temporary, '', { mode: 0o600, flag: 'wx' });
    await db.backup(temporary, { progress: () => ALL_PAGES });
    verify(temporary, db.name);
    await chmod(temporary, 0o600);
    const bytes = await synced(temporary);
    await rename(temporary, file);
    await syncFolder(dirname(file));
    return { file, bytes };
  } catch (error) {
    throw failure(error, file);
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) await rm(`${temporary}${end}`, { force: true }).catch(() => {});
  }
}

/**
 * Makes a backup in the home's own folder without anybody asking for it, and lets go of those that are one too many. Where that can't be
 * done, the work goes on without; the outcome is for the record.
 */
export async function backUpAutomatically(
  db: Database.Database,
  home: string,
  why: AutomaticBackup,
  now: number,
): Promise<AutomaticOutcome> {
  const folder = backupFolder(home);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const pages = (name: string) => Number(db.pragma(name, { simple: true }));
    const needed = 2 * pages('page_count') * pages('page_size') + FREE_BYTES;
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free < needed) return { kind: 'backup.skipped', needed, free };
    const backup = await backUp(db, await backupFile(home, now, why));
    await prune(home, backup.file);
    return { kind: 'backup.made', ...backup };
  } catch (error) {
    const { key, values } = refusalOf(failure(error, folder));
    return { ...values, kind: 'backup.failed', reasonKey: key };
  }
}

/** Makes a file of a database need no other beside it, and looks at every page of it. */
export function verify(file: string, named: string): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    const detail = db.pragma('integrity_check(1)', { simple: true });
    if (detail !== 'ok') throw new Refusal('error.store.damaged', { path: named, detail: String(detail) });
  } catch (error) {
    throw failure(error, named);
  } finally {
    db.close();
  }
}

/** Makes sure that a file is on the disk; resolves to its size. */
async function synced(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** Makes sure that the names in a folder are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder, and keeps the new name without.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** Removes automatic backups that are too many or too much, never the one just made; one that a person made is theirs. */
async function prune(home: string, made: string): Promise<void> {
  const count: Record<AutomaticBackup, number> = { daily: 0, update: 0 };
  let bytes = 0;
  for (const { file, why } of await listBackups(home)) {
    if (why === null) continue;
    bytes += (await stat(file).catch(() => null))?.size ?? 0;
    count[why]++;
    if (file !== made && (count[why] > KEPT[why] || bytes > MOST_BYTES))
      await rm(file, { force: true }).catch(() => {});
  }
}
