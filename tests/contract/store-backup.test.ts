import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { backupFile, backupName, listBackups } from '#electron/store/backup.ts';
import { backupFolder, databaseFile } from '#electron/store/home.ts';
import { lockHome } from '#electron/store/lock.ts';
import { MIGRATIONS } from '#electron/store/migrations/migrations.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import { restoreBackup } from '#electron/store/restore.ts';
import { temporaryHome } from '../tools/home.ts';
import { smallTmpfs } from '../tools/tmpfs.ts';
import { ScriptedHosts } from './scripted-hosts.ts';
import { aBatch, aProject, range, savedTrials } from './store-fixtures.ts';

const refusal = (key: string) => expect.objectContaining({ record: expect.objectContaining({ key }) });

/** What a database that is opened for nothing but reading says. */
function asked<T>(file: string, ask: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return ask(db);
  } finally {
    db.close();
  }
}

const eventsOf = (home: string, kind: string): { why?: string; file?: string }[] =>
  asked(databaseFile(home), db =>
    db
      .prepare<[string], string>('SELECT detail FROM events WHERE kind = ?')
      .pluck()
      .all(kind)
      .map(detail => JSON.parse(detail)),
  );

/** A home with a project of two trials. */
async function aHome(home = temporaryHome()): Promise<string> {
  const store = await openStore(home);
  await savedTrials(store, 2);
  await store.close();
  return home;
}

async function startOnce(home: string): Promise<void> {
  const core = await openCore({ home, hosts: new ScriptedHosts(), version: 'test', measure: false });
  await core.close();
}

/** A home that a program of an older version left. */
function olderHome(version: number): string {
  const home = temporaryHome();
  const release = new Database(databaseFile(home));
  release.exec(readFileSync(join(import.meta.dirname, 'store-releases', `${version}.sql`), 'utf8'));
  release.close();
  return home;
}

