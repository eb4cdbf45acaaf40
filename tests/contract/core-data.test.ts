import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { listFolder } from '#electron/core/list-folder.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { databaseFile } from '#electron/store/home.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { REQUESTS, type StageView, stepOfCard } from '#shared/contract/requests.ts';
import { temporaryHome } from '../tools/home.ts';
import { folderWith, refusalOf } from '../unit/data-files.ts';

async function open(home = temporaryHome()): Promise<{ core: Core; events: CoreEvent[] }> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const events: CoreEvent[] = [];
  core.onEvent(event => void events.push(event));
  return { core, events };
}

/** Resolves with the view once the stage is no longer running. */
function ended(core: Core, stageId: string): Promise<StageView> {
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
}

const small = { steps: 20, hidden: [4], evalEvery: 10, rates: [0.1], parallel: 1 };

/** A table of 60 rows: x and y, and a class that follows from them. */
const table = (classOf = (i: number) => i % 2): string =>
  `x,y,class\n${Array.from({ length: 60 }, (_, i) => `${i * 1.37},${(i * 7919) % 101},${classOf(i) ? 'yes' : 'no'}`).join('\n')}\n`;

const tableFile = (): string => join(folderWith({ 'points.csv': table() }), 'points.csv');

describe('projects and their data', () => {
  it('a project has its choice; the same source with the same choice is the same project', async () => {
    const { core, events } = await open();
    const source = tableFile();
    const project = await core.ask('projects.create', { source });
    expect(project).toMatchObject({ name: 'points.csv', source, choice: {} });
    expect(project.facts).toMatchObject({ kind: 'table', format: 'csv', target: 'class', classes: ['no', 'yes'] });
    expect(events.some(e => e.type === 'reading' && e.source === source)).toBe(true);
    expect((await core.ask('projects.create', { source, choice: {} })).id).toBe(project.id);
    const byY = await core.ask('projects.create', { source, choice: { target: 'y', task: 'regression' } });
    expect(byY.id).not.toBe(project.id);
    expect((await core.ask('projects.create', { source, choice: { encoding: 'utf-8' } })).id).not.toBe(project.id);
    const without = await core.ask('projects.create', {
      source,
      choice: { drop: ['y', 'y'], missing: [{ value: '7' }] },
    });
    expect(without).toMatchObject({ choice: { drop: ['y'] }, facts: { features: 1 } });
    const again = { missing: [{ value: '7' }], drop: ['y'] };
    expect((await core.ask('projects.create', { source, choice: again })).id).toBe(without.id);
    expect((await core.ask('projects.create', { source, choice: { drop: ['y'] } })).id).not.toBe(without.id);
    expect(byY.facts).toMatchObject({ target: 'y', task: 'regression', metric: 'rmse' });
    writeFileSync(
      source,
      table(i => (i % 3 ? 0 : 1)),
    );
    expect((await core.ask('projects.create', { source })).id).not.toBe(project.id);
  });

  it('two that come at once from the same source are one project', async () => {
    const { core } = await open();
    const source = tableFile();
    const [a, b] = await Promise.all([0, 1].map(() => core.ask('projects.create', { source })));
    expect(a?.id).toBe(b?.id);
  });

  it('data.inspect tells facts and report in the shape of the contract, and makes no project', async () => {
    const { core } = await open();
    const understood = await core.ask('data.inspect', { source: tableFile(), choice: { target: 'x' } });
    expect(REQUESTS['data.inspect'].output.safeParse(understood).error).toBeUndefined();
    expect(understood.facts.target).toBe('x');
    expect(understood.report.columns.map(c => c.name)).toEqual(['x', 'y', 'class']);
    expect(await core.ask('projects.list', {})).toEqual([]);
    await refusalOf(core.ask('data.inspect', { source: tableFile(), choice: { target: 'z' } }));
  });

  it('data.report notices a source that changed, was put back, or is gone', async () => {
    const { core } = await open();
    const source = tableFile();
    const { id: projectId } = await core.ask('projects.create', { source });
    const report = () => core.ask('data.report', { projectId });
    expect(REQUESTS['data.report'].output.safeParse(await report()).error).toBeUndefined();
    expect(await report()).toMatchObject({ changed: false, facts: { classCounts: [30, 30] } });
    writeFileSync(
      source,
      table(i => (i % 3 ? 0 : 1)),
    );
    expect(await report()).toMatchObject({ changed: true, facts: { classCounts: [40, 20] } });
    writeFileSync(source, table());
    expect((await report()).changed).toBe(false);
    rmSync(source);
    expect((await refusalOf(report())).record.key).toBe('error.data.notFound');
  });

  it('nothing new is trained on a source that changed, until it is read again', async () => {
    const { core } = await open();
    const source = tableFile();
    const { id: projectId } = await core.ask('projects.create', { source });
    writeFileSync(
      source,
      table(i => (i % 3 ? 0 : 1)),
    );
    const start = () => core.ask('ladder.start', { projectId, choice: small });
    expect((await refusalOf(start())).record).toEqual({ key: 'error.source.changed', values: { source } });
    const changed = await core.ask('data.change', { projectId, choice: {} });
    expect(changed.facts?.classCounts).toEqual([40, 20]);
    const { trials } = await ended(core, (await start()).id);
    expect(trials[0]).toMatchObject({
      status: 'finished',
      metric: changed.facts?.metric,
      dataDigest: changed.dataDigest,
      preprocessingDigest: changed.facts?.preprocessingDigest,
    });
  });

  it('data.change takes another choice, tells of it, and outlives what its stages do later', async () => {
    const home = temporaryHome();
    const { core, events } = await open(home);
    const source = tableFile();
    const { id: projectId } = await core.ask('projects.create', { source });
    const first = await core.ask('ladder.start', { projectId, choice: small });
    await ended(core, first.id);
    const choice = { target: 'y', task: 'regression' } as const;
    const project = await core.ask('data.change', { projectId, choice });
    expect(project).toMatchObject({ id: projectId, choice, facts: { task: 'regression' } });
    expect(events.findLast(e => e.type === 'project')?.card.project).toEqual(project);
    const { trials, parameterCount, ...view } = await core.ask('stages.view', { stageId: first.id });
    expect(view.project).toEqual(project);
    expect([trials[0]?.metric, parameterCount]).toEqual(['accuracy', null]);

    const second = await ended(core, (await core.ask('ladder.start', { projectId, choice: small })).id);
    expect(second.trials[0]).toMatchObject({ status: 'finished', metric: 'rmse' });
    await core.close();
    const again = await open(home);
    const [card] = await again.core.ask('projects.list', {});
    expect(card?.project).toMatchObject({ choice, facts: { task: 'regression' }, dataDigest: project.dataDigest });
  });

  it('a stage of other data is neither continued nor given another rate', async () => {
    const { core } = await open();
    const source = tableFile();
    const { id: projectId } = await core.ask('projects.create', { source });
    const { id: stageId } = await core.ask('ladder.start', { projectId, choice: { ...small, steps: 1_000_000 } });
    await core.ask('stages.stop', { stageId });
    await core.ask('data.change', { projectId, choice: { target: 'y' } });
    const other = { key: 'error.stage.otherData', values: { source } };
    expect((await refusalOf(core.ask('stages.continue', { stageId }))).record).toEqual(other);
    expect((await refusalOf(core.ask('ladder.addRate', { stageId, learningRate: 0.3 }))).record).toEqual(other);
    await core.ask('data.change', { projectId, choice: {} });
    await core.ask('stages.continue', { stageId });
    await core.ask('stages.stop', { stageId });
  });

  it('data.change waits for no training: it is refused while a stage runs', async () => {
    const { core } = await open();
    const { id: projectId } = await core.ask('projects.create', { source: tableFile() });
    const { id: stageId } = await core.ask('ladder.start', { projectId, choice: { ...small, steps: 1_000_000 } });
    const change = () => core.ask('data.change', { projectId, choice: { target: 'y' } });
    expect((await refusalOf(change())).record.key).toBe('error.project.busy');
    await core.ask('stages.stop', { stageId });
    expect((await change()).choice).toEqual({ target: 'y' });
  });

  it('data.change to what can’t be used leaves the project as it was', async () => {
    const { core } = await open();
    const project = await core.ask('projects.create', { source: tableFile() });
    await refusalOf(core.ask('data.change', { projectId: project.id, choice: { target: 'nothing' } }));
    expect((await core.ask('projects.list', {}))[0]?.project).toEqual(project);
  });

  it('the first batch size is what suits the data [M7], where the person says nothing', async () => {
    const { core } = await open();
    const { id: projectId, facts } = await core.ask('projects.create', { source: tableFile() });
    const stage = await core.ask('ladder.start', { projectId, choice: small });
    expect(stage.plan.base.batchSize).toBe(facts?.batchSize);
    expect(stage.plan.base.batchSize).toBeLessThan(64);
    await ended(core, stage.id);
  });
});

