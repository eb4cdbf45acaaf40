import { accessSync, closeSync, constants, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { MessageKey } from '#shared/messages/text.ts';

/** Codes of SQLite (by prefix) and of the operating system, each with the sentence that a person reads. */
const REFUSALS: readonly (readonly [code: RegExp, key: MessageKey])[] = [
  // SQLite enlarges its shared-memory file before it writes; there a full disk shows as SHMSIZE.
  [/^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'error.store.full'],
  [/^(EMFILE|ENFILE)$/, 'error.store.tooManyFiles'],
  [/^(ENOMEM|SQLITE_NOMEM|SQLITE_IOERR_NOMEM)$/, 'error.store.memory'],
  [/^(EEXIST|ENOTDIR)$/, 'error.home.notFolder'],
  [/^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH)$/, 'error.store.notAllowed'],
  // SQLite opens a file that it may not write all the same, and says later that it is read-only, whatever the reason.
  [/^(EROFS|SQLITE_READONLY)/, 'error.store.readOnly'],
  [/^ENOENT$/, 'error.store.gone'],
  [/^SQLITE_NOTADB/, 'error.store.notDatabase'],
  [/^SQLITE_CORRUPT/, 'error.store.damaged'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL)/, 'error.store.busy'],
  [/^(EIO|SQLITE_IOERR|SQLITE_CANTOPEN)/, 'error.store.io'],
];

/**
 * What went wrong at a path, as a Refusal where it is the world's fault (disk full, not writable, damaged, …); any other
 * error is a defect and comes back as it is.
 */
export function failure(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const said = String(error.code);
  // Of a file that it can't open SQLite doesn't say why; the system does.
  const code = said.startsWith('SQLITE_CANTOPEN') ? (whyNotOpened(path) ?? said) : said;
  const found = REFUSALS.find(([pattern]) => pattern.test(code));
  return found ? new Refusal(found[1], { path, detail: error.message }) : error;
}

/** The system's code where a file or folder can't be opened and written, or its folder can't; null where nothing keeps one from it. */
function whyNotOpened(path: string): string | null {
  try {
    const folder = dirname(path);
    closeSync(openSync(existsSync(path) ? path : folder, 'r'));
    for (const place of [path, folder]) if (existsSync(place)) accessSync(place, constants.W_OK);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? null;
  }
}
