import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { type LadderChoice, type StageView, stepOfCard } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import { temporaryHome } from '../tools/home.ts';

async function open(home = temporaryHome()): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
}

/** Resolves with the first view of a stage that something holds for. */
function when(core: Core, stageId: string, holds: (view: StageView) => boolean): Promise<StageView> {
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => holds(view) && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
}

const ended = (core: Core, stageId: string) => when(core, stageId, ({ stage }) => stage.status !== 'running');

const CHOICE: LadderChoice = {
  model: 'mlp',
  hidden: [16],
  steps: 280,
  evalEvery: 140,
  extend: false,
  secondSeed: false,
};

async function start(core: Core, choice: LadderChoice): Promise<string> {
  const project = await core.ask('projects.create', { source: 'sample:digits' });
  const { id } = await core.ask('ladder.start', { projectId: project.id, choice: { ...CHOICE, ...choice } });
  return id;
}

/** Losses and evaluations of each candidate, by its rate. */
async function curvesOf(core: Core, stageId: string): Promise<Map<number, number[][]>> {
  const { trials } = await core.ask('stages.view', { stageId });
  const curves = await core.ask('curves.read', { stageId, cursors: [] });
  return new Map(
    trials.map(({ id, hyperparameters }) => {
      const batches = curves.find(({ trialId }) => trialId === id)?.batches ?? [];
      const column = (series: string, name: string) => [
        ...(batches.find(batch => batch.series === series)?.columns[name] ?? []),
      ];
      return [hyperparameters.learningRate, [column('step', 'loss'), column('eval', 'devLoss')]];
    }),
  );
}

const statuses = ({ trials }: StageView): Record<string, string> =>
  Object.fromEntries(trials.map(({ hyperparameters, status }) => [hyperparameters.learningRate, status]));

describe('a pruned ladder', () => {
  it('ends what can’t win at its rungs, and comes to the answer of the full one, bit for bit', async () => {
    const core = await open();
    const full = await ended(core, await start(core, { prune: false }));
    const pruned = await ended(core, await start(core, {}));
    expect(ladderOf(pruned)?.best?.learningRate).toBe(ladderOf(full)?.best?.learningRate);
    const ways = statuses(pruned);
    expect(Object.values(ways).filter(status => status === 'finished')).toHaveLength(2);
    expect(Object.values(ways).filter(status => status === 'pruned')).toHaveLength(4);
    expect(pruned.progress.stepsFull).toBe(6 * 280);
    expect(pruned.progress.stepsUsed).toBe(3 * 70 + 140 + 2 * 280);
    const [whole, part] = [await curvesOf(core, full.stage.id), await curvesOf(core, pruned.stage.id)];
    for (const [rate, [losses, evaluations]] of part) {
      expect(losses).toEqual(whole.get(rate)?.[0]?.slice(0, losses?.length));
      if (ways[rate] === 'finished') expect(evaluations).toEqual(whole.get(rate)?.[1]);
    }
    // Those that stopped at the first rung were evaluated before their first step alone, and that is not their loss.
    for (const { steps, devLoss } of ladderOf(pruned)!.candidates) expect(devLoss !== null).toBe(steps >= 140);
    for (const { result } of pruned.trials) expect(result?.devLoss !== null).toBe((result?.steps ?? 0) >= 140);
    for (const { status, reason } of pruned.trials)
      if (status === 'pruned')
        expect(reason).toMatchObject({ key: 'reason.pruned', values: { keep: expect.any(Number) } });
  });

  it('comes to the same candidates when it is paused at a rung, its core ends, and another goes on', async () => {
    const home = temporaryHome();
    const first = await open(home);
    // Long enough that it is seen at its rung.
    const choice = { steps: 8000, evalEvery: 4000 };
    const reference = await ended(first, await start(first, choice));
    const stageId = await start(first, { ...choice, parallel: 1 });
    await when(first, stageId, ({ trials }) => trials.some(({ status }) => status === 'waiting'));
    await first.ask('stages.pause', { stageId });
    const paused = await first.ask('stages.view', { stageId });
    expect(paused.stage.status).toBe('paused');
    expect(new Set(Object.values(statuses(paused)))).toEqual(new Set(['paused']));
    await first.close();
    const second = await open(home);
    await second.ask('stages.continue', { stageId });
    const done = await ended(second, stageId);
    expect(statuses(done)).toEqual(statuses(reference));
    expect(await curvesOf(second, stageId)).toEqual(await curvesOf(second, reference.stage.id));
  });

  it('is left alone where a person stops it at a rung', async () => {
    const core = await open();
    // Long enough that it is seen at its rung.
    const stageId = await start(core, { parallel: 1, steps: 20_000, evalEvery: 20_000 });
    await when(core, stageId, ({ trials }) => trials.some(({ status }) => status === 'waiting'));
    await core.ask('stages.stop', { stageId });
    const view = await core.ask('stages.view', { stageId });
    expect(view.stage.status).toBe('stopped');
    expect(new Set(Object.values(statuses(view)))).toEqual(new Set(['stopped']));
  });
});

