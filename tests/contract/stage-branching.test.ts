import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import type { Hosts } from '#electron/hosts/hosts.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { SeriesName } from '#shared/domain/metrics.ts';
import type { ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { temporaryHome } from '../tools/home.ts';
import { branchingStage, list } from '../tools/toy-branching-stage.ts';

/* A stage that has rates estimated for its points [S6], and trials that branch off others [D9], through core and contract. */

beforeAll(() => list(branchingStage));

async function open(home: string): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
}

async function project(core: Core): Promise<string> {
  const { id } = await core.ask('projects.create', { source: 'sample:digits' });
  const network = { model: 'mlp', hidden: [16], filters: [], embedding: 64 } as const;
  await core.ask('projects.setNetwork', { projectId: id, network: { ...network, hidden: [16], filters: [] } });
  return id;
}

const start = (core: Core, projectId: string, choice: object = {}) =>
  core.ask('stages.start', { projectId, kind: 'branching', choice });

/** Resolves with a stage's view once it is at rest. */
const ended = (core: Core, stageId: string): Promise<StageView> =>
  new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });

/** All that was recorded of a trial but how long its steps took. */
async function recordOf(home: string, { id }: Trial) {
  const store = await openReadOnlyStore(home);
  try {
    const all = await Promise.all(SeriesName.options.map(series => store.points(id, series, -1)));
    return all.map(({ steps, columns: { stepMs: _, ...columns } }) => ({ steps, columns }));
  } finally {
    await store.close();
  }
}

const branchFiles = (home: string) => readdirSync(join(home, 'checkpoints')).filter(name => name.includes('.branch-'));