describe('a project of version 1', () => {
  const release = (): { home: string; projectId: string } => {
    const home = temporaryHome();
    const db = new Database(databaseFile(home));
    db.exec(readFileSync(join(import.meta.dirname, 'store-releases', '1.sql'), 'utf8'));
    const projectId = db.prepare<[], string>('SELECT id FROM projects').pluck().get() ?? '';
    db.close();
    return { home, projectId };
  };

  it('is read anew when its data is asked for, and keeps its stages', async () => {
    const { home, projectId } = release();
    const { core } = await open(home);
    const [card] = await core.ask('projects.list', {});
    expect(card?.project.facts).toBeNull();
    expect(stepOfCard(card, 'learningRate')?.recommendation?.ranking).toHaveLength(1);
    expect((await core.ask('data.report', { projectId })).changed).toBe(false);
    const [filled] = await core.ask('projects.list', {});
    expect(filled?.project).toMatchObject({ id: projectId, choice: {}, facts: { kind: 'images', format: 'sample' } });
    expect((await core.ask('projects.create', { source: 'sample:digits' })).id).toBe(projectId);
  });

  it('is read anew when its source is opened again, and trains', async () => {
    const { home, projectId } = release();
    const { core } = await open(home);
    expect((await core.ask('projects.create', { source: 'sample:digits' })).id).toBe(projectId);
    const stage = await core.ask('ladder.start', { projectId, choice: small });
    expect((await ended(core, stage.id)).trials[0]?.status).toBe('finished');
  });

  it('does not go on with stages whose data was prepared otherwise', async () => {
    const { home, projectId } = release();
    const { core } = await open(home);
    const [stage] = await core.ask('stages.list', { projectId });
    const added = core.ask('ladder.addRate', { stageId: stage?.id ?? '', learningRate: 0.03 });
    expect((await refusalOf(added)).record.key).toBe('error.stage.otherData');
  });
});

