import {
  closeSync,
  constants,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { backupName, listBackups } from './backup.ts';
import { backupFolder, databaseFile } from './home.ts';

/*
 * `HOME/state.json`, beside the database: whether it is in use. SQLite ends without a WAL file where it is closed, and leaves one where it
 * is not, so a database that was in use and has none lost what that held; and where this file is but no database, that is gone.
 */
const State = z.object({ open: z.boolean() });

const STATE_BYTES = 16;

const stateFile = (home: string): string => join(home, 'state.json');

/** Notes that the database is open (and has a WAL), or that all of it is in its one file. */
export function noteOpen(home: string, open: boolean): void {
  const state: z.infer<typeof State> = { open };
  try {
    // Of one length and in its place, so that it can be written on a full disk too; so short a thing is written whole or not at all.
    const file = openSync(stateFile(home), constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      writeSync(file, JSON.stringify(state).padEnd(STATE_BYTES), 0);
    } finally {
      closeSync(file);
    }
  } catch {
    // Without it a loss may stay unnoticed, or seem to be one; nothing else hangs on it.
  }
}

function stateOf(home: string): z.infer<typeof State> | null {
  try {
    return State.parse(JSON.parse(readFileSync(stateFile(home), 'utf8')));
  } catch {
    return null;
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Whether changes lie beside the database that are not in it yet. */
export const hasLog = (home: string): boolean => sizeOf(`${databaseFile(home)}-wal`) > 0;

/**
 * Looks whether something is missing that was there, before the database is opened.
 * @returns a sentence where the newest changes are gone; the rest is copied beside the backups first, so that nothing is lost that
 * could still be put together by hand
 * @throws Refusal where the database itself is gone: a new one would be taken for it
 */
export async function checkNothingLost(home: string): Promise<Reason | null> {
  const database = databaseFile(home);
  await refuseEmptied(home);
  if (!stateOf(home)?.open || hasLog(home)) return null;
  const copy = join(backupFolder(home), backupName(Date.now(), 'replaced'));
  try {
    mkdirSync(backupFolder(home), { recursive: true, mode: 0o700 });
    copyFileSync(database, copy);
  } catch {
    // On a full disk the sentence must do.
  }
  return { key: 'notice.wal', values: { file: `${database}-wal`, copy, home } };
}

/** @throws Refusal where a home has no database, but what only a home has that was used before */
export async function refuseEmptied(home: string): Promise<void> {
  if (sizeOf(databaseFile(home)) > 0 || !wasUsed(home)) return;
  const path = databaseFile(home);
  const [backup] = await listBackups(home);
  if (!backup) throw new Refusal('error.home.emptiedWithout', { path, home });
  throw new Refusal('error.home.emptied', { path, home, backup: backup.file });
}

/** A database was here: it says so itself, or there are trials' logs, checkpoints or backups. Data that was only looked at needs none. */
function wasUsed(home: string): boolean {
  const holds = (folder: string, made: RegExp): boolean => {
    try {
      return readdirSync(folder).some(name => made.test(name));
    } catch {
      return false;
    }
  };
  return (
    stateOf(home) !== null ||
    holds(join(home, 'logs'), /^[0-9a-f-]{36}\.log$/) ||
    holds(join(home, 'checkpoints'), /^[0-9a-f-]{36}$/) ||
    holds(backupFolder(home), /^descent-.*\.db$/)
  );
}

/** How to go back to the newest backup, or that there is none. */
export async function wayBack(home: string): Promise<Reason> {
  const [backup] = await listBackups(home);
  return backup
    ? { key: 'notice.restore', values: { home, backup: backup.file } }
    : { key: 'notice.noBackup', values: { home } };
}