it('a backup is made while others write, whole, verified, in one file for its owner alone', async () => {
  const home = temporaryHome();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const { trials } = await savedTrials(store, 1);
  const trialId = trials[0]?.id ?? '';
  const append = (from: number) =>
    store.appendPoints({ trialId, attempt: 1, batches: [aBatch('step', range(from, from + 100), { loss: s => s })] });
  await append(0);
  let over = false;
  const writing = (async () => {
    let next = 100;
    for (; !over; next += 100) await append(next);
    return next;
  })();
  const reader = await openReadOnlyStore(home);
  const file = join(temporaryHome(), 'mine.db');
  const made = await reader.backUp(file);
  await expect(reader.backUp(file)).rejects.toEqual(refusal('error.backup.exists'));
  await reader.close();
  over = true;
  const written = await writing;

  expect(made).toEqual({ file, bytes: statSync(file).size });
  expect(readdirSync(join(file, '..'))).toEqual(['mine.db']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  const other = temporaryHome();
  await restoreBackup(other, file);
  const restored = await openStore(other);
  onTestFinished(() => restored.close());
  const { steps, columns } = await restored.points(trialId, 'step', -1);
  expect(steps.length).toBeGreaterThanOrEqual(100);
  expect([...steps]).toEqual(range(0, steps.length));
  expect(columns.loss?.every((loss, i) => loss === i)).toBe(true);
  expect((await store.points(trialId, 'step', -1)).steps.length).toBe(written);
});

describe('without anybody asking', () => {
  it('one is made before a database is brought up to date, as it was, and none of a new or present one', async () => {
    const home = olderHome(5);
    for (const _ of [1, 2]) await (await openStore(home)).close();
    const [backup, ...more] = await listBackups(home);
    expect(more).toEqual([]);
    expect(backup?.why).toBe('update');
    expect(asked(backup?.file ?? '', db => db.pragma('user_version', { simple: true }))).toBe(5);
    expect(eventsOf(home, 'backup.made')).toMatchObject([{ why: 'update', file: backup?.file }]);
    const fresh = await aHome();
    await (await openStore(fresh)).close();
    expect(existsSync(backupFolder(fresh))).toBe(false);
  });

  it('one is made a day where there is something to keep, and only the newest few stay', async () => {
    const home = await aHome();
    for (const _ of [1, 2]) await startOnce(home);
    const [today, ...more] = await listBackups(home);
    expect([today?.why, more]).toEqual(['daily', []]);
    expect(eventsOf(home, 'backup.made')).toMatchObject([{ why: 'daily', file: today?.file }]);

    const day = 86_400_000;
    const older = temporaryHome();
    await aHome(older);
    mkdirSync(backupFolder(older));
    const named = (days: number, why: 'daily' | 'update' | null) =>
      copyFileSync(databaseFile(older), join(backupFolder(older), backupName(Date.now() - days * day, why)));
    for (const days of [2, 3, 4, 5]) named(days, 'daily');
    for (const days of [6, 7, 8]) named(days, 'update');
    named(9, null);
    await startOnce(older);
    const ages = (await listBackups(older)).map(({ at, why }) => `${Math.round((Date.now() - at) / day)} ${why}`);
    expect(ages).toEqual(['0 daily', '2 daily', '3 daily', '6 update', '7 update', '9 null']);
    const empty = temporaryHome();
    await startOnce(empty);
    expect(await listBackups(empty)).toEqual([]);
  });

  it('where the clock was set back, the one just made stays, and is the newest', async () => {
    const home = await aHome();
    mkdirSync(backupFolder(home));
    for (const days of [3, 4, 5, 6])
      copyFileSync(databaseFile(home), join(backupFolder(home), backupName(Date.now() + days * 86_400_000, 'daily')));
    const store = await openStore(home);
    await store.saveProject(aProject({ name: 'later' }));
    await store.close();
    await startOnce(home);
    const [made] = eventsOf(home, 'backup.made');
    expect(existsSync(made?.file ?? '')).toBe(true);
    expect((await listBackups(home)).map(({ file }) => file)[0]).toBe(made?.file);
    expect(await listBackups(home)).toHaveLength(3);
    // One that a person makes has its place in the order too.
    const reader = await openReadOnlyStore(home);
    const mine = await backupFile(home, Date.now() - 86_400_000);
    await reader.backUp(mine);
    await reader.close();
    expect(await restoreBackup(home)).toMatchObject({ file: mine, projects: 2 });
  });

  it('none is made where the disk is short, or something is in the way; that is on record, and the work goes on', async context => {
    const { path: home } = smallTmpfs(context, 4096);
    await aHome(home);
    await startOnce(home);
    expect(await listBackups(home)).toEqual([]);
    expect(eventsOf(home, 'backup.skipped')).toMatchObject([{ why: 'daily', free: expect.any(Number) }]);
    const blocked = await aHome();
    writeFileSync(backupFolder(blocked), 'in the way');
    await startOnce(blocked);
    expect(eventsOf(blocked, 'backup.failed')).toMatchObject([{ reasonKey: 'error.home.notFolder' }]);
  });
});

describe('a restore', () => {
  it('takes the newest backup, and keeps what was there', async () => {
    const home = await aHome();
    await startOnce(home);
    const store = await openStore(home);
    const later = aProject({ name: 'later' });
    await store.saveProject(later);
    await store.close();
    const restored = await restoreBackup(home);
    expect(restored).toMatchObject({ projects: 1, trials: 2 });
    const names = (file: string) => asked(file, db => db.prepare('SELECT name FROM projects').pluck().all());
    expect(names(databaseFile(home))).toEqual(['digits']);
    expect(names(restored.replaced ?? '')).toEqual(['digits', 'later']);
    expect(eventsOf(home, 'backup.restored')).toMatchObject([{ file: restored.file }]);
    // What it replaced is no backup: a second one takes the same again.
    expect((await restoreBackup(home)).file).toBe(restored.file);
  });

  it('refuses what is damaged, newer, somebody else’s or not there, and leaves everything as it is', async () => {
    const home = await aHome();
    const before = readFileSync(databaseFile(home));
    const folder = temporaryHome();
    const at = (name: string) => join(folder, name);
    const changed = (name: string, change: (bytes: Buffer) => unknown): string => {
      const bytes = Buffer.from(before);
      change(bytes);
      writeFileSync(at(name), bytes);
      return at(name);
    };
    const refused = (file: string, key: string) => expect(restoreBackup(home, file)).rejects.toEqual(refusal(key));
    await refused(
      changed('newer.db', bytes => bytes.writeUInt32BE(MIGRATIONS.length + 1, 60)),
      'error.store.newer',
    );
    await refused(
      changed('damaged.db', bytes => bytes.fill(7, 8192, 20_000)),
      'error.store.damaged',
    );
    await refused(
      changed('half.db', bytes => bytes.fill(0, bytes.length / 2)),
      'error.store.damaged',
    );
    await refused(
      changed('others.db', bytes => bytes.writeUInt32BE(1, 68)),
      'error.store.notDatabase',
    );
    await refused(
      changed('text.db', bytes => bytes.write('Dear diary, today was')),
      'error.store.notDatabase',
    );
    writeFileSync(at('empty.db'), '');
    await refused(at('empty.db'), 'error.store.notDatabase');
    await refused(at('none.db'), 'error.backup.absent');
    await expect(restoreBackup(home)).rejects.toEqual(refusal('error.backup.none'));
    const lock = lockHome(home);
    await expect(restoreBackup(home, at('none.db'))).rejects.toEqual(refusal('error.home.locked'));
    lock.release();
    expect(readFileSync(databaseFile(home)).equals(before)).toBe(true);
    expect(readdirSync(home).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  it('takes the newest changes along of a database that was copied while it was in use', async () => {
    const from = temporaryHome();
    const store = await openStore(from);
    await savedTrials(store, 2);
    const copy = join(temporaryHome(), 'copy.db');
    for (const end of ['', '-wal']) copyFileSync(`${databaseFile(from)}${end}`, `${copy}${end}`);
    await store.close();
    const home = temporaryHome();
    expect(await restoreBackup(home, copy)).toMatchObject({ replaced: null, projects: 1, trials: 2 });
  });
});

it('a backup that is killed at any moment leaves a whole one or none, and nothing after the next start', async () => {
  const home = await aHome();
  for (const ms of [250, 400, 550, 700]) {
    const args = ['electron/cli/main.ts', 'backup', '--home', home];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const closed = new Promise(resolve => child.once('close', resolve));
    await wait(ms);
    child.kill('SIGKILL');
    await closed;
  }
  await startOnce(home);
  for (const name of existsSync(backupFolder(home)) ? readdirSync(backupFolder(home)) : []) {
    expect(name).toMatch(/^descent-\d{8}-\d{6}(-daily)?-\d+\.db$/);
    const file = join(backupFolder(home), name);
    expect(asked(file, db => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  }
});
