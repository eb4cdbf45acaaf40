import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabaseReadOnly } from '#electron/store/database.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import { Points } from '#electron/store/rows/points.ts';
import type { PointsSlice } from '#electron/store/store.ts';
import { Random } from '#shared/method/random.ts';
import { temporaryHome } from '../tools/home.ts';
import { aBatch, aTrial, range, savedTrials } from './store-fixtures.ts';

const raise = (error: Error): never => {
  throw error;
};

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Expects that neither way to open the home works, and that trying leaves the file as it was. */
async function expectRefused(home: string, key: string): Promise<string> {
  const file = databaseFile(home);
  const before = digest(file);
  const refusal = expect.objectContaining({ record: expect.objectContaining({ key }) });
  await expect(openReadOnlyStore(home)).rejects.toEqual(refusal);
  const error: Error = await openStore(home).then(
    () => expect.unreachable('opened'),
    error => error,
  );
  expect(error).toEqual(refusal);
  expect(error.message).toContain(file);
  expect(digest(file)).toBe(before);
  return error.message;
}

/** A home whose database has many trials and one long curve, closed; returns the trial of the curve. */
async function filledHome(): Promise<{ home: string; trialId: string }> {
  const home = temporaryHome();
  const store = await openStore(home);
  const { stage, trials } = await savedTrials(store, 1);
  const trialId = trials[0]?.id ?? '';
  const more = range(1, 200).map(position => aTrial(stage, { position }));
  await store.saveStage(stage, more);
  await store.appendPoints({ trialId, attempt: 1, batches: [aBatch('step', range(0, 20_000), { loss: s => s })] });
  await store.close();
  return { home, trialId };
}

it('a database of a newer version', async () => {
  const { home } = await filledHome();
  const db = new Database(databaseFile(home));
  db.pragma('user_version = 1000');
  db.close();
  expect(await expectRefused(home, 'error.store.newer')).toContain('1000');
});

it('a file that is no database', async () => {
  const home = temporaryHome();
  writeFileSync(databaseFile(home), 'Dear diary, '.repeat(1000));
  await expectRefused(home, 'error.store.notDatabase');
});

it.each(['DELETE', 'WAL'])("another program's database (journal mode %s)", async mode => {
  const home = temporaryHome();
  const db = new Database(databaseFile(home));
  db.pragma(`journal_mode = ${mode}`);
  db.exec('CREATE TABLE trials (verdict TEXT)');
  db.close();
  await expectRefused(home, 'error.store.notDatabase');
});

it('a folder in place of the database', async () => {
  const home = temporaryHome();
  mkdirSync(databaseFile(home));
  await expect(openStore(home)).rejects.toMatchObject({ record: { key: 'error.store.notDatabase' } });
});

it('a home that is a file', async () => {
  const home = join(temporaryHome(), 'home');
  writeFileSync(home, '');
  await expect(openStore(home)).rejects.toMatchObject({
    record: { key: 'error.home.notFolder', values: { path: home } },
  });
});

it.skipIf(process.platform !== 'linux')('a home in a place where the system makes none', async () => {
  await expect(openStore('/proc/none')).rejects.toMatchObject({ record: { values: { path: '/proc/none' } } });
});

it('a database that was cut off', async () => {
  const { home } = await filledHome();
  truncateSync(databaseFile(home), 3 * 4096);
  await expectRefused(home, 'error.store.damaged');
});

it('a database with a page of trials overwritten', async () => {
  const { home } = await filledHome();
  overwriteRoot(home, 'trials');
  const before = digest(databaseFile(home));
  await expect(openStore(home)).rejects.toMatchObject({ record: { key: 'error.store.damaged' } });
  // Who only reads gets the rest, and hears of it.
  const reader = await openReadOnlyStore(home);
  onTestFinished(() => reader.close());
  expect([await reader.allTrials(), (await reader.projects()).length]).toEqual([[], 1]);
  expect((await reader.damage()).map(({ key }) => key)).toEqual(['notice.damaged', 'notice.damaged.trials']);
  expect(digest(databaseFile(home))).toBe(before);
});

it('a curve of a damaged page, while the rest can be read', async () => {
  const { home, trialId } = await filledHome();
  overwriteRoot(home, 'metric_batches');
  const before = digest(databaseFile(home));
  const store = await openStore(home);
  onTestFinished(() => store.close());
  await expect(store.points(trialId, 'step', -1)).rejects.toMatchObject({
    record: { key: 'error.store.damagedPoints', values: { trial: trialId, series: 'step', from: 0 } },
  });
  const { points, damaged, next } = await store.slice(trialId, 'step', -1, 1000);
  expect([points.steps.length, damaged.length, next]).toEqual([0, 1, null]);
  expect((await store.allTrials()).length).toBe(200);
  expect(digest(databaseFile(home))).toBe(before);
});

