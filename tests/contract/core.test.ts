import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { REQUESTS, type StageView } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import { temporaryHome } from '../tools/home.ts';

async function open(home = temporaryHome()): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
}

/** Resolves with the view once the stage is no longer running. */
function ended(core: Core, stageId: string): Promise<StageView> {
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
}

const small = { model: 'mlp', steps: 60, hidden: [16], evalEvery: 30, extend: false, secondSeed: false };

async function ladder(core: Core, choice: object = small) {
  const project = await core.ask('projects.create', { source: 'sample:digits' });
  const stage = await core.ask('ladder.start', { projectId: project.id, choice });
  return { project, stage };
}

describe('the core', () => {
  it('trains a ladder from end to end, stores every point, and ranks it', async () => {
    const core = await open();
    const { stage } = await ladder(core);
    const view = await ended(core, stage.id);
    expect(view.stage.status).toBe('finished');
    expect(view.trials.map(t => t.hyperparameters.learningRate)).toEqual([1, 0.1, 0.01, 0.001, 0.0001, 0.00001]);
    expect(view.recommendation.set).not.toBeNull();
    expect(view.progress.open).toBe(0);
    const curves = await core.ask('curves.read', { stageId: stage.id, cursors: [] });
    for (const trial of view.trials) {
      const batches = curves.find(c => c.trialId === trial.id)?.batches ?? [];
      const steps = batches.find(b => b.series === 'step');
      expect([...(steps?.steps ?? [])]).toEqual(Array.from({ length: trial.result?.steps ?? 0 }, (_, i) => i));
      for (const name of ['loss', 'batchMetric', 'learningRate', 'stepMs', 'updateRatio'])
        expect(steps?.columns[name]).toHaveLength(trial.result?.steps ?? -1);
      expect([...(batches.find(b => b.series === 'eval')?.steps ?? [])]).toContain(0);
      expect(readFileSync(trial.logFile, 'utf8')).toContain('60');
    }
  });

  it('starts all candidates from the same weights with the same batches [L6]', async () => {
    const core = await open();
    const { stage } = await ladder(core);
    await ended(core, stage.id);
    const curves = await core.ask('curves.read', { stageId: stage.id, cursors: [] });
    const first = curves.map(c => c.batches.find(b => b.series === 'step')?.columns.loss?.[0]);
    expect(new Set(first).size).toBe(1);
  });

  it('tells of points only after they can be read back, and of each once', async () => {
    const core = await open();
    const seen = new Map<string, number[]>();
    const early: string[] = [];
    const reads: Promise<void>[] = [];
    core.onEvent((event: CoreEvent) => {
      if (event.type !== 'metrics') return;
      const steps = event.batches.filter(b => b.series === 'step').flatMap(b => [...b.steps]);
      seen.set(event.trialId, [...(seen.get(event.trialId) ?? []), ...steps]);
      reads.push(
        core.ask('curves.read', { stageId: event.stageId, cursors: [] }).then(curves => {
          const stored = curves.find(c => c.trialId === event.trialId)?.batches.find(b => b.series === 'step')?.steps;
          if ((stored?.at(-1) ?? -1) < (steps.at(-1) ?? -1)) early.push(event.trialId);
        }),
      );
    });
    const { stage } = await ladder(core);
    const view = await ended(core, stage.id);
    await Promise.all(reads);
    expect(early).toEqual([]);
    for (const trial of view.trials)
      expect(seen.get(trial.id)).toEqual(Array.from({ length: trial.result?.steps ?? 0 }, (_, i) => i));
  });

  it('gives points after a cursor, all of them to a cursor of an older attempt', async () => {
    const core = await open();
    const { stage } = await ladder(core, { ...small, rates: [0.1] });
    const { trials } = await ended(core, stage.id);
    const trialId = trials[0]!.id;
    const read = async (attempt: number) => {
      const [curve] = await core.ask('curves.read', {
        stageId: stage.id,
        cursors: [{ trialId, attempt, afterStep: 49 }],
      });
      return curve!.batches.find(b => b.series === 'step')!.steps.length;
    };
    expect(await read(1)).toBe(10);
    expect(await read(0)).toBe(60);
  });

  it('stops a stage, keeps its points, and continues it to the same result as one never stopped', async () => {
    const core = await open();
    const choice = { ...small, steps: 6000, evalEvery: 2000, rates: [0.1, 0.01], parallel: 1 };
    const { stage } = await ladder(core, choice);
    await new Promise<void>(resolve => core.onEvent(event => event.type === 'metrics' && resolve()));
    await core.ask('stages.stop', { stageId: stage.id });
    const stopped = await ended(core, stage.id);
    expect(stopped.stage.status).toBe('stopped');
    expect(stopped.trials.map(t => t.status)).toEqual(['stopped', 'stopped']);
    expect(stopped.trials[0]!.result!.steps).toBeGreaterThan(0);
    await core.ask('stages.continue', { stageId: stage.id });
    const done = await ended(core, stage.id);
    expect(done.trials.map(t => [t.status, t.result?.steps])).toEqual([
      ['finished', 6000],
      ['finished', 6000],
    ]);
    const other = await ladder(core, choice);
    const reference = await ended(core, other.stage.id);
    expect(done.trials.map(t => t.result?.devLoss)).toEqual(reference.trials.map(t => t.result?.devLoss));
  });

  it('adds a rate, runs longer, and accepts a decision with its evidence', async () => {
    const core = await open();
    const { stage } = await ladder(core, { ...small, rates: [0.1, 0.01] });
    await ended(core, stage.id);
    const trial = await core.ask('ladder.addRate', { stageId: stage.id, learningRate: 0.03 });
    const view = await ended(core, stage.id);
    expect(ladderOf(view)?.candidates.map(r => r.learningRate)).toEqual([0.1, 0.03, 0.01]);
    expect(view.trials.find(t => t.id === trial.id)?.status).toBe('finished');
    await expect(core.ask('ladder.addRate', { stageId: stage.id, learningRate: 0.03 })).rejects.toThrow('already');
    const longer = await core.ask('stages.runLonger', { stageId: stage.id, steps: 90 });
    expect((await ended(core, longer.id)).trials[0]!.result!.steps).toBe(90);
    const decision = await core.ask('decisions.accept', { stageId: stage.id, set: { learningRate: 0.1, steps: 500 } });
    expect(decision.recommended).toBe(false);
    expect((await core.ask('stages.view', { stageId: stage.id })).decision?.id).toBe(decision.id);
  });

  it('is the same after closing and opening again', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const { stage } = await ladder(core);
    const before = await ended(core, stage.id);
    const curves = await core.ask('curves.read', { stageId: stage.id, cursors: [] });
    await core.close();
    const again = await open(home);
    const after = await again.ask('stages.view', { stageId: stage.id });
    expect(after.trials).toEqual(before.trials);
    expect([after.recommendation, after.progress]).toEqual([before.recommendation, before.progress]);
    expect(await again.ask('curves.read', { stageId: stage.id, cursors: [] })).toEqual(curves);
  });

  it('interrupts what runs when it closes, and says so after opening again', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const { stage } = await ladder(core, { steps: 100_000, rates: [0.1, 0.01], parallel: 1 });
    await new Promise<void>(resolve => core.onEvent(event => event.type === 'metrics' && resolve()));
    const told: string[] = [];
    core.onEvent(event => told.push(event.type === 'stage' ? event.view.stage.status : event.type));
    const closing = core.close();
    expect(told[0]).toBe('closing');
    await closing;
    expect(told).toContain('interrupted');
    const again = await open(home);
    const view = await again.ask('stages.view', { stageId: stage.id });
    expect(view.stage.status).toBe('interrupted');
    expect(view.trials.map(t => t.status)).toEqual(['interrupted', 'interrupted']);
  });

  it('refuses a second core on the same home with a sentence, and lets go of it on closing', async () => {
    const home = temporaryHome();
    const core = await open(home);
    await expect(open(home)).rejects.toThrow(Refusal);
    await core.close();
    await open(home);
  });

  it('refuses what is no request of the contract, with a sentence and without harm', async () => {
    const core = await open();
    const bad: [string, unknown][] = [
      ['no.such', {}],
      ['__proto__', {}],
      ['constructor', {}],
      ['stages.view', {}],
      ['stages.view', { stageId: 'none' }],
      ['stages.view', null],
      ['trials.get', { trialId: 7 }],
      ['ladder.start', { projectId: 'none', choice: {} }],
      ['ladder.start', { projectId: 'x', choice: { rates: [] } }],
      ['ladder.start', { projectId: 'x', choice: { steps: Number.NaN } }],
      ['projects.create', { source: '' }],
      ['projects.create', { source: 'sample:unknown' }],
      ['projects.create', { source: '/no/such/file' }],
    ];
    for (const [name, input] of bad) await expect(core.handle(name, input)).rejects.toBeInstanceOf(Refusal);
    expect(await core.ask('projects.list', {})).toEqual([]);
  });

  it('answers every request in the shape that the contract promises', async () => {
    const core = await open();
    const { project, stage } = await ladder(core, { ...small, rates: [0.1] });
    const { trials } = await ended(core, stage.id);
    const trialId = trials[0]!.id;
    const asked: [keyof typeof REQUESTS, object][] = [
      ['app.info', {}],
      ['settings.set', { theme: 'dark' }],
      ['projects.list', {}],
      ['stages.list', { projectId: project.id }],
      ['stages.view', { stageId: stage.id }],
      ['ladder.estimate', { projectId: project.id, choice: {} }],
      ['preparations.list', { projectId: project.id }],
      ['probes.list', { projectId: project.id }],
      ['decisions.list', { projectId: project.id }],
      ['trials.list', {}],
      ['trials.get', { trialId }],
      ['curves.read', { stageId: stage.id, cursors: [] }],
      ['trials.log', { trialId, maxBytes: 1000 }],
    ];
    for (const [name, input] of asked) {
      const answer = await core.handle(name, input);
      expect(REQUESTS[name].output.safeParse(answer).error, name).toBeUndefined();
    }
    expect((await core.ask('app.info', {})).settings.theme).toBe('dark');
    expect(existsSync(trials[0]!.logFile)).toBe(true);
  });
});
