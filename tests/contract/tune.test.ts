import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { finalOf } from '#shared/domain/final-runs.ts';
import { currentStage, type TuneChoice, type TuneView } from '#shared/domain/tune.ts';
import { OTHER_OPTIMIZER, TUNE_LINES } from '#shared/method/tune/lines.ts';
import { temporaryHome } from '../tools/home.ts';

/* Guided runs through core and contract, on real trials. */

const open = async (home: string): Promise<Core> => {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
};

/** A small project. */
async function project(core: Core): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:regression' });
  const network = { model: 'linear' as const, hidden: [], filters: [], embedding: 64 };
  await core.ask('projects.setNetwork', { projectId, network });
  return projectId;
}

const viewOf = async (core: Core, runId: string): Promise<TuneView> =>
  (await core.ask('tune.list', {})).find(({ run }) => run.id === runId) as TuneView;

/** Resolves once the run needs somebody, or is over. */
const atRest = (core: Core, runId: string): Promise<TuneView> =>
  new Promise((resolve, reject) => {
    const look = (view: TuneView) => view.run.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'tune' && event.view.run.id === runId && look(event.view));
    viewOf(core, runId).then(look, reject);
  });

const steps = (most: number): TuneChoice['budget'] => ({ unit: 'steps', most });
const refused = (key: string) => expect.objectContaining({ record: expect.objectContaining({ key }) });

