import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { checkpointFile } from '#electron/store/checkpoint-files.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { Project } from '#shared/domain/project.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { folderWith, refusalOf } from '../unit/data-files.ts';
import { ScriptedHosts } from './scripted-hosts.ts';
import { aBatch, aDecision, aPreparation, aProject, aStage, aTrial, range } from './store-fixtures.ts';

async function open(home: string): Promise<{ core: Core; hosts: ScriptedHosts; events: CoreEvent[] }> {
  const hosts = new ScriptedHosts();
  const core = await openCore({ home, hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  const events: CoreEvent[] = [];
  core.onEvent(event => void events.push(event));
  return { core, hosts, events };
}

function put(path: string, bytes: number): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(bytes, 1));
  return path;
}

/** Puts a project with two trials of so many steps into a home, with files of every kind, and tells which they are. */
async function plant(home: string, project: Project, steps = 1000): Promise<string[]> {
  const store = await openStore(home);
  const stage = aStage(project, { status: 'interrupted' });
  const trials = [0, 1].map(position => aTrial(stage, { position, status: 'interrupted' }));
  await store.saveProject(project);
  await store.saveStage(stage, trials);
  for (const trial of trials) {
    await store.beginAttempt(trial.id, 1, 0, 1);
    const appended: Promise<void>[] = [];
    for (let from = 0; from < steps; from += 1000) {
      const batches = [aBatch('step', range(from, from + 1000), { loss: Math.sin, learningRate: Math.cos })];
      appended.push(store.appendPoints({ trialId: trial.id, attempt: 1, batches }));
    }
    await Promise.all(appended);
    if (trial.position === 1) await store.compact(trial.id);
    const losses = Float32Array.from({ length: 300 }, Math.random);
    await store.saveDevRows(trial.id, { kind: 'rung', step: 50, losses, predictions: null, evaluation: null });
    const read = { step: 50, rows: 300, loss: 1, metric: 1, losses, predictions: losses, labels: losses };
    const reading = { projectId: project.id, stageId: stage.id, kind: stage.kind, dataDigest: 'a', createdAt: 1 };
    await store.saveTestEvaluation(trial.id, read, { ...reading, id: stage.id });
    await store.recordEvent('checkpoint.failed', { trialId: trial.id, message: 'no room' });
  }
  await store.saveDecision(aDecision(stage));
  await store.savePreparation(aPreparation(project));
  await store.close();
  const prepared = put(join(home, 'prepared', `${uuid()}.descent`), 5000);
  writeFileSync(`${prepared}.sha256`, `${project.dataDigest}  x\n`);
  return [
    prepared,
    `${prepared}.sha256`,
    ...trials.flatMap(({ id }) => [
      put(checkpointFile(home, id), 3000),
      put(checkpointFile(home, id, 'best'), 1000),
      put(join(home, 'logs', `${id}.log`), 100),
    ]),
  ];
}

/** Every row of every table that names one of these, and the tables in which something is left at all. */
function rowsLeft(home: string): Record<string, number> {
  const db = new Database(databaseFile(home), { readonly: true });
  try {
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const counted = tables.map(table => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number]);
    return Object.fromEntries(counted.filter(([, count]) => count !== 0));
  } finally {
    db.close();
  }
}

it('a project goes with all that is kept of it, and its space is given back to the disk', async () => {
  const home = temporaryHome();
  const project = aProject({ dataDigest: 'aa'.repeat(32) });
  const files = await plant(home, project, 200_000);
  const other = aProject({ source: 'sample:rings', name: 'rings', dataDigest: 'bb'.repeat(32) });
  const kept = await plant(home, other);
  const { core, events } = await open(home);
  const before = statSync(databaseFile(home)).size;
  const size = await core.ask('projects.size', { projectId: project.id });
  expect(size).toMatchObject({ name: 'digits', trials: 2 });
  expect(size.bytes).toBeGreaterThan(2 * 200_000 * 24);

  const freed = await core.ask('projects.delete', { projectId: project.id });
  expect(statSync(databaseFile(home)).size).toBeLessThan(before / 10);
  expect(freed.bytes).toBeGreaterThan(size.bytes * 0.9);
  expect(freed.reusable).toBe(0);
  expect(files.filter(file => existsSync(file))).toEqual([]);
  expect(kept.filter(file => !existsSync(file))).toEqual([]);
  expect(events).toContainEqual({ type: 'projectDeleted', projectId: project.id });
  expect((await core.ask('projects.list', {})).map(card => card.project.id)).toEqual([other.id]);
  await refusalOf(core.ask('projects.delete', { projectId: project.id }));
  await refusalOf(core.ask('projects.size', { projectId: project.id }));
  await core.ask('projects.delete', { projectId: other.id });
  await core.close();
  // What is left are notes of what happened to the home, among them that something was deleted.
  expect(Object.keys(rowsLeft(home))).toEqual(['events']);
});

