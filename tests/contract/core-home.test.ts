import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { databaseFile, tightenHome } from '#electron/store/home.ts';
import { lockHome } from '#electron/store/lock.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import type { RefusalRecord } from '#shared/contract/refusal.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';
import { expectSentence } from './trainer-process.ts';

/** A ladder of two candidates that trains, in a home inside a folder of the test's. */
async function training() {
  const folder = temporaryHome();
  const home = join(folder, 'home');
  const hosts = new ScriptedHosts();
  const core = await openCore({ home, hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  const told: RefusalRecord[] = [];
  core.onEvent(event => event.type === 'home' && told.push(event.problem));
  const project = await core.ask('projects.create', { source: 'sample:rings' });
  const choice = { rates: [0.1, 0.01], parallel: 2, steps: 1000 };
  const stage = await core.ask('ladder.start', { projectId: project.id, choice });
  await vi.waitFor(() => expect(hosts.trainers.filter(t => t.training)).toHaveLength(2), PATIENCE);
  for (const trainer of hosts.trainers) for (let step = 0; step < 5; step++) trainer.point(step);
  const stored = async () => {
    const curves = await core.ask('curves.read', { stageId: stage.id, cursors: [] });
    expect(curves.map(c => c.batches.find(b => b.series === 'step')?.steps.length)).toEqual([5, 5]);
  };
  await vi.waitFor(stored, PATIENCE);
  return { folder, home, hosts, core, stage, told };
}

/** Waits until a core has told that its home is lost; its trainers are gone by then, and it takes up nothing. */
async function lost({ core, hosts, told }: { core: Core; hosts: ScriptedHosts; told: RefusalRecord[] }) {
  await vi.waitFor(() => expect(told).toHaveLength(1), PATIENCE);
  const [problem] = told as [RefusalRecord];
  expect(hosts.alive).toEqual([]);
  expectSentence(problem);
  await expect(core.ask('projects.list', {})).rejects.toMatchObject({ record: problem });
  expect((await core.ask('app.info', {})).problem).toEqual(problem);
  return problem;
}

/** What a home keeps of the stage: its points, each trial's. */
async function pointsIn(home: string, stageId: string): Promise<number[]> {
  const store = await openReadOnlyStore(home);
  const trials = await store.trials(stageId);
  const points = await Promise.all(trials.map(({ id }) => store.points(id, 'step', -1)));
  await store.close();
  return points.map(({ steps }) => steps.length);
}

describe.skipIf(process.platform === 'win32')('a home that goes away under a running core', () => {
  it('moved: trials stop, it says where the folder is now, and all is in there', async () => {
    const running = await training();
    const { folder, home, core, stage } = running;
    const now = join(folder, 'elsewhere');
    renameSync(home, now);
    const problem = await lost(running);
    if (process.platform === 'linux') expect(problem).toEqual({ key: 'error.home.lost.moved', values: { home, now } });
    await core.close();
    expect(existsSync(home)).toBe(false);
    expect(await pointsIn(now, stage.id)).toEqual([5, 5]);
    const again = await openCore({ home: now, hosts: new ScriptedHosts(), version: 'test', measure: false });
    const { trials } = await again.ask('stages.view', { stageId: stage.id });
    expect(trials.map(({ status }) => status)).toEqual(['interrupted', 'interrupted']);
    await again.close();
  });

  it('removed: what was measured is rescued into a folder beside it, and nothing grows at the old place', async () => {
    const running = await training();
    const { home, core, stage } = running;
    rmSync(home, { recursive: true });
    const problem = await lost(running);
    // On a busy machine it may be noticed when the files are gone and the folder isn't yet.
    expect(['error.home.lost.removed', 'error.home.lost.files']).toContain(problem.key);
    expect(problem.values.home).toBe(home);
    await core.close();
    expect(existsSync(home)).toBe(false);
    const saved = String(problem.values.saved);
    expect(statSync(saved).mode & 0o777).toBe(0o700);
    expect(await pointsIn(saved, stage.id)).toEqual([5, 5]);
  });

  it.each(['just before it is closed', 'while it is closed'])(
    'removed %s: rescued and told all the same',
    async when => {
      const { home, core, stage, told } = await training();
      if (when === 'just before it is closed') {
        rmSync(home, { recursive: true });
        await core.close();
      } else {
        const closing = core.close();
        rmSync(home, { recursive: true });
        await closing;
      }
      expect(told.map(({ key }) => key)).toEqual([expect.stringMatching(/^error\.home\.lost\.(removed|files)$/)]);
      expect(await pointsIn(String(told[0]?.values.saved), stage.id)).toEqual([5, 5]);
      expect(existsSync(home)).toBe(false);
    },
  );

  it('its database removed or replaced: rescued too, and what lies there now is left alone', async () => {
    const running = await training();
    const { folder, home, core, stage } = running;
    const other = join(folder, 'other');
    await (await openStore(other)).close();
    renameSync(databaseFile(other), databaseFile(home));
    const problem = await lost(running);
    expect(problem).toMatchObject({ key: 'error.home.lost.files', values: { home } });
    await core.close();
    expect(await pointsIn(String(problem.values.saved), stage.id)).toEqual([5, 5]);
    // Not even a log of the old one is left, which would be taken for the new one's.
    expect(existsSync(`${databaseFile(home)}-wal`)).toBe(false);
    const store = await openStore(home);
    expect(await store.projects()).toEqual([]);
    await store.close();
  });

  it('its lock removed, so that a second core can open it: the first stops, and takes nothing of the second away', async () => {
    const running = await training();
    const { home, core, stage } = running;
    rmSync(join(home, 'lock.db'));
    rmSync(join(home, 'lock.json'));
    const second = await openCore({ home, hosts: new ScriptedHosts(), version: 'test', measure: false });
    expect(await lost(running)).toMatchObject({ key: 'error.home.lost.lock' });
    await core.close();
    expect(existsSync(join(home, 'lock.json'))).toBe(true);
    expect(() => lockHome(home)).toThrow();
    const view = await second.ask('stages.view', { stageId: stage.id });
    expect(view.trials.map(({ status }) => status)).toEqual(['interrupted', 'interrupted']);
    await second.close();
    expect(await pointsIn(home, stage.id)).toEqual([5, 5]);
  });

  it('a new home at its place keeps all that a second core writes there', async () => {
    const running = await training();
    const { folder, home, core, stage } = running;
    renameSync(home, join(folder, 'elsewhere'));
    mkdirSync(home);
    const second = await openCore({ home, hosts: new ScriptedHosts(), version: 'test', measure: false });
    await second.ask('projects.create', { source: 'sample:rings' });
    await lost(running);
    await core.close();
    // Closing the first takes no file of the second away by its path.
    expect(existsSync(`${databaseFile(home)}-wal`)).toBe(true);
    expect(existsSync(join(home, 'lock.json'))).toBe(true);
    // Nor does it note that the second has ended.
    expect(JSON.parse(readFileSync(join(home, 'state.json'), 'utf8'))).toEqual({ open: true });
    await second.ask('projects.list', {});
    await second.close();
    const store = await openReadOnlyStore(home);
    expect((await store.projects()).map(({ source }) => source)).toEqual(['sample:rings']);
    await store.close();
    expect(await pointsIn(join(folder, 'elsewhere'), stage.id)).toEqual([5, 5]);
  });
});

it.skipIf(process.platform === 'win32')(
  'files of a home are made their owner’s; told is only what others could reach',
  () => {
    const home = temporaryHome();
    const file = join(home, 'descent.db');
    const open = (mode: number) => {
      writeFileSync(file, '');
      chmodSync(file, 0o644);
      chmodSync(home, mode);
    };
    for (const [mode, count] of [
      [0o700, 0],
      [0o755, 2],
    ] as const) {
      open(mode);
      expect(tightenHome(home)).toBe(count);
      expect([home, file].map(path => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
    }
  },
);
