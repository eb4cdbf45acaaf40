import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { decayOf } from '#shared/domain/decay.ts';
import { SeriesName } from '#shared/domain/metrics.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { temporaryHome } from '../tools/home.ts';

/* A decay stage through core and contract: real runs, real branches, real kills. */

/** A rate that is too high for so small batches: in many steps decay gains, so that the classic way is searched. */
const LADDER = {
  optimizer: 'sgd' as const,
  rates: [0.3],
  batchSize: 8,
  hidden: [32],
  extend: false,
  secondSeed: false,
};
const CHOICE = { classic: true, parallel: 2 };
const GAINING = { steps: 1440, seeds: 5 };
const SHORT = { steps: 400, seeds: 3 };

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

/** A project whose rate is accepted. */
async function accepted(core: Core, steps: number): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const network = { model: 'mlp' as const, hidden: [32], filters: [], embedding: 64 };
  await core.ask('projects.setNetwork', { projectId, network });
  const { id: stageId } = await core.ask('ladder.start', { projectId, choice: { ...LADDER, steps } });
  await ended(core, stageId);
  await core.ask('decisions.accept', { stageId, set: { learningRate: 0.3, steps } });
  return projectId;
}

const start = (core: Core, projectId: string, choice: object = CHOICE) =>
  core.ask('stages.start', { projectId, kind: 'decay', choice });

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

describe('a decay stage', () => {
  it('refuses where no rate was accepted, and says what to do first', async () => {
    const core = await open(temporaryHome());
    const { id } = await core.ask('projects.create', { source: 'sample:digits' });
    await expect(start(core, id)).rejects.toMatchObject({ record: { key: 'error.decay.noRate' } });
  });

  it('D1, D6, D9: pairs, verdict, search; what branched off is the run from the beginning, bit for bit', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const { steps: horizon, seeds } = GAINING;
    const projectId = await accepted(core, horizon);
    const stage = await start(core, projectId, { ...CHOICE, seeds });
    const view = await ended(core, stage.id);
    expect(view.stage.status).toBe('finished');
    const answer = decayOf(view)!;
    expect(answer.lazy).toMatchObject({ verdict: 'gain', n: 5, planned: 5 });
    // Seed 1 is the ladder's.
    expect(answer.lazy.pairs.map(({ seed }) => seed)).toEqual([2, 3, 4, 5, 6]);
    expect(answer.search.every(({ rank }) => rank !== null)).toBe(true);
    for (const { hyperparameters } of view.trials)
      expect(hyperparameters).toMatchObject({ batchSize: 8, learningRate: 0.3, hidden: [32], optimizer: 'sgd' });

    const branched = view.trials.filter(({ branch }) => branch !== null);
    expect(branched.length).toBeGreaterThan(0);
    expect(answer.saved).toEqual({
      trials: branched.length,
      steps: branched.reduce((sum, { branch }) => sum + (branch?.step ?? 0), 0),
    });
    for (const trial of branched.slice(0, 2)) {
      const { schedule, seed, steps } = trial.hyperparameters;
      const choice = { ...LADDER, steps, schedule, seed };
      const whole = await ended(core, (await core.ask('ladder.start', { projectId, choice })).id);
      expect(await recordOf(home, trial)).toEqual(await recordOf(home, whole.trials[0]!));
    }
    // Its trunks keep nothing for others once it is done.
    expect(readdirSync(join(home, 'checkpoints')).filter(name => name.includes('.branch-'))).toEqual([]);

    const set = view.recommendation.set!;
    expect(isConstant(set.schedule!)).toBe(false);
    await core.ask('decisions.accept', { stageId: stage.id, set });
    const { set: configuration } = await core.ask('configuration.read', { projectId });
    expect(configuration).toMatchObject({ learningRate: 0.3, schedule: set.schedule });
    // A further stage of decay is planned from what was accepted before it, from seeds that none has used.
    const plan = await core.ask('stages.plan', { projectId, kind: 'decay', choice: { seeds: 3 } });
    const used = view.trials.map(({ hyperparameters: { seed } }) => seed);
    expect(plan.seeds).toEqual([1, 2, 3].map(i => Math.max(...used) + i));
    expect(plan.base).not.toHaveProperty('schedule');
  });

  it('killed again and again, it comes to the same bits and does nothing twice', async () => {
    const [quiet, home] = [temporaryHome(), temporaryHome()];
    const left = await open(quiet);
    const choice = { ...CHOICE, seeds: SHORT.seeds };
    const whole = await ended(left, (await start(left, await accepted(left, SHORT.steps), choice)).id);
    const before = await open(home);
    await accepted(before, SHORT.steps);
    await before.close();

    let stageId = '';
    let points = 4;
    for (let kills = 0; ; kills++) {
      const args = ['tests/contract/stage-victim.ts', home, 'decay', JSON.stringify(choice), stageId];
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
      points = Math.ceil(points * 1.3);
      if (said.includes('over') || kills >= 20) break;
    }
    const again = await open(home);
    const found = await again.ask('stages.view', { stageId });
    if (found.stage.status !== 'finished') await again.ask('stages.continue', { stageId });
    const view = await ended(again, stageId);
    expect(view.stage.status).toBe('finished');
    // What is read beside a core may miss rows that it moves into a page just then.
    await Promise.all([left.close(), again.close()]);
    const keys = ({ trials }: StageView) => trials.map(({ point }) => point.key).sort();
    expect(keys(view)).toEqual(keys(whole));
    for (const trial of view.trials) {
      const other = whole.trials.find(({ point }) => point.key === trial.point.key)!;
      expect(await recordOf(home, trial)).toEqual(await recordOf(quiet, other));
    }
    const plain = (of: StageView) => {
      const { lazy, search, chosen, againstBest } = decayOf(of)!;
      const pairs = lazy.pairs.map(({ seed, difference }) => ({ seed, difference }));
      return {
        pairs,
        verdict: lazy.verdict,
        chosen,
        search: search.map(({ devLoss }) => devLoss),
        of: againstBest.length,
      };
    };
    expect(plain(view)).toEqual(plain(whole));
    expect(view.recommendation.set).toEqual(whole.recommendation.set);
  });

  it('paused and continued, it goes on from its checkpoints; stopped, it says that there is no verdict yet', async () => {
    const core = await open(temporaryHome());
    const projectId = await accepted(core, SHORT.steps);
    const stage = await start(core, projectId, { seeds: 2, parallel: 2 });
    await core.ask('stages.stop', { stageId: stage.id });
    const cut = await core.ask('stages.view', { stageId: stage.id });
    if (cut.stage.status !== 'finished') {
      expect(decayOf(cut)).toMatchObject({ chosen: null, lazy: { verdict: null } });
      expect(cut.recommendation.set).toBeNull();
      expect(cut.recommendation.evidence.map(({ body }) => body.key)).toContain('evidence.decay.unfinished');
      await core.ask('stages.continue', { stageId: stage.id });
    }
    const view = await ended(core, stage.id);
    expect(view.stage.status).toBe('finished');
    expect(decayOf(view)?.lazy.verdict).not.toBeNull();
  });
});
