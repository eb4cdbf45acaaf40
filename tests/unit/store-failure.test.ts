import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failure } from '#electron/store/failure.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { temporaryHome } from '../tools/home.ts';

/** An error as the system or SQLite throws it. */
const thrown = (code: string): Error => Object.assign(new Error(`${code}: it says`), { code });

it.each([
  ['ENOSPC', 'error.store.full', /full/],
  ['EDQUOT', 'error.store.full', /full/],
  ['SQLITE_FULL', 'error.store.full', /full/],
  ['EMFILE', 'error.store.tooManyFiles', /Too many files/],
  ['ENFILE', 'error.store.tooManyFiles', /Too many files/],
  ['ENOMEM', 'error.store.memory', /memory/],
  ['SQLITE_NOMEM', 'error.store.memory', /memory/],
  ['SQLITE_IOERR_NOMEM', 'error.store.memory', /memory/],
  ['EACCES', 'error.store.notAllowed', /permissions/],
  ['EPERM', 'error.store.notAllowed', /permissions/],
  ['EROFS', 'error.store.readOnly', /only be read/],
  ['SQLITE_READONLY_DBMOVED', 'error.store.readOnly', /only be read/],
  ['ENOENT', 'error.store.gone', /not there/],
  ['SQLITE_BUSY', 'error.store.busy', /Another program/],
  ['SQLITE_BUSY_RECOVERY', 'error.store.busy', /Another program/],
  ['SQLITE_IOERR_READ', 'error.store.io', /could not be read or written/],
  ['EIO', 'error.store.io', /could not be read or written/],
  ['SQLITE_CORRUPT_INDEX', 'error.store.damaged', /damaged/],
])('%s says what it is and what to do', (code, key, sentence) => {
  const refusal = failure(thrown(code), '/somewhere/descent.db');
  if (!(refusal instanceof Refusal)) expect.unreachable(`${code} is no refusal`);
  expect(refusal.record.key).toBe(key);
  expect(refusal.message).toMatch(sentence);
  expect(refusal.message).toContain('/somewhere/descent.db');
  for (const language of LANGUAGES)
    expect(text(language, refusal.record.key, refusal.record.values)).not.toMatch(/[{}]/);
});

it('of a file that SQLite can’t open, the system says why', () => {
  const home = temporaryHome();
  const key = (path: string) => (failure(thrown('SQLITE_CANTOPEN'), path) as Refusal).record.key;
  expect(key(join(home, 'gone', 'descent.db'))).toBe('error.store.gone');
  expect(key(join(home, 'descent.db'))).toBe('error.store.io');
});

it('a defect stays one', () => {
  for (const error of [new TypeError('x'), thrown('SQLITE_CONSTRAINT')]) expect(failure(error, '/x')).toBe(error);
});
