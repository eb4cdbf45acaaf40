import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { StageState } from '#electron/conductor/stages/stage-state.ts';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { findCheckpoint } from '#electron/store/checkpoint-files.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import { decodeBest } from '#electron/trainer/checkpoint/decode.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import { bestEvaluation, evaluationSteps, rungSteps } from '#shared/method/curves/evaluations.ts';
import { aClock } from '../tools/clock.ts';
import { temporaryHome } from '../tools/home.ts';

/* What a ladder's evaluations leave: in its answer, in its record, on the disk. */

const STEPS = 280;

function ended(core: Core, stageId: string): Promise<StageView> {
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
}

it('a ladder keeps every evaluation, the rows at rungs and at the best one, and its weights, until it is deleted', async () => {
  const home = temporaryHome();
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const project = await core.ask('projects.create', { source: 'sample:digits', choice: { splitSeed: 3 } });
  expect(project.facts?.splitSeed).toBe(3);
  const choice = { model: 'mlp' as const, hidden: [16], optimizer: 'sgd' as const, steps: STEPS, extend: false };
  const { id: stageId } = await core.ask('ladder.start', { projectId: project.id, choice });
  const view = await ended(core, stageId);
  const { trials } = view;

  const store = await openReadOnlyStore(home);
  onTestFinished(() => store.close());
  const state = await StageState.load(store as Store, stageId, aClock());
  const devRows = project.facts?.rows.dev ?? 0;
  for (const { trial, dev, rows } of state?.record.trials ?? []) {
    const { status, split, fold, result } = trial;
    expect([split, fold]).toEqual([{ by: 'random', column: null, seed: 3 }, null]);
    const done = result?.steps ?? 0;
    const [steps, losses, metrics] = [dev!.steps, dev!.losses, dev!.metrics];
    expect(Array.from(steps)).toEqual(evaluationSteps(STEPS).filter(step => step <= done));
    const place = bestEvaluation(steps, losses);
    const rungs = rungSteps(STEPS).filter(step => step <= done);
    // Where the metric names another evaluation, its rows stand beside those of the lowest dev loss.
    const named = rows.find(({ evaluation }) => evaluation?.metricCounts);
    const measured = [steps[place], ...(named ? [named.step] : [])];
    expect(rows.map(({ step }) => step).sort()).toEqual([0, ...rungs, ...measured].sort());
    for (const { losses, predictions } of rows.filter(({ step }) => step > 0))
      expect([losses.length, predictions?.length]).toEqual([devRows, devRows]);
    // The curve is evaluated on a part of dev, the best evaluation on all of it.
    const whole = rows.find(({ evaluation }) => evaluation !== null && !evaluation.metricCounts)?.evaluation;
    expect(whole?.rows).toBe(devRows);
    expect(trial.evaluatedRows).toBeLessThan(devRows);
    expect(whole?.loss).toBeCloseTo(losses[place]!, 0);
    expect(whole?.metric).toBeCloseTo(metrics[place]!, 0);
    const { evaluation } = named ?? {};
    const metricBest =
      named && evaluation ? { at: named.step, devLoss: evaluation.loss, metric: evaluation.metric } : null;
    expect(result?.metricBest).toEqual(metricBest);
    const best = { lowestDevLoss: whole?.loss, lowestAt: steps[place], lowestMetric: whole?.metric };
    expect(ladderOf(view)?.candidates.find(({ trialId }) => trialId === trial.id)).toMatchObject(best);
    expect(result).toMatchObject(best);
    const { kept } = await findCheckpoint(home, trial, trial.attempt, 'best');
    expect(kept !== null).toBe(status === 'finished');
    const at = named ? steps.indexOf(named.step) : place;
    if (kept) expect(decodeBest(kept.state)).toMatchObject({ step: steps[at], loss: losses[at] });
    expect(readFileSync(trial.logFile, 'utf8')).toContain('dev loss');
  }
  const finished = trials.filter(({ status }) => status === 'finished');
  expect(finished.length).toBeLessThan(trials.length);
  expect(readdirSync(join(home, 'checkpoints')).sort()).toEqual(finished.map(({ id }) => `${id}.best`).sort());

  await core.ask('projects.delete', { projectId: project.id });
  expect(readdirSync(join(home, 'checkpoints'))).toEqual([]);
  expect(await store.devRows(finished[0]?.id ?? '')).toEqual([]);
});

it('another seed of the split is other data', async () => {
  const home = temporaryHome();
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const digests = [];
  for (const choice of [{}, { splitSeed: 1 }, { splitSeed: 2 }]) {
    const { facts, dataDigest } = await core.ask('projects.create', { source: 'sample:rings', choice });
    digests.push([facts?.splitSeed, dataDigest]);
  }
  expect(digests.map(([seed]) => seed)).toEqual([1, 1, 2]);
  expect(digests[1]?.[1]).toBe(digests[0]?.[1]);
  expect(digests[2]?.[1]).not.toBe(digests[0]?.[1]);
});

it('two ladders that differ by their optimizer alone are compared, each with the other', async () => {
  const home = temporaryHome();
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const project = await core.ask('projects.create', { source: 'sample:rings' });
  const choice = { steps: 60, rates: [0.1], extend: false, prune: false, secondSeed: false };
  const stages = [];
  for (const optimizer of ['sgd', 'adam'] as const) {
    const { id } = await core.ask('ladder.start', { projectId: project.id, choice: { ...choice, optimizer } });
    await ended(core, id);
    stages.push(id);
  }
  const compared = [];
  for (const stageId of stages) compared.push(await core.ask('ladder.optimizers', { stageId }));
  const [[adam], [sgd]] = compared as [(typeof compared)[number], (typeof compared)[number]];
  expect(adam).toMatchObject({ stageId: stages[1], optimizer: 'adam', learningRate: 0.1, verdict: expect.any(String) });
  expect(sgd).toMatchObject({ stageId: stages[0], optimizer: 'sgd' });
  expect([sgd?.devLoss, sgd?.otherDevLoss]).toEqual([adam?.otherDevLoss, adam?.devLoss]);
  expect(adam?.noise).toBeGreaterThan(0);
});
