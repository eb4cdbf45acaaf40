import { Refusal } from '#shared/contract/refusal.ts';

/** Codes of SQLite (by prefix) and of the operating system, each with the sentence that a person reads. */
const REFUSALS: readonly (readonly [code: RegExp, key: string])[] = [
  // SQLite enlarges its shared-memory file before it writes; there a full disk shows as SHMSIZE.
  [/^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'error.store.full'],
  [/^(EEXIST|ENOTDIR)$/, 'error.home.notFolder'],
  // On a read-only file system Node's recursive mkdir says ENOENT.
  [/^(ENOENT|EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/, 'error.store.readOnly'],
  [/^SQLITE_NOTADB/, 'error.store.notDatabase'],
  [/^SQLITE_CORRUPT/, 'error.store.damaged'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL)/, 'error.store.busy'],
  [/^(EIO|SQLITE_IOERR)/, 'error.store.io'],
];

/**
 * What went wrong at a path, as a Refusal where it is the world's fault (disk full, not writable, damaged, …); any other
 * error is a defect and comes back as it is.
 */
export function failure(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const found = REFUSALS.find(([code]) => code.test(String(error.code)));
  return found ? new Refusal(found[1], { path, detail: error.message }) : error;
}