describe('a guided run', { timeout: 300_000 }, () => {
  it('with --auto goes through all stages within its budget, takes what is recommended, and ends with final figures', async () => {
    const core = await open(temporaryHome());
    const projectId = await project(core);
    const budget = steps(20_000);
    const plan = await core.ask('tune.plan', { projectId, choice: { budget, auto: true } });
    const { id } = await core.ask('tune.start', { projectId, choice: { budget, auto: true } });
    const { run, ahead } = await atRest(core, id);
    expect(run).toMatchObject({ status: 'finished', problem: null, budget });
    const choices = ({ shares }: TuneView['run']['plan']) => shares.map(({ kind, choice }) => ({ kind, choice }));
    expect(choices(run.plan)).toEqual(choices(plan));
    expect(ahead).toBeNull();
    expect(run.stages.map(({ share }) => share.line)).toEqual(TUNE_LINES.map(({ line }) => line));
    const used = run.stages.reduce((sum, stage) => sum + (stage.used?.steps ?? 0), 0);
    expect(used).toBeLessThanOrEqual(budget.most);
    for (const { used: of, share } of run.stages) expect(of?.steps ?? 0).toBeLessThanOrEqual(share.atMost.steps);
    const { decisions } = await core.ask('configuration.read', { projectId });
    for (const kind of new Set(run.stages.map(stage => stage.kind))) {
      const decision = decisions.find(one => one.decision.kind === kind)?.decision;
      // Of two ladders the one that was accepted last counts.
      const accepted = run.stages.findLast(stage => stage.kind === kind && stage.outcome === 'accepted');
      if (accepted) expect(decision).toMatchObject({ recommended: true, stageId: accepted.stageId, set: accepted.set });
      else expect([kind, decision]).toEqual([kind, undefined]);
    }
    const other = run.stages.find(({ share }) => share.line === OTHER_OPTIMIZER);
    expect(other?.outcome).toBe(other?.advice?.take ? 'accepted' : 'kept');
    const last = run.stages.at(-1);
    expect(last?.outcome).toBe('reported');
    const final = finalOf(await core.ask('stages.view', { stageId: last?.stageId as string }));
    expect(final?.conclusion).not.toBeNull();
    expect(final?.seeds.length).toBeGreaterThanOrEqual(3);
    await expect(core.ask('tune.resume', { runId: id })).rejects.toEqual(refused('error.tune.over'));
  });

  it('asks at each gate, takes, overrules or leaves, is paused at one, and goes on in another program', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const projectId = await project(core);
    const choice = { budget: steps(14_000), auto: false };
    const { id: runId } = await core.ask('tune.start', { projectId, choice });
    await expect(core.ask('tune.start', { projectId, choice })).rejects.toEqual(refused('error.tune.running'));
    const gate = await atRest(core, runId);
    expect(gate.run.status).toBe('gate');
    expect(gate.ahead?.shares.map(({ line }) => line)).not.toContain('learningRate');
    // They are planned as if the ladder took what it may and were accepted.
    expect(gate.ahead?.shares.at(-1)).toMatchObject({ kind: 'finalRuns', says: { key: 'tune.does.finalRuns' } });
    const ladder = currentStage(gate.run);
    // The decision of a ladder says a rate.
    const nothing = { runId, answer: { do: 'set' as const, set: { momentum: 0.5 } } };
    await expect(core.ask('tune.answer', nothing)).rejects.toMatchObject({ record: { key: 'error.request.invalid' } });
    expect((await viewOf(core, runId)).run.status).toBe('gate');

    await core.ask('tune.answer', { runId, answer: { do: 'set', set: { learningRate: 0.02, steps: 200 } } });
    const second = await atRest(core, runId);
    expect(second.run.stages[0]).toMatchObject({
      stageId: ladder?.stageId,
      outcome: 'overruled',
      set: { learningRate: 0.02, steps: 200 },
    });
    await core.close();

    const again = await open(home);
    expect((await viewOf(again, runId)).run.status).toBe('gate');
    await again.ask('tune.answer', { runId, answer: { do: 'skip' } });
    await again.ask('tune.stop', { runId });
    const stopped = await viewOf(again, runId);
    expect(stopped.run.status).toBe('stopped');
    expect(stopped.run.stages.filter(({ outcome }) => outcome === 'skipped')).toHaveLength(1);

    await again.ask('tune.resume', { runId, auto: true });
    const { run } = await atRest(again, runId);
    expect(run.status).toBe('finished');
    expect(run.stages.map(({ share }) => share.line)).toEqual(TUNE_LINES.map(({ line }) => line));
    await expect(again.ask('tune.answer', { runId, answer: { do: 'accept' } })).rejects.toEqual(
      refused('error.tune.noGate'),
    );
  });

  it('is told under way to ask at the next gate, which it keeps when the program ends', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const projectId = await project(core);
    const { id: runId } = await core.ask('tune.start', { projectId, choice: { budget: steps(14_000), auto: true } });
    await core.ask('tune.setAuto', { runId, auto: false });
    expect((await viewOf(core, runId)).run).toMatchObject({ status: 'running', auto: false });
    await core.close();

    const again = await open(home);
    expect(await viewOf(again, runId)).toMatchObject({ run: { auto: false } });
    await again.ask('tune.resume', { runId });
    expect((await atRest(again, runId)).run.status).toBe('gate');
    await again.ask('tune.resume', { runId, auto: true });
    await again.ask('tune.setAuto', { runId, auto: false });
    const { run } = await atRest(again, runId);
    expect(run).toMatchObject({ status: 'gate', auto: false });
    await again.ask('tune.setAuto', { runId, auto: true });
    await again.ask('tune.answer', { runId, answer: { do: 'accept' } });
    expect((await atRest(again, runId)).run.status).toBe('finished');
    await expect(again.ask('tune.setAuto', { runId, auto: true })).rejects.toEqual(refused('error.tune.over'));
  });

  it('refuses a budget that is too small, and says what would do', async () => {
    const core = await open(temporaryHome());
    const projectId = await project(core);
    const { fits, least } = await core.ask('tune.plan', { projectId, choice: { budget: steps(100), auto: true } });
    expect(fits).toBe(false);
    await expect(
      core.ask('tune.start', { projectId, choice: { budget: steps(100), auto: true } }),
    ).rejects.toMatchObject({ record: { key: 'error.tune.fewSteps', values: { most: 100, least } } });
    expect(await core.ask('tune.list', { projectId })).toEqual([]);
  });
});
