import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { RegularisationPlan, regularisationOf } from '#shared/domain/regularisation.ts';
import { CONSTANT } from '#shared/domain/schedule.ts';
import { temporaryHome } from '../tools/home.ts';

/* A regularisation stage through core and contract: real runs, real kills. */

const STEPS = 200;
const LADDER = { optimizer: 'sgd' as const, rates: [0.1], batchSize: 16, extend: false, secondSeed: false };
const CHOICE = { trials: 3, seeds: 3, parallel: 2 };

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

/** A project whose rate is accepted, and whose decay is skipped. */
async function accepted(core: Core): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const network = { model: 'mlp' as const, hidden: [16], filters: [], embedding: 64 };
  await core.ask('projects.setNetwork', { projectId, network });
  const { id: stageId } = await core.ask('ladder.start', { projectId, choice: { ...LADDER, steps: STEPS } });
  await ended(core, stageId);
  await core.ask('decisions.accept', { stageId, set: { learningRate: 0.1, steps: STEPS } });
  await core.ask('decisions.choose', { projectId, kind: 'decay', set: { schedule: CONSTANT } });
  return projectId;
}

const start = (core: Core, projectId: string, choice: object = CHOICE) =>
  core.ask('stages.start', { projectId, kind: 'regularisation', choice });

/** What a stage says, whatever ids its trials have. */
const told = (view: StageView) => {
  const { points, pairs, chosen, verdict } = regularisationOf(view)!;
  return {
    keys: view.trials.map(({ point }) => point.key).sort(),
    points: points.map(({ devLoss, devMetric, rank }) => ({ devLoss, devMetric, rank })),
    pairs: pairs?.pairs.map(({ seed, difference, metricDifference }) => ({ seed, difference, metricDifference })),
    ...{ chosen, verdict, set: view.recommendation.set },
  };
};

describe('a regularisation stage', () => {
  it('refuses where no rate was accepted, and says what to do first', async () => {
    const core = await open(temporaryHome());
    const { id } = await core.ask('projects.create', { source: 'sample:digits' });
    await expect(start(core, id)).rejects.toMatchObject({ record: { key: 'error.regularisation.noRate' } });
  });

  it('R1: the whole of it: search, pairs, an answer that can be accepted and counts from then on; a stage after it is planned with it', async () => {
    const core = await open(temporaryHome());
    const projectId = await accepted(core);
    const asked = { projectId, kind: 'regularisation', choice: CHOICE };
    const estimate = await core.ask('stages.estimate', asked);
    expect(estimate).toMatchObject({ trials: 4, steps: 4 * STEPS });
    expect(estimate.mayAdd.map(({ why, trials }) => [why, trials])).toEqual([
      ['refined', 4],
      ['repeated', 6],
      ['extended', 3],
    ]);
    const stage = await start(core, projectId);
    const view = await ended(core, stage.id);
    expect(view.stage.status).toBe('finished');
    const answer = regularisationOf(view)!;
    expect(answer).toMatchObject({ hasDropout: true, steps: STEPS });
    expect(answer.verdict).not.toBeNull();
    for (const { hyperparameters } of view.trials)
      expect(hyperparameters).toMatchObject({ batchSize: 16, learningRate: 0.1, hidden: [16], optimizer: 'sgd' });
    // The ladder's seed is 1; those of the search and of the pairs are fresh.
    const seeds = new Set(view.trials.map(({ hyperparameters: { seed } }) => seed));
    expect(seeds.has(1)).toBe(false);

    // A person's point joins the search, and everything that follows from it is done.
    await core.ask('stages.addPoint', { stageId: stage.id, set: { weightDecay: 0.0005, dropout: 0.1 } });
    const more = await ended(core, stage.id);
    const own = regularisationOf(more)!.points.find(point => point.own);
    expect(own).toMatchObject({ weightDecay: 0.0005, dropout: 0.1 });
    expect(own?.ended).toBe(own?.planned);

    const set = { weightDecay: 0.0005, dropout: 0.1 };
    await core.ask('decisions.accept', { stageId: stage.id, set });
    const { set: configuration } = await core.ask('configuration.read', { projectId });
    expect(configuration).toMatchObject({ learningRate: 0.1, ...set });
    // Run again, it is planned from what was accepted before it, from seeds that nothing has used.
    const plan = RegularisationPlan.parse(await core.ask('stages.plan', asked));
    expect(plan.base).not.toHaveProperty('weightDecay');
    expect(Math.min(...plan.searchSeeds, ...plan.seeds)).toBeGreaterThan(Math.max(...seeds));
  });

  it('R1: run longer, it has the same points with more steps', async () => {
    const core = await open(temporaryHome());
    const stage = await start(core, await accepted(core), { ...CHOICE, trials: 1, seeds: 2, decayAgain: false });
    await ended(core, stage.id);
    const longer = await core.ask('stages.runLonger', { stageId: stage.id, steps: 2 * STEPS });
    const [before, after] = [stage, longer].map(({ plan }) => RegularisationPlan.parse(plan));
    expect(after?.points).toEqual(before?.points);
    expect(after?.base.steps).toBe(2 * STEPS);
    await core.ask('stages.stop', { stageId: longer.id });
  });

  it('killed again and again, it comes to the same and does nothing twice', async () => {
    const home = temporaryHome();
    const left = await open(temporaryHome());
    const whole = await ended(left, (await start(left, await accepted(left))).id);
    const before = await open(home);
    await accepted(before);
    await before.close();

    let stageId = '';
    let points = 4;
    for (let kills = 0; ; kills++) {
      const args = ['tests/contract/stage-victim.ts', home, 'regularisation', JSON.stringify(CHOICE), stageId];
      const victim = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      await new Promise<void>(resolve => {
        victim.once('close', () => resolve());
        victim.stdout.setEncoding('utf8').on('data', text => {
          said += text;
          if (said.includes('over') || (said.match(/^point/gm)?.length ?? 0) >= points) victim.kill('SIGKILL');
        });
      });
      stageId ||= /stage (\S+)/.exec(said)?.[1] ?? '';
      // Each goes a little further, until one gets to the end.
      points = Math.ceil(points * 1.5);
      if (said.includes('over') || kills >= 12) break;
    }
    const again = await open(home);
    const found = await again.ask('stages.view', { stageId });
    if (found.stage.status !== 'finished') await again.ask('stages.continue', { stageId });
    expect(told(await ended(again, stageId))).toEqual(told(whole));
  });
});
