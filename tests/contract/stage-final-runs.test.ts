import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import type { Core } from '#electron/core/core.ts';
import { machineFacts } from '#electron/core/machine.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import { LadderChoice, type StageView } from '#shared/contract/requests.ts';
import { type FinalAnswer, finalOf } from '#shared/domain/final-runs.ts';
import { decodePrepared } from '#shared/domain/prepared-file.ts';
import type { TestEvaluation } from '#shared/domain/test-reading.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts, type ScriptedTrainer } from './scripted-hosts.ts';

/* Final runs through conductor, queue and store: when the test rows are read, and how often, whatever is cut off. */

const STEPS = 12;
const BEST = 6;
const LADDER = LadderChoice.parse({ steps: STEPS, rates: [0.1], extend: false, secondSeed: false });

/** How a configuration does: Adam's is worse. */
const lossOf = (trainer: ScriptedTrainer): number => {
  const { optimizer, seed } = (trainer.trial ?? trainer.reading)!.hyperparameters;
  return (optimizer === 'adam' ? 0.6 : 0.5) + 0.001 * (seed % 3);
};

/** Trains a trial to its end: its best evaluation comes halfway. */
function finish(trainer: ScriptedTrainer): void {
  const loss = lossOf(trainer);
  for (let step = 0; step < STEPS; step++) trainer.point(step);
  trainer.evaluate(BEST, loss, 0.9);
  trainer.evaluate(STEPS, loss + 0.2, 0.8);
  trainer.best(BEST, loss, 0.9);
  trainer.training = false;
  trainer.end('finished');
}

function answer(trainer: ScriptedTrainer): void {
  const loss = lossOf(trainer);
  const rows = 80;
  const evaluation: TestEvaluation = {
    ...{ step: BEST, rows, loss, metric: 1 },
    losses: new Float32Array(rows).fill(loss),
    predictions: new Float32Array(rows),
    labels: new Float32Array(rows),
  };
  trainer.read(evaluation);
}

/** A project whose rate is accepted, its store, and conductors on it: each is as one of a core that was opened anew after a kill. */
async function accepted() {
  const home = temporaryHome();
  const store = await openStore(home);
  const hosts = new ScriptedHosts();
  const conductors: Conductor[] = [];
  onTestFinished(async () => {
    for (const conductor of conductors) await conductor.close();
    await store.close();
  });
  const open = async () => {
    // What ran in the core before is gone with it.
    for (const trainer of hosts.trainers) trainer.silence();
    await store.recover(Date.now());
    const options = { home, version: 'test', store, hosts, helpers: hosts, machine: machineFacts, emit: () => {} };
    const conductor = new Conductor(options);
    conductors.push(conductor);
    return conductor;
  };
  const conductor = await open();
  const { id: projectId } = await conductor.data.create('sample:rings', {});
  const { id: ladder } = await conductor.stages.start(projectId, 'learningRate', LADDER);
  await finishAll(1);
  await at(conductor, ladder, 'finished');
  await conductor.accept(ladder, { learningRate: 0.1, steps: STEPS });

  /** Ends so many trials as their trainers come. */
  async function finishAll(count: number): Promise<void> {
    for (let done = 0; done < count; done++) {
      await vi.waitFor(() => expect(hosts.alive.some(({ training }) => training)).toBe(true), PATIENCE);
      finish(hosts.alive.find(({ training }) => training)!);
    }
  }
  const asked = () => hosts.trainers.filter(({ reading }) => reading !== null);
  const waiting = () => hosts.alive.filter(({ reading, hasRead }) => reading !== null && !hasRead);
  return { home, store, open, conductor, projectId, hosts, finishAll, asked, waiting };
}

const at = (conductor: Conductor, stageId: string, status: string): Promise<void> =>
  vi.waitFor(async () => expect((await conductor.view(stageId)).stage.status).toBe(status), PATIENCE);
const answerOf = async (conductor: Conductor, stageId: string): Promise<FinalAnswer> =>
  finalOf(await conductor.view(stageId))!;
const nameOf = ({ reading }: ScriptedTrainer): string =>
  `${reading?.hyperparameters.optimizer} ${reading?.hyperparameters.seed}`;

