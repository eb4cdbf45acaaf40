import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import { machineFacts } from '#electron/core/machine.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { lockHome } from '#electron/store/lock.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { LadderChoice } from '#shared/contract/requests.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

const choice = LadderChoice.parse({ steps: 10, rates: [0.1, 0.01], parallel: 2 });

/** A conductor with scripted trainers on a real store, whose methods a test may replace. */
async function scripted() {
  const home = temporaryHome();
  const store: Store = await openStore(home);
  const hosts = new ScriptedHosts();
  const events: CoreEvent[] = [];
  const emit = (event: CoreEvent) => void events.push(event);
  const conductor = new Conductor({ home, version: 'test', store, hosts, helpers: hosts, machine: machineFacts, emit });
  onTestFinished(async () => {
    await conductor.close().catch(() => {});
    await store.close();
  });
  const project = await conductor.data.create('sample:rings', {});
  const start = async () => {
    const stage = await conductor.stages.start(project.id, 'learningRate', choice);
    await vi.waitFor(() => expect(hosts.alive.filter(t => t.training)).toHaveLength(2), PATIENCE);
    return stage.id;
  };
  return { store, hosts, events, conductor, project, start };
}

const full = () => Promise.reject(new Refusal('error.store.full', { path: 'descent.db', detail: 'test' }));

it('starts each trial once, however often it is told to continue', async () => {
  const { conductor, hosts, start } = await scripted();
  const stageId = await start();
  await conductor.stages.stop(stageId);
  await Promise.all([conductor.stages.resume(stageId), conductor.stages.resume(stageId)]);
  await conductor.stages.resume(stageId);
  expect(hosts.trainers).toHaveLength(4);
});

it('stops what a change under way was about to start, and stops twice as well as once', async () => {
  const { conductor, hosts, start } = await scripted();
  const stageId = await start();
  await conductor.stages.stop(stageId);
  const going = conductor.stages.resume(stageId);
  await Promise.all([conductor.stages.stop(stageId), conductor.stages.stop(stageId), going]);
  expect((await conductor.view(stageId)).stage.status).toBe('stopped');
  expect(hosts.alive).toEqual([]);
});

it('pauses also what comes to its rung in the same moment', async () => {
  const { conductor, hosts, start } = await scripted();
  const stageId = await start();
  for (const trainer of hosts.trainers) trainer.end('waiting');
  await conductor.stages.pause(stageId);
  const { stage, trials } = await conductor.view(stageId);
  expect([stage.status, ...trials.map(({ status }) => status)]).toEqual(['paused', 'paused', 'paused']);
  expect(hosts.trainers).toHaveLength(2);
});

it('stops a trial that was about to go on past its rung', async () => {
  const { conductor, hosts, store, start } = await scripted();
  const stageId = await start();
  const { trials } = await conductor.view(stageId);
  const save = store.saveStage;
  const stopping = new Promise<void>(resolve => {
    // What follows from the rung is being saved.
    store.saveStage = async (...saved) => {
      store.saveStage = save;
      resolve(conductor.stages.stopTrial(trials[0]!.id));
      await setTimeout(20);
      return save(...saved);
    };
  });
  for (const trainer of hosts.trainers) trainer.end('waiting');
  await stopping;
  expect((await conductor.view(stageId)).trials[0]?.status).toBe('stopped');
});

it('leaves a stage as it was where a rate could not be saved, and takes the rate later', async () => {
  const { conductor, store, start } = await scripted();
  const stageId = await start();
  const save = store.saveStage;
  store.saveStage = full;
  await expect(conductor.stages.addPoint(stageId, { learningRate: 0.03 })).rejects.toThrow(Refusal);
  expect((await conductor.view(stageId)).trials).toHaveLength(2);
  store.saveStage = save;
  await conductor.stages.addPoint(stageId, { learningRate: 0.03 });
  expect((await store.stage(stageId))?.plan.rates).toEqual([0.1, 0.03, 0.01]);
});

it('adds one rate once, and two rates in two places, where they are asked for at once', async () => {
  const { conductor, start } = await scripted();
  const stageId = await start();
  const asked = await Promise.allSettled(
    [0.03, 0.03, 0.003].map(rate => conductor.stages.addPoint(stageId, { learningRate: rate })),
  );
  expect(asked.map(a => a.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await conductor.view(stageId)).trials.map(t => t.position)).toEqual([0, 1, 2, 3]);
});

