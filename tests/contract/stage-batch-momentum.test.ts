import { spawn } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import { REQUESTS, type StageView } from '#shared/contract/requests.ts';
import { BatchMomentumPlan, batchMomentumOf } from '#shared/domain/batch-momentum.ts';
import { SeriesName } from '#shared/domain/metrics.ts';
import { temporaryHome } from '../tools/home.ts';
import { refusalOf } from '../unit/data-files.ts';

/* Batch size and momentum through core and contract: refused without a rate, whole, stale, and killed. */

const KIND = 'batchMomentum';
const CHOICE = { batchSizes: [32, 64], momenta: [0, 0.9], parallel: 2 };

async function open(home: string): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
}

/** Resolves with a stage's view once it is at rest. */
const ended = (core: Core, stageId: string): Promise<StageView> =>
  new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });

async function project(core: Core): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const network = { model: 'mlp', hidden: [16], filters: [], embedding: 64 } as const;
  await core.ask('projects.setNetwork', { projectId, network: { ...network, hidden: [16], filters: [] } });
  return projectId;
}

/** A ladder of one rate, accepted. */
async function accept(core: Core, projectId: string, learningRate: number, choice: object = {}): Promise<void> {
  const asked = {
    optimizer: 'sgd',
    rates: [learningRate],
    steps: 300,
    prune: false,
    extend: false,
    secondSeed: false,
    ...choice,
  };
  const ladder = await core.ask('stages.start', { projectId, kind: 'learningRate', choice: asked });
  await ended(core, ladder.id);
  await core.ask('decisions.accept', { stageId: ladder.id, set: { learningRate, steps: 300 } });
}

const start = (core: Core, projectId: string, choice: object = CHOICE) =>
  core.ask('stages.start', { projectId, kind: KIND, choice });

/** All that was recorded of a trial but how long its steps took, up to a step. */
async function recordOf(home: string, trialId: string, steps: number) {
  const store = await openReadOnlyStore(home);
  try {
    const all = await Promise.all(SeriesName.options.map(series => store.points(trialId, series, -1)));
    return all.map(({ steps: at, columns: { stepMs: _, ...columns } }) => {
      const count = at.filter(step => step < steps).length;
      const cut = Object.entries(columns).map(([name, values]) => [name, values.slice(0, count)]);
      return { steps: at.slice(0, count), columns: Object.fromEntries(cut) };
    });
  } finally {
    await store.close();
  }
}

it('needs an accepted learning rate, and is planned from what that was trained with', async () => {
  const core = await open(temporaryHome());
  const projectId = await project(core);
  const refused = await refusalOf(core.ask('stages.plan', { projectId, kind: KIND, choice: {} }));
  expect(refused.record.key).toBe('error.batch.noRate');
  await accept(core, projectId, 0.003, { optimizer: 'adam', batchSize: 32 });
  const plan = BatchMomentumPlan.parse(await core.ask('stages.plan', { projectId, kind: KIND, choice: {} }));
  expect(plan.accepted).toMatchObject({ optimizer: 'adam', batchSize: 32, learningRate: 0.003 });
  expect(plan.points.map(({ batchSize }) => batchSize)).toEqual([32, 8, 16, 64, 128]);
  expect(plan.base).toMatchObject({ model: 'mlp', hidden: [16], optimizer: 'adam' });
});

it('runs whole: a rate for each point, equal examples, a recommendation that holds until the rate changes', async () => {
  const core = await open(temporaryHome());
  const projectId = await project(core);
  await accept(core, projectId, 0.1);
  const stage = await start(core, projectId);
  const view = REQUESTS['stages.view'].output.parse(await ended(core, stage.id));
  expect(view.stage.status).toBe('finished');
  const answer = batchMomentumOf(view);
  const searched = answer?.points.filter(({ part, multiple }) => part === 'search' && multiple === 1) ?? [];
  expect(searched.map(one => [one.batchSize, one.momentum, one.rateFrom])).toEqual([
    [32, 0, 'probe'],
    [32, 0.9, 'probe'],
    [64, 0, 'accepted'],
    [64, 0.9, 'probe'],
  ]);
  expect(new Set(searched.map(({ examplesFull }) => examplesFull)).size).toBe(1);
  expect(answer?.rateCheck).not.toBe('open');
  expect(answer?.open).toBe(0);
  // All points see as many examples [S7].
  const longer = await refusalOf(core.ask('stages.runLonger', { stageId: stage.id, steps: 600 }));
  expect(longer.record.key).toBe('error.stage.longer');
  const { set } = view.recommendation;
  expect(set).toMatchObject({ batchSize: expect.any(Number), learningRate: expect.any(Number) });
  const decision = await core.ask('decisions.accept', { stageId: stage.id, set: set ?? {} });
  expect(decision).toMatchObject({ kind: KIND, recommended: true });
  const before = await core.ask('configuration.read', { projectId });
  expect(before.set).toMatchObject({ batchSize: set?.batchSize, learningRate: set?.learningRate });
  expect(before.stages.find(({ stageId }) => stageId === stage.id)?.standing).toBe('holds');

  await accept(core, projectId, 0.05);
  const after = await core.ask('configuration.read', { projectId });
  expect(after.stages.find(({ stageId }) => stageId === stage.id)?.standing).toBe('otherConfiguration');
  expect(after.set.learningRate).toBe(0.05);
});

it('killed while it probes and while it trains, it comes to the same bits and does nothing twice', async () => {
  const home = temporaryHome();
  const core = await open(home);
  const projectId = await project(core);
  await accept(core, projectId, 0.1);
  const whole = await ended(core, (await start(core, projectId)).id);
  await core.close();

  /** @param until what it says at the moment of the kill */
  const kill = async (until: RegExp, stageId = ''): Promise<string> => {
    const args = ['tests/contract/batch-momentum-victim.ts', home, JSON.stringify(CHOICE), stageId];
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
  // Among the points, and again when further ones have come.
  await kill(/point \S+ \d+\n/, stageId);
  await kill(/(point (\S+) \d+\n.*){4}/s, stageId);

  const again = await open(home);
  const kept = await again.ask('stages.view', { stageId });
  if (kept.stage.status !== 'finished') await again.ask('stages.continue', { stageId });
  const view = await ended(again, stageId);
  expect(view.stage.status).toBe('finished');
  const keys = (of: StageView) => of.trials.map(({ point }) => point.key).sort();
  expect(keys(view)).toEqual(keys(whole));
  expect(view.recommendation.set).toEqual(whole.recommendation.set);
  const store = await openReadOnlyStore(home);
  const probes = (await store.probesOfStage(stageId)).map(({ pointKey }) => pointKey);
  await store.close();
  expect(new Set(probes).size).toBe(probes.length);
  for (const trial of view.trials) {
    const same = whole.trials.find(({ point }) => point.key === trial.point.key);
    expect(trial.hyperparameters).toEqual(same?.hyperparameters);
    // A second seed is ended at a step: what lies behind it is no one's.
    const steps = trial.hyperparameters.steps + 1;
    expect(await recordOf(home, trial.id, steps)).toEqual(await recordOf(home, same?.id ?? '', steps));
  }
});
