import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import { EFFECTS } from '#shared/contract/effects.ts';
import { stepOfCard } from '#shared/contract/requests.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { text } from '#shared/messages/text.ts';
import { temporaryHome } from '../tools/home.ts';
import { smallTmpfs } from '../tools/tmpfs.ts';
import { refusalOf } from '../unit/data-files.ts';
import { fill } from './filled-home.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

/** `descent`, as it is for a person. */
const CLI = fileURLToPath(entryUrl('cli'));

/** As `fill`, but by a process that is killed: the newest changes lie beside the database. */
async function fillAndKill(home: string): Promise<void> {
  const args = ['tests/contract/home-victim.ts', home, 'store'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise(resolve => child.once('close', resolve));
}

async function everythingIn(home: string): Promise<{ names: string[]; trials: number; steps: number[] }> {
  const store = await openReadOnlyStore(home);
  try {
    const trials = await store.allTrials();
    const curves = await Promise.all(trials.map(trial => store.points(trial.id, 'step', -1)));
    expect(await store.damage()).toEqual([]);
    return {
      names: (await store.projects()).map(({ name }) => name),
      trials: trials.length,
      steps: [...new Set(curves.map(({ steps }) => steps.length))],
    };
  } finally {
    await store.close();
  }
}

const EVERYTHING = { names: ['one', 'two', 'three'], trials: 12, steps: [50] };

async function openToRead(home: string): Promise<Core> {
  const core = await openCore({ home, hosts: new ScriptedHosts(), version: 'test', measure: false, orRead: true });
  onTestFinished(() => core.close());
  return core;
}

/** The home screen shows all of it, says why nothing can be changed, and refuses to. */
async function expectReadable(home: string, notice: string): Promise<void> {
  const core = await openToRead(home);
  const cards = await core.ask('projects.list', {});
  expect(cards.map(card => card.project.name).sort()).toEqual(['one', 'three', 'two']);
  const stageId = stepOfCard(cards[0], 'learningRate')?.stage?.id ?? '';
  const [curve] = await core.ask('curves.read', { stageId, cursors: [] });
  expect(curve?.batches[0]?.steps.length).toBe(50);
  expect((await core.ask('stages.view', { stageId })).trials).toHaveLength(4);
  expect((await core.ask('app.info', {})).notices.map(({ key }) => key)).toEqual([notice]);
  const changing = Object.entries(EFFECTS).filter(([, effect]) => effect !== 'reads');
  for (const [name] of changing)
    expect((await refusalOf(core.handle(name, {}))).record.key, name).toBe('error.home.reading');
}

describe('a home that can’t be written', () => {
  it('is read, whether its last core ended well or was killed, and left as it is', async context => {
    const { path: root, makeReadOnly } = smallTmpfs(context, 8192);
    const path = join(root, 'homes');
    mkdirSync(path);
    for (const name of ['ended', 'killed', 'copied']) mkdirSync(join(path, name));
    await fill(join(path, 'ended'));
    await fillAndKill(join(path, 'killed'));
    // A copy by hand often goes without the file that readers share.
    cpSync(join(path, 'killed'), join(path, 'copied'), { recursive: true });
    rmSync(`${databaseFile(join(path, 'copied'))}-shm`);
    makeReadOnly(path);
    for (const name of ['ended', 'killed', 'copied']) {
      const home = join(path, name);
      const before = readdirSync(home);
      expect(await everythingIn(home)).toEqual(EVERYTHING);
      expect(readdirSync(home)).toEqual(before);
    }
    await expectReadable(join(path, 'ended'), 'notice.reading.readOnly');
    const plain = { home: join(path, 'ended'), hosts: new ScriptedHosts(), version: 'test', measure: false };
    expect((await refusalOf(openCore(plain))).record.key).toBe('error.store.readOnly');
  });

  it('is read on a full disk, whether its last core ended well or was killed', async context => {
    for (const make of [fill, fillAndKill]) {
      const { path } = smallTmpfs(context, 4096);
      const home = join(path, 'home');
      mkdirSync(home);
      await make(home);
      expect(() => writeFileSync(join(path, 'ballast'), Buffer.alloc(8 * 2 ** 20))).toThrow('ENOSPC');
      expect(await everythingIn(home)).toEqual(EVERYTHING);
      await expectReadable(home, 'notice.reading.full');
    }
  });
});

/** Pages of a table or index of a closed database, and the page's size. */
function pagesOf(home: string, name: string): { pages: number[]; size: number } {
  const db = new Database(databaseFile(home), { readonly: true });
  const pages = db
    .prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ? ORDER BY path')
    .pluck()
    .all(name);
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  return { pages, size };
}

function ruin(home: string, pages: readonly number[], size: number): void {
  const bytes = readFileSync(databaseFile(home));
  for (const page of pages) bytes.fill(0xa5, (page - 1) * size, page * size);
  writeFileSync(databaseFile(home), bytes);
}

/** Runs `descent` and resolves to what it said. */
function descent(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, LANG: 'C' } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', said => {
    out += said;
  });
  child.stderr.setEncoding('utf8').on('data', said => {
    err += said;
  });
  return new Promise(resolve => child.once('close', code => resolve({ code, out, err })));
}

