import { appendFileSync, chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { databaseFile } from '#electron/store/home.ts';
import { lockHome } from '#electron/store/lock.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import { temporaryHome } from '../tools/home.ts';
import { smallTmpfs } from '../tools/tmpfs.ts';
import { aBatch, range, savedTrials } from './store-fixtures.ts';

const refusal = (key: string) => expect.objectContaining({ record: expect.objectContaining({ key }) });
const FULL = refusal('error.store.full');
const READ_ONLY = refusal('error.store.readOnly');
const NOT_ALLOWED = refusal('error.store.notAllowed');

/** Appends batches of 1,000 steps from a step on until one is rejected or `most` are in; returns the next step and why. */
async function append(store: Store, trialId: string, from: number, most: number): Promise<[number, unknown]> {
  for (let next = from; next < from + most * 1000; next += 1000) {
    const batches = [aBatch('step', range(next, next + 1000), { loss: s => s, learningRate: s => -s })];
    try {
      await store.appendPoints({ trialId, attempt: 1, batches });
    } catch (error) {
      return [next, error];
    }
  }
  return [from + most * 1000, null];
}

/** Writes until nothing more goes on the disk. */
function fill(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(4096));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  }
}

it('a full disk loses no acknowledged point, and the store goes on when there is room', async context => {
  const { path: home } = smallTmpfs(context, 2048);
  const ballast = join(home, 'ballast');
  writeFileSync(ballast, Buffer.alloc(1024 * 1024));
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const { trials } = await savedTrials(store, 1);
  const trial = trials[0]!;

  const storedUntil = async (end: number) =>
    expect([...(await store.points(trial.id, 'step', -1)).steps]).toEqual(range(0, end));
  const [first, full] = await append(store, trial.id, 0, 200);
  expect(full).toEqual(FULL);
  expect(first).toBeGreaterThan(0);
  await storedUntil(first);
  // Also where nothing more goes on the disk at all, the files have some room inside, which is used up first.
  const filler = join(home, 'filler');
  fill(filler);
  const [stored, fullAgain] = await append(store, trial.id, first, 200);
  expect(fullAgain).toEqual(FULL);
  await storedUntil(stored);
  await expect(append(store, trial.id, stored, 1)).resolves.toEqual([stored, FULL]);

  rmSync(ballast);
  rmSync(filler);
  const [end, error] = await append(store, trial.id, stored, 3);
  expect([end, error]).toEqual([stored + 3000, null]);
  await store.endAttempt({ ...trial, status: 'finished', endedAt: 1 }, 'finished');
  await store.close();

  const again = await openStore(home);
  onTestFinished(() => again.close());
  const { steps, columns } = await again.points(trial.id, 'step', -1);
  expect([...steps]).toEqual(range(0, end));
  expect(columns.loss?.every((loss, i) => loss === i)).toBe(true);
  const db = new Database(databaseFile(home), { readonly: true });
  onTestFinished(() => void db.close());
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
});

it('a disk that is full from the start is refused, and works once there is room', async context => {
  const { path: home } = smallTmpfs(context, 512);
  const ballast = join(home, 'ballast');
  expect(() => writeFileSync(ballast, Buffer.alloc(1024 * 1024))).toThrow('ENOSPC');
  expect(() => lockHome(home)).toThrow(FULL);
  await expect(openStore(home)).rejects.toEqual(FULL);
  rmSync(ballast);
  lockHome(home).release();
  await (await openStore(home)).close();
});

it('a read-only file system is refused to who would write, and left as it is', async context => {
  const { path, makeReadOnly } = smallTmpfs(context, 2048);
  const home = join(path, 'home');
  await (await openStore(home)).close();
  const before = readdirSync(home);
  makeReadOnly(home);
  expect(() => lockHome(home)).toThrow(READ_ONLY);
  expect(() => lockHome(join(home, 'below'))).toThrow(READ_ONLY);
  await expect(openStore(home)).rejects.toEqual(READ_ONLY);
  await (await openReadOnlyStore(home)).close();
  expect(readdirSync(home)).toEqual(before);
});

it('a read-only file in a folder that is not is refused', async context => {
  const home = smallTmpfs(context, 2048);
  await (await openStore(home.path)).close();
  home.makeReadOnly(databaseFile(home.path));
  await expect(openStore(home.path)).rejects.toEqual(READ_ONLY);
});

it('a folder or a file without permission to write is refused', async context => {
  if (process.getuid?.() === 0 || process.platform === 'win32') context.skip('root and Windows know no such folder');
  const home = temporaryHome();
  await (await openStore(home)).close();
  chmodSync(databaseFile(home), 0o400);
  await expect(openStore(home)).rejects.toEqual(READ_ONLY);
  chmodSync(databaseFile(home), 0o600);
  chmodSync(home, 0o500);
  onTestFinished(() => chmodSync(home, 0o700));
  expect(() => lockHome(join(home, 'below'))).toThrow(NOT_ALLOWED);
  await expect(openStore(home)).rejects.toEqual(READ_ONLY);
});