describe('final runs', () => {
  it('R2: test is read when all runs have ended, with the weights of their best evaluations, and that is one reading', async () => {
    const { home, store, conductor, projectId, finishAll, asked, waiting } = await accepted();
    const { id } = await conductor.stages.start(projectId, 'finalRuns', { seeds: 3 });
    await finishAll(5);
    await vi.waitFor(async () => expect((await answerOf(conductor, id)).open).toBe(1), PATIENCE);
    expect(asked()).toEqual([]);
    expect(await answerOf(conductor, id)).toMatchObject({ conclusion: null, chosen: { test: null } });
    await finishAll(1);
    for (let read = 0; read < 6; read++) {
      await vi.waitFor(() => expect(waiting().length).toBeGreaterThan(0), PATIENCE);
      expect([...waiting()[0]!.reading!.weights]).toEqual([BEST]);
      answer(waiting()[0]!);
    }
    await at(conductor, id, 'finished');
    const found = await answerOf(conductor, id);
    expect(found).toMatchObject({ conclusion: { verdict: 'better', part: 'test', figure: 'loss' }, open: 0 });
    expect(found.readings).toMatchObject([{ stageId: id, kind: 'finalRuns', projectId }]);
    expect(await store.testReadings(projectId)).toHaveLength(1);
    expect(asked()).toHaveLength(6);
    expect(new Set(asked().map(nameOf)).size).toBe(6);
    const events = await store.events(projectId);
    expect(events.filter(({ kind }) => kind === 'test.read')).toMatchObject([{ detail: { count: 1, rows: 80 } }]);
    // They are what is carried away.
    const trials = found.chosen.runs.map(({ trialId }) => `${trialId}.best`);
    expect(readdirSync(join(home, 'checkpoints'))).toEqual(expect.arrayContaining(trials));
    expect(trials).toContain(`${found.carried?.trialId}.best`);
    // Nobody else reads them, and nothing can be added.
    const [trialId = ''] = found.chosen.runs.map(run => run.trialId);
    await expect(conductor.stages.readTest(trialId)).rejects.toMatchObject({ record: { key: 'error.test.byStage' } });
    await expect(conductor.stages.addPoint(id, { learningRate: 0.3 })).rejects.toMatchObject({
      record: { key: 'error.final.points' },
    });
    // Once more, from other seeds, is a second reading, which is said.
    const again = await conductor.stages.start(projectId, 'finalRuns', { seeds: 3 });
    expect((again.plan.seeds as number[]).filter(seed => found.seeds.includes(seed))).toEqual([]);
    await finishAll(6);
    for (let read = 0; read < 6; read++) {
      await vi.waitFor(() => expect(waiting().length).toBeGreaterThan(0), PATIENCE);
      answer(waiting()[0]!);
    }
    await at(conductor, again.id, 'finished');
    const { recommendation } = await conductor.view(again.id);
    expect(recommendation.evidence.map(({ title }) => title.key)).toContain('evidence.final.readOften');
  });

  it('R2: killed before the reading, and in the middle of it, it reads on: each run once, counted once', async () => {
    const { store, open, conductor, projectId, finishAll, hosts, asked, waiting } = await accepted();
    const { id } = await conductor.stages.start(projectId, 'finalRuns', { seeds: 3 });
    await finishAll(6);
    await vi.waitFor(() => expect(waiting().length).toBeGreaterThan(0), PATIENCE);
    // Asked, and nothing answered: nothing was read.
    const second = await open();
    expect(await store.testReadings(projectId)).toEqual([]);
    expect((await second.view(id)).stage.status).toBe('interrupted');
    expect((await answerOf(second, id)).open).toBe(6);
    const before = asked().length;
    await second.stages.resume(id);
    await vi.waitFor(() => expect(asked().length).toBeGreaterThan(before), PATIENCE);
    const read: string[] = [];
    for (let done = 0; done < 2; done++) {
      await vi.waitFor(() => expect(waiting().length).toBeGreaterThan(0), PATIENCE);
      const [trainer] = waiting();
      read.push(nameOf(trainer!));
      answer(trainer!);
      await vi.waitFor(async () => expect(await store.testEvaluations(id)).toHaveLength(done + 1), PATIENCE);
    }
    const kept = await store.testEvaluations(id);
    const third = await open();
    const from = hosts.trainers.length;
    await third.stages.resume(id);
    for (let done = 0; done < 4; done++) {
      await vi.waitFor(() => expect(waiting().length).toBeGreaterThan(0), PATIENCE);
      answer(waiting()[0]!);
    }
    await at(third, id, 'finished');
    const later = hosts.trainers.slice(from).filter(({ reading }) => reading !== null);
    expect(later).toHaveLength(4);
    expect(later.map(nameOf).filter(name => read.includes(name))).toEqual([]);
    expect(await store.testEvaluations(id)).toHaveLength(6);
    expect(await store.testEvaluations(id)).toEqual(expect.arrayContaining(kept));
    expect(await store.testReadings(projectId)).toHaveLength(1);
    expect((await answerOf(third, id)).conclusion).toMatchObject({ verdict: 'better', part: 'test' });
    // Nothing follows on one that is done.
    const count = asked().length;
    await third.stages.resume(id);
    expect(asked()).toHaveLength(count);
    expect((await third.view(id)).stage.status).toBe('finished');
  });

  it('R2: stopped while it reads, it says so and goes on; weights that are gone are told, and nothing is counted', async () => {
    const { home, store, conductor, projectId, finishAll, asked, waiting } = await accepted();
    const { id } = await conductor.stages.start(projectId, 'finalRuns', { seeds: 3 });
    await finishAll(6);
    // Some readings wait, others are about to.
    const isAsked = () => asked().length > 0;
    await vi.waitFor(() => expect(isAsked()).toBe(true), { ...PATIENCE, interval: 1 });
    await conductor.stages.stop(id);
    expect(waiting()).toEqual([]);
    expect((await conductor.view(id)).stage.status).toBe('stopped');
    const keys = async () => (await conductor.view(id)).recommendation.evidence.map(({ body }) => body.key);
    expect(await keys()).toContain('evidence.final.unreadNext');
    // Until then dev alone is known, and it is said that it has chosen.
    expect(await answerOf(conductor, id)).toMatchObject({ conclusion: { part: 'dev' }, open: 6 });
    expect((await conductor.view(id)).recommendation.set).toBeNull();

    for (const name of readdirSync(join(home, 'checkpoints'))) rmSync(join(home, 'checkpoints', name));
    await conductor.stages.resume(id);
    await at(conductor, id, 'interrupted');
    const events = await store.events(projectId);
    expect(events.filter(({ kind }) => kind === 'test.failed')).not.toEqual([]);
    expect(await store.testReadings(projectId)).toEqual([]);
  });

  it('R2: where dev says that the default configuration is better, accepting takes that', async () => {
    const { conductor, projectId, hosts, waiting } = await accepted();
    const { id } = await conductor.stages.start(projectId, 'finalRuns', { seeds: 3 });
    // The other way round: what was chosen is worse.
    for (let done = 0; done < 6; done++) {
      await vi.waitFor(() => expect(hosts.alive.some(({ training }) => training)).toBe(true), PATIENCE);
      const trainer = hosts.alive.find(({ training }) => training)!;
      const { trial } = trainer;
      const optimizer = trial!.hyperparameters.optimizer === 'adam' ? ('sgd' as const) : ('adam' as const);
      trainer.trial = { ...trial!, hyperparameters: { ...trial!.hyperparameters, optimizer } };
      finish(trainer);
    }
    for (let read = 0; read < 6; read++) {
      await vi.waitFor(() => expect(waiting().length).toBeGreaterThan(0), PATIENCE);
      answer(waiting()[0]!);
    }
    await at(conductor, id, 'finished');
    const { set } = (await conductor.view(id)).recommendation;
    expect(set).toMatchObject({ optimizer: 'adam', learningRate: 0.001, batchSize: 64 });
    await conductor.accept(id, set!);
    const { set: counts } = await conductor.configuration(projectId);
    expect(counts).toMatchObject({ optimizer: 'adam', learningRate: 0.001, batchSize: 64, steps: STEPS });
    // Then what was chosen is the default one.
    const plan = await conductor.stages.plan(projectId, 'finalRuns', { seeds: 3 });
    expect(plan.default).not.toBeNull();
  });
});