describe('files.list', () => {
  it('lists folders first, each as a person sorts them, without hidden ones', async () => {
    const folder = folderWith({
      'img10.csv': 'x',
      'img2.csv': 'four',
      'Über.txt': '',
      '.hidden': '',
      'b/file': '',
      'a10/file': '',
      'a9/file': '',
    });
    const { core } = await open();
    const listing = await core.ask('files.list', { folder });
    expect(REQUESTS['files.list'].output.safeParse(listing).error).toBeUndefined();
    expect(listing).toMatchObject({ folder, parent: dirname(folder), more: 0 });
    expect(listing.entries.map(e => [e.name, e.kind, e.size])).toEqual([
      ['a9', 'folder', null],
      ['a10', 'folder', null],
      ['b', 'folder', null],
      ['img2.csv', 'file', 4],
      ['img10.csv', 'file', 1],
      ['Über.txt', 'file', 0],
    ]);
    expect(listing.entries[3]?.path).toBe(join(folder, 'img2.csv'));
  });

  it('begins in the person’s own folder, and ends at the root', async () => {
    const { core } = await open();
    const own = await core.ask('files.list', { folder: null });
    expect(own.folder).toBe(homedir());
    expect(await core.ask('files.list', { folder: '~' })).toEqual(own);
    expect((await core.ask('files.list', { folder: sep })).parent).toBeNull();
  });

  it('takes a link for what it leads to, and leaves out one that leads nowhere', async () => {
    const folder = folderWith({ 'data/x.csv': 'x' });
    symlinkSync(join(folder, 'data'), join(folder, 'to-folder'));
    symlinkSync(join(folder, 'data', 'x.csv'), join(folder, 'to-file'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'to-nothing'));
    const { entries } = await listFolder(folder);
    expect(entries.map(e => [e.name, e.kind])).toEqual([
      ['data', 'folder'],
      ['to-folder', 'folder'],
      ['to-file', 'file'],
    ]);
    expect((await listFolder(join(folder, 'to-folder'))).entries.map(e => e.name)).toEqual(['x.csv']);
  });

  it('lists the first 2,000 of more, and says how many more', async () => {
    const names = Array.from({ length: 2500 }, (_, i) => `${(i * 7919) % 2500}.txt`);
    const folder = folderWith(Object.fromEntries([...names, 'z/in'].map(name => [name, ''])));
    const { entries, more } = await listFolder(folder);
    expect(more).toBe(501);
    expect(entries.slice(0, 3).map(e => e.name)).toEqual(['z', '0.txt', '1.txt']);
    expect(entries).toHaveLength(2000);
    expect(entries.at(-1)?.name).toBe('1998.txt');
  });

  it.each([
    ['is not there', 'error.folder.notFound', 'none'],
    ['is a file', 'error.folder.noFolder', 'file'],
  ])('refuses what %s with a sentence', async (_what, key, name) => {
    const folder = folderWith({ file: '' });
    const { record } = await refusalOf(listFolder(join(folder, name)));
    expect(record).toEqual({ key, values: { folder: join(folder, name) } });
  });

  it('refuses a name that no folder can have with a sentence', async () => {
    expect((await refusalOf(listFolder('a\0b'))).record.key).toBe('error.folder.unreadable');
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that may not be read (skipped as root, who may)', async () => {
    const folder = folderWith({ 'closed/x': '' });
    mkdirSync(join(folder, 'closed'), { recursive: true });
    chmodSync(join(folder, 'closed'), 0);
    onTestFinished(() => chmodSync(join(folder, 'closed'), 0o700));
    expect((await refusalOf(listFolder(join(folder, 'closed')))).record.key).toBe('error.folder.notAllowed');
  });
});