it('what another project uses stays: its prepared data, and the files that were dropped for both', async () => {
  const home = temporaryHome();
  const drop = join(home, 'dropped', uuid());
  const source = put(join(drop, 'a.csv'), 100);
  const [one, two] = [aProject({ source }), aProject({ source, choice: { target: 'x' } })];
  const [prepared = ''] = await plant(home, one);
  await plant(home, two);
  const { core } = await open(home);
  await core.ask('projects.delete', { projectId: one.id });
  expect([existsSync(prepared), existsSync(source)]).toEqual([true, true]);
  await core.ask('projects.delete', { projectId: two.id });
  expect([existsSync(prepared), existsSync(drop)]).toEqual([false, false]);
});

it('data that lies outside of the home is not touched, wherever its path seems to lead', async () => {
  const home = temporaryHome();
  const outside = put(join(folderWith({}), 'own.csv'), 10);
  for (const source of [outside, join(home, 'dropped', '..', '..', 'x'), join(home, 'dropped')]) {
    mkdirSync(join(home, 'dropped'), { recursive: true });
    const project = aProject({ source });
    await plant(home, project);
    const { core } = await open(home);
    await core.ask('projects.delete', { projectId: project.id });
    await core.close();
    expect([existsSync(outside), existsSync(join(home, 'dropped'))]).toEqual([true, true]);
  }
});

it('a project in which something is under way is not deleted; afterwards it is', async () => {
  const { core, hosts } = await open(temporaryHome());
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:rings' });
  const choice = { steps: 100, hidden: [4], rates: [0.1], parallel: 1 };
  const stage = await core.ask('ladder.start', { projectId, choice });
  const busy = await refusalOf(core.ask('projects.delete', { projectId }));
  expect(busy.record.key).toBe('error.project.inUse');
  await core.ask('stages.stop', { stageId: stage.id });
  expect(hosts.alive).toEqual([]);

  const probing = core.ask('probe.run', { projectId, choice });
  expect((await refusalOf(core.ask('projects.delete', { projectId }))).record.key).toBe('error.project.inUse');
  const asked = () => hosts.alive.filter(trainer => trainer.asked);
  await expect.poll(() => asked().length, PATIENCE).toBe(1);
  asked()[0]?.lose('gone');
  await refusalOf(probing);

  await core.ask('projects.delete', { projectId });
  expect(await core.ask('projects.list', {})).toEqual([]);
  await refusalOf(core.ask('stages.view', { stageId: stage.id }));
  // It can be made anew at once.
  expect((await core.ask('projects.create', { source: 'sample:rings' })).id).not.toBe(projectId);
});

it('a deletion that was cut off anywhere is whole for everyone, and gone on with at the next start', async () => {
  const home = temporaryHome();
  const [doomed, other] = [aProject({ dataDigest: 'aa'.repeat(32) }), aProject({ dataDigest: 'bb'.repeat(32) })];
  await plant(home, doomed, 3000);
  await plant(home, other, 3000);
  for (let slices = 0, left = true; left; slices++) {
    const store = await openStore(home);
    await store.beginDeletion(doomed.id);
    expect((await store.projects()).map(({ id }) => id)).toEqual([other.id]);
    expect(await store.allTrials()).toHaveLength(2);
    const reader = await openReadOnlyStore(home);
    expect((await reader.projects()).map(({ id }) => id)).toEqual([other.id]);
    expect(await reader.allTrials()).toHaveLength(2);
    expect(await reader.allStages()).toHaveLength(1);
    await reader.close();
    if (slices > 0) left = await store.deleteSlice(doomed.id);
    await store.close();
  }
  // Cut off as soon as it was begun: also its files go at the next start.
  const files = await plantDoomed(home, doomed);
  const { core } = await open(home);
  await expect.poll(() => files.filter(file => existsSync(file)), PATIENCE).toEqual([]);
  expect((await core.ask('projects.list', {})).map(card => card.project.id)).toEqual([other.id]);
  await core.close();
  expect(rowsLeft(home)).toMatchObject({ projects: 1, stages: 1, trials: 2, attempts: 2, decisions: 1 });
  expect(readdirSync(join(home, 'checkpoints'))).toHaveLength(4);
});

/** Such a project once more, with its deletion begun. */
async function plantDoomed(home: string, project: Project): Promise<string[]> {
  const files = await plant(home, { ...project, id: uuid() });
  const store = await openStore(home);
  const [found] = (await store.projects()).filter(({ dataDigest }) => dataDigest === project.dataDigest);
  await store.beginDeletion(found?.id ?? '');
  await store.close();
  return files;
}

it('the database of an older Descent is written anew once, so that it gets smaller too', async () => {
  const home = temporaryHome();
  const old = new Database(databaseFile(home));
  old.exec('CREATE TABLE first (id TEXT)');
  old.exec('DROP TABLE first');
  old.close();
  const project = aProject();
  await plant(home, project, 100_000);
  const { core } = await open(home);
  const before = statSync(databaseFile(home)).size;
  const { reusable } = await core.ask('projects.delete', { projectId: project.id });
  expect(reusable).toBe(0);
  expect(statSync(databaseFile(home)).size).toBeLessThan(before / 5);
});
