import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { failure } from './failure.ts';
import { createHome, lockFile, makePrivate } from './home.ts';
import { identityAt } from './home-guard.ts';

/** What the holder of a lock leaves for the next to read. */
export const LockInfo = z.object({
  pid: z.number().int(),
  /** Where its interface can be opened, once there is one. */
  address: z.string().optional(),
});
export type LockInfo = z.infer<typeof LockInfo>;

/** The right to write to a home folder, held by one core for its life. */
export interface HomeLock {
  /** Whether the lock at its path is still this one: else another core may be at home there, and what lies there is not to be touched. */
  readonly isOurs: boolean;
  /** Adds to what the next one reads. */
  updateInfo(more: { address: string }): void;
  /** Safe to call twice. */
  release(): void;
}

/** Two who ask in the same moment get in each other's way for this long at most; then one of them has the lock. */
const CONTEST_MS = 250;

/** A lock that only its garbage collector knew of would be closed, and so lost. */
const held = new Set<Database.Database>();

const infoFile = (home: string) => join(home, 'lock.json');

/**
 * Takes the lock of a home folder, which is made where it is missing. The lock is an exclusive transaction on a database
 * of its own, so the kernel gives it back however its holder ends, and no process number has to be guessed at.
 * @throws Refusal where another core holds it (naming that one), or the folder can't be written.
 */
export function lockHome(home: string): HomeLock {
  createHome(home);
  const lock = takeLock(home);
  const own = identityAt(lockFile(home));
  const isOurs = () => identityAt(lockFile(home)) === own;
  let info: LockInfo = { pid: process.pid };
  const write = () => {
    try {
      writeFileSync(`${infoFile(home)}.new`, JSON.stringify(info), { mode: 0o600 });
      renameSync(`${infoFile(home)}.new`, infoFile(home));
    } catch (error) {
      throw failure(error, home);
    }
  };
  try {
    write();
  } catch (error) {
    lock.close();
    throw error;
  }
  held.add(lock);
  return {
    get isOurs() {
      return isOurs();
    },
    updateInfo: more => {
      info = { ...info, ...more };
      write();
    },
    release: () => {
      if (!held.delete(lock)) return;
      // Where another core has a lock of its own by now, what it left there is its own too.
      if (isOurs()) rmSync(infoFile(home), { force: true });
      lock.close();
    },
  };
}

/**
 * Whether a core holds a home now. It is found out without waiting and without writing, so also where the home is read-only. True
 * where it can't be told.
 */
export function isHeld(home: string): boolean {
  if (identityAt(lockFile(home)) === null) return false;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(lockFile(home), { readonly: true, timeout: 0 });
    lock.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch {
    return true;
  } finally {
    lock?.close();
  }
}

/** What the core that holds (or last held) a home left there; null where nothing readable is. */
export function readLockInfo(home: string): LockInfo | null {
  try {
    return LockInfo.parse(JSON.parse(readFileSync(infoFile(home), 'utf8')));
  } catch {
    return null;
  }
}

function takeLock(home: string): Database.Database {
  let lock: Database.Database | null = null;
  try {
    makePrivate(lockFile(home));
    lock = new Database(lockFile(home), { timeout: CONTEST_MS });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw failure(error, home);
    const { pid = '?', address } = readLockInfo(home) ?? {};
    throw address
      ? new Refusal('error.home.lockedAt', { home, pid, address })
      : new Refusal('error.home.locked', { home, pid });
  }
}
