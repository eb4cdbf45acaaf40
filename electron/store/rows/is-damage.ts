import Database from 'better-sqlite3';
import { Refusal } from '#shared/contract/refusal.ts';
import { DamagedPage } from './pages.ts';

const DAMAGED: ReadonlySet<string> = new Set(['error.store.damaged', 'error.store.damagedPoints']);

/** Whether an error says that what is on the disk is not what was written. */
export const isDamage = (error: unknown): boolean =>
  error instanceof DamagedPage ||
  (error instanceof Refusal && DAMAGED.has(error.record.key)) ||
  // A table or column that every database of this version has is missing only where the schema itself is damaged.
  (error instanceof Database.SqliteError &&
    /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ|IOERR_READ|ERROR$)/.test(error.code));