it('keeps no stage that was never stored', async () => {
  const { conductor, store, project } = await scripted();
  let stageId = '';
  store.saveStage = stage => {
    stageId = stage.id;
    return full();
  };
  await expect(conductor.stages.start(project.id, 'learningRate', choice)).rejects.toThrow(Refusal);
  await expect(conductor.view(stageId)).rejects.toThrow(Refusal);
});

it.each(['saveTrial', 'beginAttempt', 'endAttempt'] as const)(
  'ends the stage, and its trainers, where %s fails',
  async failing => {
    const { conductor, hosts, events, store, project } = await scripted();
    store[failing] = full;
    const stage = await conductor.stages.start(project.id, 'learningRate', choice);
    if (failing === 'endAttempt') {
      await vi.waitFor(() => expect(hosts.alive.every(t => t.training)).toBe(true), PATIENCE);
      for (const trainer of hosts.trainers) trainer.end('finished');
    }
    await vi.waitFor(
      () => expect(events.findLast(e => e.type === 'stage')?.view.stage.status).toBe('finished'),
      PATIENCE,
    );
    const { trials } = await conductor.view(stage.id);
    expect(trials.map(t => [t.status, t.reason?.key])).toEqual(Array(2).fill(['failed', 'reason.failed.store']));
    expect(hosts.alive).toEqual([]);
  },
);

it('leaves no trainer alive on closing, even where nothing can be saved any more', async () => {
  const { conductor, hosts, store, project } = await scripted();
  await conductor.stages.start(project.id, 'learningRate', { ...choice, parallel: 1 });
  await vi.waitFor(() => expect(hosts.alive.every(t => t.training)).toBe(true), PATIENCE);
  store.saveTrial = full;
  await expect(conductor.close()).rejects.toThrow(Refusal);
  expect(hosts.trainers).toHaveLength(1);
  expect(hosts.alive).toEqual([]);
});

it('never calls a trial ended before its last points were told', async () => {
  const { conductor, hosts, events, start } = await scripted();
  const stageId = await start();
  for (const trainer of hosts.trainers) {
    trainer.point(0);
    trainer.end('finished');
    trainer.point(1); // Too late: its end was taken.
  }
  await vi.waitFor(
    () => expect(events.findLast(e => e.type === 'stage')?.view.stage.status).toBe('finished'),
    PATIENCE,
  );
  const { trials } = await conductor.view(stageId);
  expect(trials.map(t => [t.status, t.reason])).toEqual(Array(2).fill(['finished', null]));
  for (const { id } of trials) {
    const told = events.flatMap((e, i) => (e.type === 'metrics' && e.trialId === id ? [i] : []));
    const ended = events.findIndex(
      e => e.type === 'stage' && e.view.trials.some(t => t.id === id && t.status === 'finished'),
    );
    expect(told).toHaveLength(1);
    expect(ended).toBeGreaterThan(told[0] ?? Number.NaN);
  }
});

it('closes while data is being prepared: the request is refused, and the reader gone', async () => {
  const home = temporaryHome();
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: true });
  const asked = core.ask('projects.create', { source: 'sample:digits' });
  const refused = expect(asked).rejects.toBeInstanceOf(Refusal);
  await setTimeout(50);
  await Promise.all([core.close(), core.close()]);
  await refused;
  await expect(core.ask('projects.create', { source: 'sample:digits' })).rejects.toThrow('closing');
  lockHome(home).release();
});

it.each(['probe', 'prepare'] as const)('says in one line how the trainer of a %s was lost', async ask => {
  const { conductor, hosts, project } = await scripted();
  const asked = conductor[ask](project.id, choice);
  await vi.waitFor(() => expect(hosts.trainers[0]?.asked).toBe(true), PATIENCE);
  hosts.trainers[0]?.lose('FATAL ERROR: heap out of memory\n    at frame (file.js:1:1)\n    at another');
  await expect(asked).rejects.toMatchObject({
    record: { key: 'reason.failed.processLost', values: { detail: 'FATAL ERROR: heap out of memory' } },
  });
});

it('goes on where a listener throws', async () => {
  const core = await openCore({ home: temporaryHome(), hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  core.onEvent(() => {
    throw new Error('a listener’s own trouble');
  });
  const heard: string[] = [];
  core.onEvent(event => heard.push(event.type));
  expect((await core.ask('settings.set', { theme: 'dark' })).theme).toBe('dark');
  expect(heard).toEqual(['settings']);
});
