import { type BigIntStats, closeSync, openSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { databaseFile, lockFile } from './home.ts';

/** Device and number of a file or folder; null: there is none at that path. */
export type Identity = string | null;

/**
 * What lies at a path now. Undefined where that can't be told (no permission, a disk that doesn't answer): no reason to call it gone.
 */
export function identityAt(path: string): Identity | undefined {
  try {
    return identityOf(statSync(path, { bigint: true }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : undefined;
  }
}

const identityOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`;

/** Whether an error says that the home is lost. */
export const isHomeLoss = (error: unknown): error is Refusal =>
  error instanceof Refusal && /^error\.home\.lost\./.test(error.record.key);

/** What was at a path when it was looked at first, and whether it still is. */
class Guarded {
  readonly path: string;
  private readonly was: Identity | undefined;

  constructor(path: string) {
    this.path = path;
    this.was = identityAt(path);
  }

  /** Whether it was there and another thing, or nothing, is at its path now. */
  get isLost(): boolean {
    if (!this.was) return false;
    const now = identityAt(this.path);
    return now !== undefined && now !== this.was;
  }

  get isHere(): boolean {
    return this.was !== null && identityAt(this.path) === this.was;
  }
}

/**
 * Watches that the paths of an open home still lead to what was opened there: a folder that was removed, moved or replaced can still
 * be written to through what is open, and nobody would ever find that. File system events can't be relied on for this, so the
 * store asks before it writes; it costs some microseconds.
 */
export class HomeGuard {
  private readonly home: string;
  private readonly folder: Guarded;
  private readonly files: readonly Guarded[];
  private readonly log: Guarded;
  private readonly lock: Guarded;
  /** Of the folder: Linux tells by it where the folder is now. */
  private readonly descriptor: number | null;
  private found: Refusal | null = null;

  /** To be made when the database of the home is open, with its log, and the lock is held. */
  constructor(home: string) {
    this.home = home;
    this.folder = new Guarded(home);
    this.log = new Guarded(`${databaseFile(home)}-wal`);
    this.files = [new Guarded(databaseFile(home)), this.log];
    this.lock = new Guarded(lockFile(home));
    this.descriptor = process.platform === 'linux' ? openSync(home, 'r') : null;
  }

  /** Why nothing may be written here any more; null while all is as it was. Once lost, it stays so, though more may become known. */
  get loss(): Refusal | null {
    this.found = this.look() ?? this.found;
    return this.found;
  }

  private look(): Refusal | null {
    const { home } = this;
    if (this.folder.isLost) {
      const now = this.presentPath();
      return now === null
        ? new Refusal('error.home.lost.removedAll', { home })
        : new Refusal('error.home.lost.moved', { home, now });
    }
    const file = this.files.find(({ isLost }) => isLost);
    if (file) return new Refusal('error.home.lost.filesAll', { home, file: basename(file.path) });
    return this.lock.isLost ? new Refusal('error.home.lost.lock', { home, file: basename(this.lock.path) }) : null;
  }

  /** Where the folder is now, if it is anywhere. */
  private presentPath(): string | null {
    if (this.descriptor === null) return null;
    const link = `/proc/self/fd/${this.descriptor}`;
    try {
      // Of a removed one it says `… (deleted)`, which is no path.
      const path = readlinkSync(link);
      return identityAt(path) === identityAt(link) ? path : null;
    } catch {
      return null;
    }
  }

  /**
   * Takes away the log of a database that is no longer at its path: SQLite leaves it there (a database that was moved is closed without
   * its log) and would play it into whatever database lies there now. To be called when the database is closed.
   * @param kept whether what is in it was saved elsewhere; else it is put aside
   */
  takeLogAway(kept: boolean): void {
    const [database] = this.files;
    if (!database?.isLost || !this.log.isHere) return;
    rmSync(`${database.path}-shm`, { force: true });
    if (kept) rmSync(this.log.path, { force: true });
    else renameSync(this.log.path, `${this.log.path}.lost`);
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
  }
}
