import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Above that a database is read from a copy on the disk instead of one in memory. */
const MOST_IN_MEMORY = 2 ** 30;
/** Bytes of SQLite's header that say how the file is read and written: 2 is WAL, 1 a plain file. */
const [WRITE_VERSION, READ_VERSION, PLAIN] = [18, 19, 1];

/**
 * SQLite writes also to read (a file that readers and writers share): on a full disk or a file system without permission it can't even
 * open. Such a database is opened here as a copy that nothing else changes: in memory, or, where it is large or its newest changes are
 * still beside it (`-wal`), in the system's own temporary folder, from where it goes when this process ends.
 */
export function openCopy(file: string): Database.Database {
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (!wal?.size && statSync(file).size <= MOST_IN_MEMORY) {
    const bytes = readFileSync(file);
    // Nothing is beside it that had to be read too.
    bytes[WRITE_VERSION] = PLAIN;
    bytes[READ_VERSION] = PLAIN;
    return new Database(bytes, { readonly: true });
  }
  const folder = mkdtempSync(join(tmpdir(), 'descent-read-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  if (wal?.size) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return new Database(copy);
}
