import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { databaseFile } from './home.ts';

/**
 * Writes what an open database holds into a new home folder, `HOME-rescued-TIME`: SQLite reads it through what it has open, whatever
 * became of its path.
 * @returns the new home
 * @throws the system's or SQLite's error where it can't be written
 */
export function rescue(db: Database): string {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const home = `${dirname(db.name)}-rescued-${time}`;
  mkdirSync(home, { mode: 0o700 });
  const file = databaseFile(home);
  db.prepare('VACUUM INTO ?').run(file);
  chmodSync(file, 0o600);
  // SQLite doesn't wait for the disk here.
  const written = openSync(file, 'r+');
  fsyncSync(written);
  closeSync(written);
  return home;
}