describe('a ladder', () => {
  it('goes past its end where the best candidate stands there, then to the neighbours of the best [L4, L2]', async () => {
    const core = await open();
    const seen: string[] = [];
    const stageId = await start(core, { rates: [0.001, 0.0001], prune: false, extend: true, refine: true });
    core.onEvent(
      event => event.type === 'stage' && event.view.stage.id === stageId && seen.push(event.view.stage.status),
    );
    const view = await ended(core, stageId);
    const { stage } = view;
    const answer = ladderOf(view)!;
    expect(answer.extended).toEqual([0.01, 0.1]);
    expect(answer.refined).toEqual([0.3, 0.03]);
    expect(stage.plan.rates).toEqual([0.3, 0.1, 0.03, 0.01, 0.001, 0.0001]);
    // Who waits for its end hears of none in between.
    expect(seen.slice(0, -1)).not.toContain('finished');
  });

  it('goes past its end where its core was killed just before', async () => {
    const home = temporaryHome();
    const first = await open(home);
    const stageId = await start(first, { rates: [0.001, 0.0001], prune: false });
    const { stage } = await ended(first, stageId);
    await first.close();
    const store = await openStore(home);
    await store.saveStage({ ...stage, status: 'running', plan: { ...stage.plan, extend: true } }, []);
    await store.close();
    const second = await open(home);
    expect((await second.ask('stages.view', { stageId })).stage.status).toBe('interrupted');
    await second.ask('stages.continue', { stageId });
    const view = await ended(second, stageId);
    const { stage: after } = view;
    const answer = ladderOf(view)!;
    expect(after.status).toBe('finished');
    expect(answer.extended).toEqual([0.01, 0.1]);
  });

  it('is finished once somebody goes on with it where its core was killed after all was done', async () => {
    const home = temporaryHome();
    const first = await open(home);
    const stageId = await start(first, { rates: [0.1, 0.01], steps: 20, evalEvery: 20 });
    const { stage } = await ended(first, stageId);
    await first.close();
    const store = await openStore(home);
    await store.saveStage({ ...stage, status: 'running' }, []);
    await store.close();
    const second = await open(home);
    await second.ask('stages.continue', { stageId });
    expect((await second.ask('stages.view', { stageId })).stage.status).toBe('finished');
  });

  it('trains to its end what a person added, however it does', async () => {
    const core = await open();
    const stageId = await start(core, {});
    await ended(core, stageId);
    await core.ask('ladder.addRate', { stageId, learningRate: 0.000001 });
    expect(statuses(await ended(core, stageId))[0.000001]).toBe('finished');
  });

  it('pauses and goes on, one candidate or all of it, to the same end', async () => {
    const core = await open();
    const choice = { steps: 15_000, evalEvery: 5000, rates: [0.1, 0.01], prune: false };
    const reference = await ended(core, await start(core, choice));
    const stageId = await start(core, choice);
    const { trials } = await when(core, stageId, ({ progress }) =>
      Object.values(progress.stepsOf).every(steps => steps > 0),
    );
    await core.ask('trials.pause', { trialId: trials[0]!.id });
    const half = await core.ask('stages.view', { stageId });
    expect(half.trials.map(({ status }) => status)).toEqual(['paused', 'running']);
    expect(half.trials[0]!.result!.steps).toBeGreaterThan(0);
    await core.ask('trials.continue', { trialId: trials[0]!.id });
    await core.ask('stages.pause', { stageId });
    expect((await core.ask('stages.view', { stageId })).stage.status).toBe('paused');
    await core.ask('stages.continue', { stageId });
    const done = await ended(core, stageId);
    expect(done.trials.map(({ status, result }) => [status, result?.steps])).toEqual([
      ['finished', 15_000],
      ['finished', 15_000],
    ]);
    expect(await curvesOf(core, stageId)).toEqual(await curvesOf(core, reference.stage.id));
  });

  it('holds no more candidates than it can', async () => {
    const core = await open();
    const rates = Array.from({ length: 24 }, (_, i) => (i + 1) / 100);
    const stageId = await start(core, { rates, steps: 2, evalEvery: 2 });
    await ended(core, stageId);
    await expect(core.ask('ladder.addRate', { stageId, learningRate: 1 })).rejects.toThrow('24');
  });

  it('says before it runs what it will cost, in time too once a step was measured', async () => {
    const core = await open();
    const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
    const asked = { projectId, choice: CHOICE };
    expect(await core.ask('ladder.estimate', asked)).toEqual({
      trials: 6,
      steps: 6 * 70 + 3 * 70 + 2 * 140,
      stepsFull: 1680,
      ms: null,
      mayAdd: [],
    });
    const extended = { projectId, choice: { ...CHOICE, extend: true } };
    const more = { why: 'extended', trials: 2, steps: 560, ms: null };
    expect((await core.ask('ladder.estimate', extended)).mayAdd).toEqual([more]);
    await core.ask('preparation.run', asked);
    const { ms, mayAdd } = await core.ask('ladder.estimate', extended);
    expect(ms).toBeGreaterThan(0);
    expect(mayAdd[0]?.ms).toBeGreaterThan(0);
    expect((await core.ask('ladder.estimate', { projectId, choice: { ...CHOICE, batchSize: 32 } })).ms).toBeNull();
  });
});

