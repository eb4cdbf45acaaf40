import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '#shared/contract/refusal.ts';
import { failure } from './failure.ts';
import { makePrivate } from './home.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';
import { openCopy } from './read-without-writing.ts';

/** Marks a database as Descent's ("DSCT"), so that nobody else's is ever taken for one. */
const APPLICATION_ID = 0x44534354;

/** Small tables that everything hangs on are checked at every start; of a damaged curve its reader hears. */
const CHECKED = ['projects', 'stages', 'trials', 'attempts', 'decisions', 'settings'];

/**
 * Opens the database, made or brought to this program's version where needed; durable (WAL, `synchronous = FULL`).
 * @throws Refusal, the file untouched, where it is damaged, newer, someone else's, no database, or can't be written.
 */
export function openDatabase(file: string, migrations: readonly Migration[] = MIGRATIONS): Database.Database {
  return opening(file, () => {
    const isNew = !exists(file);
    if (!isNew) inspect(file, migrations.length).close();
    makePrivate(file);
    const db = new Database(file);
    try {
      // What is deleted later can then be given back to the disk piece by piece; only a new file takes it.
      if (isNew) db.pragma('auto_vacuum = INCREMENTAL');
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      migrate(db, migrations);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Opens the database for reading, beside a core that writes to it, and where nothing may be written: on a full disk, without
 * permission. What is damaged inside shows when it is read.
 * @throws Refusal as `openDatabase`, and where there is no database yet or only one of an older version.
 */
export function openDatabaseReadOnly(file: string): Database.Database {
  return opening(file, () => {
    if (!exists(file)) throw new Refusal('error.store.absent', { path: file });
    const db = readable(file);
    if (version(db) === MIGRATIONS.length) return db;
    db.close();
    throw new Refusal('error.store.older', { path: file });
  });
}

/**
 * Opens a database that an older Descent wrote, for reading, so that it can be backed up before it is brought up to date; null
 * where there is nothing to bring up to date.
 * @throws Refusal as `openDatabaseReadOnly`
 */
export function openOlderDatabase(file: string): Database.Database | null {
  if (!exists(file)) return null;
  const db = opening(file, () => inspect(file, MIGRATIONS.length));
  if (version(db) > 0 && version(db) < MIGRATIONS.length) return db;
  db.close();
  return null;
}

/**
 * Looks whether this program can work with the database in a file.
 * @param named what a refusal calls it
 * @throws Refusal as `openDatabase`, and where the file holds no tables
 */
export function checkDatabase(file: string, named: string): void {
  opening(named, () => {
    const db = inspect(file, MIGRATIONS.length, { named });
    if (version(db) > 0) return db;
    db.close();
    throw new Refusal('error.store.notDatabase', { path: named });
  }).close();
}

function opening(file: string, open: () => Database.Database): Database.Database {
  try {
    return open();
  } catch (error) {
    throw failure(error, file);
  }
}

/** What SQLite finds wrong with the small tables that everything hangs on; null: nothing. */
export function faultIn(db: Database.Database): string | null {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  try {
    for (const table of CHECKED.filter(name => tables.includes(name))) {
      // Not the quick check, which doesn't see that an index holds another one's entries: rows would be missing without a word.
      const detail = String(db.pragma(`integrity_check('${table}')`, { simple: true }));
      if (detail !== 'ok') return detail;
    }
    return null;
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message;
    throw error;
  }
}

/** What SQLite says where it would have to write only to open. */
const MAY_NOT_WRITE = /^SQLITE_(CANTOPEN|READONLY|FULL|PERM|IOERR_SHM)/;

function readable(file: string): Database.Database {
  const look = (db: Database.Database) => inspect(file, MIGRATIONS.length, { db, thorough: false });
  try {
    return look(new Database(file, { readonly: true }));
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !MAY_NOT_WRITE.test(error.code)) throw error;
    try {
      return look(openCopy(file));
    } catch (cause) {
      // What hindered the copy is not what hindered the person.
      throw cause instanceof Refusal ? cause : error;
    }
  }
}

const version = (db: Database.Database) => Number(db.pragma('user_version', { simple: true }));

function exists(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new Refusal('error.store.notDatabase', { path: file });
  return found !== undefined && found.size > 0;
}

const opened = (file: string): Database.Database => new Database(file, { readonly: true });

/** Looks at a database through a connection that can't change it; `thorough`: also whether what everything hangs on is whole. */
function inspect(
  file: string,
  known: number,
  { named = file, thorough = true, db = opened(file) } = {},
): Database.Database {
  try {
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    // A core killed while it made the database leaves one without tables and mark: that is an empty one.
    if (tables.length > 0 && db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new Refusal('error.store.notDatabase', { path: named });
    }
    if (version(db) > known)
      throw new Refusal('error.store.newer', { path: named, version: String(version(db)), known });
    const detail = thorough ? faultIn(db) : null;
    if (detail !== null) throw new Refusal('error.store.damaged', { path: named, detail });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Each migration is a transaction of its own together with its number. */
function migrate(db: Database.Database, migrations: readonly Migration[]): void {
  const step = db.transaction((migration: Migration, number: number) => {
    if (typeof migration === 'string') db.exec(migration);
    else migration(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${number}`);
  });
  // SQLite opens a file that it may not write all the same, and says so at the first write: this one.
  db.pragma(`user_version = ${version(db)}`);
  for (const [index, migration] of migrations.entries()) {
    if (index >= version(db)) step.immediate(migration, index + 1);
  }
}