describe('a stage that probes and branches', () => {
  it('asks for its point’s rate once, and keeps it apart from the project’s own probes', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const projectId = await project(core);
    const events: CoreEvent[] = [];
    core.onEvent(event => void events.push(event));
    const stage = await start(core, projectId);
    const view = await ended(core, stage.id);
    expect(view.stage.status).toBe('finished');
    const states = events.flatMap(event => (event.type === 'pointProbe' ? [[event.pointKey, event.state]] : []));
    expect(states).toEqual(['queued', 'running', 'over'].map(state => ['batchSize=32', state]));
    expect(events.some(({ type }) => type === 'job' || type === 'probe')).toBe(false);
    expect(await core.ask('probes.list', { projectId })).toEqual([]);
    const store = await openReadOnlyStore(home);
    const [probe, ...others] = await store.probesOfStage(stage.id);
    await store.close();
    expect(others).toEqual([]);
    expect(probe).toMatchObject({ pointKey: 'batchSize=32', hyperparameters: { batchSize: 32 } });
    const rates = view.trials.map(({ hyperparameters: { learningRate } }) => learningRate);
    expect(rates).toEqual([1, 1].map(() => Number(probe?.answer.learningRate.toPrecision(2))));
  });

  it('D9: what branches off is the run from the beginning, bit for bit, trained from there alone', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const projectId = await project(core);
    const trained = new Map<string, number[]>();
    core.onEvent(event => {
      if (event.type !== 'metrics') return;
      const steps = event.batches.filter(({ series }) => series === 'step').flatMap(b => [...b.steps]);
      trained.set(event.trialId, [...(trained.get(event.trialId) ?? []), ...steps]);
    });
    const whole = await ended(core, (await start(core, projectId, { branch: false })).id);
    const stage = await start(core, projectId);
    const branched = await ended(core, stage.id);
    const [trunk, branch] = branched.trials as [Trial, Trial];
    expect(branch.branch).toEqual({ trialId: trunk.id, step: 40 });
    expect(trained.get(branch.id)).toEqual(Array.from({ length: 60 }, (_, i) => 40 + i));
    expect(await readFile(branch.logFile, 'utf8')).toContain('branches off the trial');
    expect(branch.result).toMatchObject({ steps: 100 });
    const of = await Promise.all([...whole.trials, ...branched.trials].map(trial => recordOf(home, trial)));
    expect(of[2]).toEqual(of[0]);
    expect(of[3]).toEqual(of[1]);
    // Nobody branches off a stage that is done.
    expect(branchFiles(home)).toEqual([]);
  });

  it('D9: a decay that starts where it branches off is the one from the beginning, bit for bit; an earlier one is refused', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const projectId = await project(core);
    const schedule = { kind: 'exponential', start: 40, rate: 0.5, period: 20 } as const;
    const whole = await ended(core, (await start(core, projectId, { branch: false, schedule })).id);
    const branched = await ended(core, (await start(core, projectId, { schedule })).id);
    const trial = branched.trials[1] as Trial;
    expect(trial.branch?.step).toBe(40);
    expect(trial.hyperparameters.schedule).toEqual(schedule);
    const [one, other] = await Promise.all([whole, branched].map(view => recordOf(home, view.trials[1] as Trial)));
    expect(one).toEqual(other);
    const { learningRate: lr0 } = trial.hyperparameters;
    expect([...(other?.[0]?.columns.learningRate ?? [])]).toEqual([
      ...Array.from({ length: 40 }, () => lr0),
      ...[2, 4, 8].flatMap(share => Array.from({ length: 20 }, () => lr0 / share)),
    ]);
    // Its rate is another one before it branches off: a definition’s mistake.
    const wrong = await start(core, projectId, { schedule: { ...schedule, start: 39 } });
    expect((await ended(core, wrong.id)).trials).toHaveLength(1);
  });

  it('trains from the beginning where the checkpoint is not there, to the same numbers, and says that it did', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const projectId = await project(core);
    const whole = await ended(core, (await start(core, projectId, { branch: false })).id);
    const anew = await ended(core, (await start(core, projectId, { keep: false })).id);
    expect(anew.trials.map(({ status, branch, note }) => [status, branch, note])).toEqual([
      ['finished', null, null],
      ['finished', null, null],
    ]);
    expect(await recordOf(home, anew.trials[1] as Trial)).toEqual(await recordOf(home, whole.trials[1] as Trial));
  });

  it('pauses and stops while a rate is being estimated, and asks again when a person goes on', async () => {
    const core = await open(temporaryHome());
    const projectId = await project(core);
    const begun = (): Promise<void> =>
      new Promise(resolve => {
        const off = core.onEvent(event => {
          if (event.type !== 'pointProbe' || event.state !== 'running') return;
          off();
          resolve();
        });
      });
    let running = begun();
    const stage = await start(core, projectId);
    await running;
    await core.ask('stages.pause', { stageId: stage.id });
    expect(await core.ask('stages.view', { stageId: stage.id })).toMatchObject({
      stage: { status: 'paused' },
      trials: [],
    });
    running = begun();
    await core.ask('stages.continue', { stageId: stage.id });
    await running;
    // What a person asked for is one thing, what a stage needs another.
    expect(await core.ask('jobs.stop', { projectId })).toEqual({ stopped: 0 });
    await core.ask('stages.stop', { stageId: stage.id });
    expect((await core.ask('stages.view', { stageId: stage.id })).stage.status).toBe('stopped');
    await core.ask('stages.continue', { stageId: stage.id });
    expect(await ended(core, stage.id)).toMatchObject({ stage: { status: 'finished' }, trials: [{}, {}] });
  });

  it('is interrupted where a rate can’t be estimated, which is told, and asks again when a person goes on', async () => {
    const home = temporaryHome();
    let fails = true;
    const real = nodeHosts();
    const hosts: Hosts = {
      startReader: () => real.startReader(),
      startTrainer: () => {
        const child = real.startTrainer();
        let say: (message: unknown) => void = () => {};
        const answer = {
          type: 'probed',
          answer: null,
          reason: { key: 'reason.failed.memory', values: {} },
          free: true,
        };
        return {
          ...child,
          onMessage: listener => {
            say = listener;
            child.onMessage(listener);
          },
          send: message => {
            if (fails && (message as ToTrainer).type === 'probe') queueMicrotask(() => say(answer));
            else child.send(message);
          },
        };
      },
    };
    const core = await openCore({ home, hosts, version: 'test', measure: false });
    onTestFinished(() => core.close());
    const projectId = await project(core);
    const stage = await start(core, projectId);
    expect(await ended(core, stage.id)).toMatchObject({ stage: { status: 'interrupted' }, trials: [] });
    const [event] = await core.ask('events.list', { projectId });
    expect(event).toMatchObject({
      kind: 'probe.failed',
      detail: { point: 'batchSize=32', reasonKey: 'reason.failed.memory' },
    });
    // The core ends while it asks once more.
    await core.ask('stages.continue', { stageId: stage.id });
    await core.close();
    fails = false;
    const again = await open(home);
    expect((await again.ask('stages.view', { stageId: stage.id })).stage.status).toBe('interrupted');
    await again.ask('stages.continue', { stageId: stage.id });
    expect(await ended(again, stage.id)).toMatchObject({ stage: { status: 'finished' }, trials: [{}, {}] });
  });

  it('killed while it probes, trains its trunk and its branch, it comes to the same bits and does nothing twice', async () => {
    const home = temporaryHome();
    const choice = { trunkSteps: 3000, steps: 5000, at: 2000 };
    const core = await open(home);
    const projectId = await project(core);
    const whole = await ended(core, (await start(core, projectId, { ...choice, branch: false })).id);
    await core.close();

    /** @param until what it says at the moment of the kill */
    const kill = async (until: RegExp, stageId = ''): Promise<string> => {
      const args = ['tests/contract/branching-victim.ts', home, JSON.stringify(choice), stageId];
      const victim = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      await new Promise<void>(resolve => {
        victim.once('close', () => resolve());
        victim.stdout.setEncoding('utf8').on('data', text => {
          said += text;
          if (until.test(said)) victim.kill('SIGKILL');
        });
      });
      return said;
    };
    const stageId = /stage (\S+)/.exec(await kill(/stage .*probe running|probe running.*stage \S+\n/s))?.[1] ?? '';
    expect(await kill(/point \S+ \d+\n/, stageId)).not.toMatch(/point \S+ [2-9]\d{3}\n/);
    // The trunk ends meanwhile: the kill comes with the branch's first points.
    expect(await kill(/point (\S+) \d+\n.*point (?!\1)\S+ \d+\n/s, stageId)).toContain('point');

    const again = await open(home);
    expect((await again.ask('stages.view', { stageId })).stage.status).toBe('interrupted');
    const [point] = await again.ask('checkpoints.list', { stageId });
    // What it did of its own may be lost; what it has in common with the trunk is not.
    expect(point?.step).toBeGreaterThanOrEqual(2000);
    await again.ask('stages.continue', { stageId });
    const view = await ended(again, stageId);
    expect(view.stage.status).toBe('finished');
    const [trunk, branch] = view.trials as [Trial, Trial];
    expect(view.trials).toHaveLength(2);
    expect(branch.branch).toEqual({ trialId: trunk.id, step: 2000 });
    const store = await openReadOnlyStore(home);
    expect(await store.probesOfStage(stageId)).toHaveLength(1);
    await store.close();
    for (const [i, trial] of view.trials.entries())
      expect(await recordOf(home, trial)).toEqual(await recordOf(home, whole.trials[i] as Trial));
    expect(branchFiles(home)).toEqual([]);
  });
});