it('a probe that is made tells what its estimate says of the ladder that is there', async () => {
  const home = temporaryHome();
  const first = await open(home);
  const stageId = await start(first, { rates: [0.1] });
  await ended(first, stageId);
  await first.close();
  // Opened anew, so that nothing else is told of it.
  const core = await open(home);
  const { project, recommendation } = await core.ask('stages.view', { stageId });
  const ofProbe = ({ evidence }: typeof recommendation) => evidence.filter(({ rule }) => rule === 'B8');
  expect(ofProbe(recommendation)).toEqual([]);
  const told = when(core, stageId, view => ofProbe(view.recommendation).length > 0);
  await core.ask('probe.run', { projectId: project.id, choice: CHOICE });
  expect(ofProbe((await told).recommendation)).toHaveLength(1);
});

it('a probe’s estimate can be accepted without a ladder, and a ladder’s answer replaces it', async () => {
  const core = await open();
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const told: CoreEvent[] = [];
  core.onEvent(event => event.type === 'probe' && told.push(event));
  const probe = await core.ask('probe.run', { projectId, choice: CHOICE });
  expect(told).toEqual([{ type: 'probe', probe }]);
  const accept = (numSteps: number) => core.ask('decisions.acceptProbe', { projectId, probeId: probe.id, numSteps });
  const asProbed = await accept(probe.hyperparameters.steps);
  expect(asProbed.recommended).toBe(true);
  const first = await accept(900);
  expect(first).toMatchObject({ projectId, stageId: null, probeId: probe.id, set: { steps: 900 }, recommended: false });
  expect(first.set.learningRate).toBeCloseTo(probe.answer.learningRate, 1);
  const [card] = await core.ask('projects.list', {});
  expect(stepOfCard(card, 'learningRate')?.decision).toEqual(first);
  await expect(core.ask('decisions.acceptProbe', { projectId, probeId: 'none', numSteps: 1 })).rejects.toThrow('none');
  const stageId = await start(core, { rates: [0.1] });
  const view = await ended(core, stageId);
  expect(view).toMatchObject({ decision: null, projectDecision: first });
  const second = await core.ask('decisions.accept', { stageId, set: { learningRate: 0.1, steps: 500 } });
  expect(await core.ask('stages.view', { stageId })).toMatchObject({ decision: second, projectDecision: second });
  expect(await core.ask('decisions.list', { projectId })).toEqual([asProbed, first, second]);
});