describe('a damaged page', () => {
  it('of trials: those on it are named, the others are shown, by the terminal and on the home screen', async () => {
    const home = temporaryHome();
    const { trials } = await fill(home);
    const { pages, size } = pagesOf(home, 'trials');
    expect(pages.length).toBeGreaterThan(2);
    ruin(home, pages.slice(-1), size);

    const listed = await descent('runs', 'list', '--home', home, '--json');
    const found = (JSON.parse(listed.out) as { trials: Trial[] }).trials;
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(trials.length);
    for (const trial of found) expect(trials).toContainEqual(trial);
    const lost = trials.filter(({ id }) => !found.some(trial => trial.id === id));
    expect(listed.code).toBe(1);
    // Of many a few are named.
    expect(lost.filter(({ id }) => listed.err.includes(id))).toHaveLength(Math.min(lost.length, 5));
    expect(listed.err).toContain('descent restore');
    const shown = await descent('runs', 'export', found[0]?.id ?? '', '--home', home);
    expect([shown.code, shown.out.split('\n').length]).toEqual([1, 52]);

    const core = await openToRead(home);
    expect(await core.ask('projects.list', {})).toHaveLength(3);
    const { notices } = await core.ask('app.info', {});
    expect(notices.map(({ key }) => key)).toEqual([
      'notice.reading.damaged',
      'notice.noBackup',
      'notice.damaged',
      'notice.damaged.trials',
    ]);
    expect(text('en', notices[3]!.key, notices[3]!.values)).toContain(lost[0]?.id);
  });

  it('of trials: named also where what the home screen shows of them was kept', async () => {
    const home = temporaryHome();
    await fill(home);
    const before = await openToRead(home);
    await before.ask('projects.list', {});
    await before.close();
    const { pages, size } = pagesOf(home, 'trials');
    ruin(home, pages.slice(-1), size);
    const core = await openToRead(home);
    expect(await core.ask('projects.list', {})).toHaveLength(3);
    const { notices } = await core.ask('app.info', {});
    expect(notices.map(({ key }) => key)).toContain('notice.damaged.trials');
  });

  const reading = ['notice.reading.damaged', 'notice.noBackup', 'notice.damaged'];
  it.each([
    ['projects', [...reading, 'notice.damaged.projects']],
    ['stages', [...reading, 'notice.damaged.stages']],
    ['decisions', [...reading, 'notice.damaged.decisions']],
    ['settings', [...reading, 'notice.damaged.settings']],
    ['sqlite_autoindex_trials_1', reading],
    // Nothing hangs on a curve but its own stage: the rest can be worked with.
    ['metric_batches', ['notice.damaged.curves']],
  ])('of %s: what is not on it is read all the same', async (table, notices) => {
    const home = temporaryHome();
    const { projectIds, trials } = await fill(home);
    const settings = await openStore(home);
    await settings.saveSetting('interface', { theme: 'dark', language: null });
    await settings.close();
    const { pages, size } = pagesOf(home, table);
    ruin(home, pages.slice(-1), size);
    const core = await openToRead(home);
    const cards = await core.ask('projects.list', {});
    if (table !== 'projects') expect(cards.map(card => card.project.id).sort()).toEqual([...projectIds].sort());
    const all = await core.ask('trials.list', {});
    for (const trial of all) expect(trials).toContainEqual(trial);
    expect(all).toHaveLength(12);
    expect((await core.ask('app.info', {})).notices.map(({ key }) => key)).toEqual(notices);
  });
});