describe.each([
  ['a number of it is another', (bytes: Buffer, at: number) => void bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at)],
  [
    'a page of the file is noise',
    (bytes: Buffer, at: number) => void bytes.fill(0xa5, at - (at % 4096), at + 4096 - (at % 4096)),
  ],
])('points of which some are damaged: %s', (_, damage) => {
  it('are named, and all others can be read', async () => {
    const home = temporaryHome();
    const before = await openStore(home);
    const trialId = (await savedTrials(before, 1)).trials[0]?.id ?? '';
    // Each of these batches is a page of its own.
    const batches = range(0, 10).map(k => aBatch('step', range(k * 9000, k * 9000 + 9000), { loss: s => s / 7 }));
    await before.appendPoints({ trialId, attempt: 1, batches });
    await before.close();
    const file = databaseFile(home);
    const bytes = readFileSync(file);
    // In the middle of the fourth page's losses, where no header of SQLite's is met.
    const at = bytes.indexOf(Buffer.from(Float64Array.of(31_000 / 7).buffer));
    expect(at).toBeGreaterThan(0);
    damage(bytes, at);
    writeFileSync(file, bytes);

    const store = await openStore(home);
    onTestFinished(() => store.close());
    await expect(store.points(trialId, 'step', -1)).rejects.toMatchObject({
      record: {
        key: 'error.store.damagedPoints',
        values: { trial: trialId, series: 'step', from: 27_000, to: 35_999 },
      },
    });
    const steps: number[] = [];
    const named: unknown[] = [];
    for (let next: number | null = -1; next !== null; ) {
      const slice: PointsSlice = await store.slice(trialId, 'step', next, 5000);
      steps.push(...slice.points.steps);
      named.push(...slice.damaged.map(({ series, from, to }) => [series, from, to]));
      next = slice.next;
    }
    expect(steps).toEqual([...range(0, 27_000), ...range(36_000, 90_000)]);
    expect(named).toEqual([['step', 27_000, 35_999]]);
    // Tidying up leaves it where it is.
    await store.compact(trialId);
    expect((await store.slice(trialId, 'step', 20_000, 9000)).damaged).toMatchObject([{ from: 27_000, to: 35_999 }]);
  });
});

it('a page that something else keeps from being read is not called damaged', async () => {
  const { home, trialId } = await filledHome();
  const db = openDatabaseReadOnly(databaseFile(home));
  onTestFinished(() => void db.close());
  let trouble: Error = new Error();
  const prepare = db.prepare.bind(db);
  vi.spyOn(db, 'prepare').mockImplementation(((sql: string) => {
    const statement = prepare(sql);
    if (!sql.startsWith('SELECT * FROM metric_batches')) return statement;
    return Object.assign(Object.create(statement), { get: () => raise(trouble) });
  }) as typeof db.prepare);
  const points = new Points(db);
  const sqlite = (code: string) => new Database.SqliteError('told', code);
  for (trouble of [sqlite('SQLITE_IOERR_NOMEM'), sqlite('SQLITE_IOERR_LOCK'), new TypeError('a defect')])
    expect(() => points.slice(trialId, 'step', -1, 10)).toThrow(trouble);
  trouble = sqlite('SQLITE_IOERR_READ');
  expect(points.slice(trialId, 'step', -1, 10).damaged).toMatchObject([{ from: 0, detail: 'told' }]);
});

it('points of before there were checksums are taken as they are', async () => {
  const { home, trialId } = await filledHome();
  const db = new Database(databaseFile(home));
  db.exec('UPDATE metric_batches SET checksum = NULL');
  db.close();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  expect((await store.points(trialId, 'step', -1)).steps.length).toBe(20_000);
});

it('a record that another hand wrote', async () => {
  const { home } = await filledHome();
  const db = new Database(databaseFile(home));
  db.exec(`UPDATE stages SET status = 'resting'`);
  db.close();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const project = (await store.projects())[0];
  await expect(store.stages(project?.id ?? '')).rejects.toMatchObject({ record: { key: 'error.store.damaged' } });
});

it('takes what a core killed in its first moments left for new', async () => {
  const home = temporaryHome();
  writeFileSync(databaseFile(home), '');
  await (await openStore(home)).close();

  const begun = temporaryHome();
  const db = new Database(databaseFile(begun));
  db.pragma('journal_mode = WAL');
  db.close();
  const store = await openStore(begun);
  onTestFinished(() => store.close());
  expect(await store.projects()).toEqual([]);
});

it('says that a worker was not found', async () => {
  await expect(openStore(temporaryHome(), { worker: new URL('./nowhere.js', import.meta.url) })).rejects.toThrow(
    'nowhere.js',
  );
});

/** Fills the root page of a table with noise. */
function overwriteRoot(home: string, table: string): void {
  const file = databaseFile(home);
  const db = new Database(file, { readonly: true });
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table);
  db.close();
  const random = Random.from(1);
  const bytes = readFileSync(file);
  for (let i = 0; i < 4096; i++) bytes[((page ?? 0) - 1) * 4096 + i] = random.below(256);
  writeFileSync(file, bytes);
}