const REAL = {
  optimizer: 'momentum' as const,
  rates: [0.03],
  steps: 60,
  hidden: [16],
  extend: false,
  secondSeed: false,
};

async function realCore(home: string): Promise<Core> {
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

/** A project with an accepted rate in a real core. */
async function realProject(core: Core): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const network = { model: 'mlp' as const, hidden: [16], filters: [], embedding: 64 };
  await core.ask('projects.setNetwork', { projectId, network });
  const { id: stageId } = await core.ask('ladder.start', { projectId, choice: REAL });
  await ended(core, stageId);
  await core.ask('decisions.accept', { stageId, set: { learningRate: 0.03, steps: REAL.steps } });
  return projectId;
}

describe('final runs in real processes', () => {
  it('R2: what is read is the test part of the prepared file, by the weights that were kept; killed, it comes to the same', async () => {
    const [quiet, home] = [temporaryHome(), temporaryHome()];
    const left = await realCore(quiet);
    const projectId = await realProject(left);
    const choice = { seeds: 3, parallel: 2 };
    const stage = await left.ask('stages.start', { projectId, kind: 'finalRuns', choice });
    const whole = finalOf(await ended(left, stage.id))!;
    expect(whole.conclusion).not.toBeNull();
    await left.close();
    const store = await openReadOnlyStore(quiet);
    onTestFinished(() => store.close());
    const [project] = await store.projects();
    const prepared = readdirSync(join(quiet, 'prepared')).map(name => readFileSync(join(quiet, 'prepared', name)));
    const { splits } = decodePrepared(new Uint8Array(prepared[0]!));
    const tested = await store.testEvaluations(stage.id);
    expect(tested).toHaveLength(6);
    for (const { evaluation } of tested) {
      expect(evaluation.rows).toBe(project?.facts?.rows.test);
      expect([...evaluation.labels]).toEqual([...splits.test.labels]);
      const mean = evaluation.losses.reduce((sum, loss) => sum + loss, 0) / evaluation.rows;
      expect(evaluation.loss).toBeCloseTo(mean, 5);
      const right = evaluation.predictions.filter((of, row) => of === evaluation.labels[row]).length;
      expect(evaluation.metric).toBeCloseTo(right / evaluation.rows, 6);
      expect(evaluation.metric).toBeGreaterThan(0.2);
    }

    // The same, killed where all runs have ended and test is about to be read.
    const before = await realCore(home);
    await realProject(before);
    await before.close();
    const args = ['tests/contract/final-runs-victim.ts', home, JSON.stringify(choice)];
    const victim = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    await new Promise<void>(resolve => {
      victim.once('close', () => resolve());
      victim.stdout.setEncoding('utf8').on('data', text => {
        said += text;
        if (said.includes('ended')) victim.kill('SIGKILL');
      });
    });
    const stageId = /stage (\S+)/.exec(said)?.[1] ?? '';
    const again = await realCore(home);
    const found = await again.ask('stages.view', { stageId });
    if (found.stage.status !== 'finished') await again.ask('stages.continue', { stageId });
    const killed = finalOf(await ended(again, stageId))!;
    const plain = ({ chosen, default: other, test, dev }: FinalAnswer) => ({
      figures: [chosen, other].map(arm => arm?.runs.map(({ seed, at, dev: a, test: b }) => ({ seed, at, a, b }))),
      ...{ test, dev },
    });
    expect(plain(killed)).toEqual(plain(whole));
    expect(killed.readings).toHaveLength(1);
  });

  it('R2: one trial is read once, however often that is asked for, and counted', async () => {
    const core = await realCore(temporaryHome());
    const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
    const trial = async () => {
      const choice = { ...REAL, rates: undefined };
      const { id } = await core.ask('trial.start', { projectId, choice, learningRate: 0.03 });
      return (await ended(core, id)).trials[0]!.id;
    };
    const [first, second] = [await trial(), await trial()];
    expect(await core.ask('test.readings', { projectId })).toEqual([]);
    const read = await core.ask('trials.readTest', { trialId: first });
    expect(read).toMatchObject({ rows: 800, readings: 1 });
    expect(await core.ask('trials.readTest', { trialId: first })).toEqual(read);
    // The same seed and settings, so the same numbers; but the rows were looked at once more.
    expect(await core.ask('trials.readTest', { trialId: second })).toEqual({ ...read, readings: 2 });
    expect(await core.ask('test.readings', { projectId })).toMatchObject([{ kind: 'trial' }, { kind: 'trial' }]);
  });
});