describe('what is missing at the start', () => {
  const hosts = new ScriptedHosts();
  const open = (home: string) => openCore({ home, hosts, version: 'test', measure: false });

  it('the newest changes of a core that was cut off: said, with what to do, and what is left is kept', async () => {
    const home = temporaryHome();
    await startAndKill(home);
    rmSync(`${databaseFile(home)}-wal`);
    const core = await open(home);
    onTestFinished(() => core.close());
    const [notice, wayBack] = (await core.ask('app.info', {})).notices;
    expect(wayBack?.key).toBe('notice.noBackup');
    expect(notice?.key).toBe('notice.wal');
    const said = text('en', notice!.key, notice!.values);
    expect(said).toContain('descent restore');
    expect(said).toContain(`${databaseFile(home)}-wal`);
    expect(readdirSync(join(home, 'backups')).filter(name => name.endsWith('-replaced.db'))).toHaveLength(1);
    await core.close();
    const again = await open(home);
    onTestFinished(() => again.close());
    expect((await again.ask('app.info', {})).notices).toEqual([]);
  });

  it('nothing is said where nothing is missing: after a good end, after a kill, and in a new home', async () => {
    const home = temporaryHome();
    for (const before of [null, fill, startAndKill, startAndKill]) {
      await before?.(home);
      const core = await open(home);
      expect((await core.ask('app.info', {})).notices).toEqual([]);
      await core.close();
    }
  });

  it('nothing is said where an opening that failed put the newest changes into the database itself', async () => {
    const killed = temporaryHome();
    await startAndKill(killed);
    const home = temporaryHome();
    copyFileSync(join(killed, 'state.json'), join(home, 'state.json'));
    const other = new Database(databaseFile(killed));
    // Its newest migrations are asked for once more, which fails.
    const version = Number(other.pragma('user_version', { simple: true }));
    other.pragma('user_version = 1');
    for (const end of ['', '-wal']) copyFileSync(`${databaseFile(killed)}${end}`, `${databaseFile(home)}${end}`);
    other.close();
    await expect(open(home)).rejects.toThrow();
    expect(existsSync(`${databaseFile(home)}-wal`)).toBe(false);
    const mended = new Database(databaseFile(home));
    mended.pragma(`user_version = ${version}`);
    mended.close();
    const core = await open(home);
    onTestFinished(() => core.close());
    expect((await core.ask('app.info', {})).notices).toEqual([]);
  });

  it('what is missing is still said when a start failed in between', async () => {
    const home = temporaryHome();
    await fill(home);
    await startAndKill(home);
    const change = (sql: string) => {
      const db = new Database(databaseFile(home));
      db.exec(sql);
      db.close();
    };
    // As where the log was lost: it is in the database now, which makes no difference to who looks.
    change("UPDATE projects SET facts = 'x' || facts");
    expect(existsSync(`${databaseFile(home)}-wal`)).toBe(false);
    await expect(open(home)).rejects.toThrow();
    change('UPDATE projects SET facts = substr(facts, 2)');
    const core = await open(home);
    onTestFinished(() => core.close());
    expect((await core.ask('app.info', {})).notices.map(({ key }) => key)).toContain('notice.wal');
  });

  it('the database of a home that was used: nothing is begun in its place, and one command restores it', async () => {
    const home = temporaryHome();
    await fill(home);
    await (await open(home)).close();
    rmSync(databaseFile(home));
    const refused = await refusalOf(open(home));
    expect(refused.record.key).toBe('error.home.emptied');
    expect(refused.message).toContain('descent restore');
    expect((await refusalOf(openReadOnlyStore(home))).record.key).toBe('error.home.emptied');
    expect((await descent('restore', '--home', home)).out).toContain('3 projects with 12 trials');
    expect(await everythingIn(home)).toEqual(EVERYTHING);
    const core = await open(home);
    expect((await core.ask('app.info', {})).notices).toEqual([]);
    await core.close();

    // Of a version that kept no note of it.
    const older = temporaryHome();
    mkdirSync(join(older, 'logs'));
    copyFileSync(databaseFile(home), join(older, 'logs', '0192f1a0-0000-7000-8000-000000000001.log'));
    expect((await refusalOf(open(older))).record.key).toBe('error.home.emptiedWithout');
  });
});

/** A core that is killed when it has saved something. */
async function startAndKill(home: string): Promise<void> {
  const child = spawn(process.execPath, ['tests/contract/home-victim.ts', home], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await new Promise(resolve => child.once('close', resolve));
}
