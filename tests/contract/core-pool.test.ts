import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import type { FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { temporaryHome } from '../tools/home.ts';
import { bits } from './store-fixtures.ts';

/* Ladders with pruning in real processes: in a pool, with a process a stretch, and where a process is lost. */

const CHOICE = {
  model: 'mlp',
  hidden: [16],
  dropout: 0.2,
  rates: [1, 0.1, 0.01, 0.001, 1e-4, 1e-5],
  steps: 280,
  evalEvery: 140,
  extend: false,
  parallel: 2,
  backend: 'wasm',
} as const;

/** A trainer process as the test watches it. */
interface Watched {
  /** What it was told of trials, in order. */
  trains: Extract<ToTrainer, { type: 'train' }>[];
  /** Learning rates of the trials that wait in its memory, by trial. */
  kept: Map<string, number>;
  kill(): void;
}

/** Real hosts; the test hears what their trainers say, and may change it. */
function watched(onMessage: (message: FromTrainer, trainer: Watched) => FromTrainer = message => message) {
  const real = nodeHosts();
  const trainers: Watched[] = [];
  const startTrainer = (): Child => {
    const child = real.startTrainer();
    let killed = false;
    const trainer: Watched = {
      trains: [],
      kept: new Map(),
      kill: () => {
        killed = true;
        child.kill();
      },
    };
    trainers.push(trainer);
    return {
      ...child,
      send: message => {
        const told = message as ToTrainer;
        if (told.type === 'train') trainer.trains.push(told);
        if (told.type === 'train' && told.trialId) trainer.kept.delete(told.trialId);
        child.send(message);
      },
      onMessage: listener =>
        child.onMessage(raw => {
          const said = raw as FromTrainer;
          const told = trainer.trains.at(-1);
          if (said.type === 'ended' && said.kept && told)
            trainer.kept.set(told.trialId ?? '', told.hyperparameters.learningRate);
          listener(onMessage(said, trainer));
        }),
      // As the system ends a process by force.
      onExit: listener => child.onExit((detail, byForce) => listener(detail, byForce || killed)),
    };
  };
  const hosts: Hosts = { startTrainer, startReader: () => real.startReader() };
  return { hosts, trainers };
}

/** Runs the ladder to its end: statuses and all points but the times, by rate. */
async function ladder(hosts: Hosts) {
  let kills = 0;
  // Whatever is killed, the system did it for want of memory: it runs again by itself.
  const countOomKills = () => kills++;
  const core = await openCore({ home: temporaryHome(), hosts, version: 'test', measure: false, countOomKills });
  onTestFinished(() => core.close());
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const { id: stageId } = await core.ask('ladder.start', {
    projectId,
    choice: { ...CHOICE, rates: [...CHOICE.rates], hidden: [...CHOICE.hidden] },
  });
  while ((await core.ask('stages.view', { stageId })).stage.status === 'running') await wait(50);
  const view = await core.ask('stages.view', { stageId });
  const curves = await core.ask('curves.read', { stageId, cursors: [] });
  return {
    best: ladderOf(view)?.best?.learningRate,
    trials: view.trials.map(({ id, status, hyperparameters: { learningRate } }) => {
      const batches = curves.find(({ trialId }) => trialId === id)?.batches ?? [];
      const points = batches.map(({ series, steps, columns }) => {
        const { stepMs: _, ...same } = columns;
        return [series, bits(steps), Object.entries(same).map(([name, values]) => [name, bits(values)])];
      });
      return { learningRate, status, points };
    }),
  };
}

it('a pruned ladder in a pool comes to what one process a stretch comes to, bit for bit, also where a process is killed', async () => {
  const single = watched(message => ('free' in message ? { ...message, free: false } : message));
  const reference = await ladder(single.hosts);
  expect(reference.trials.map(({ status }) => status).sort()).toContain('pruned');
  expect(single.trainers.every(({ trains }) => trains.length <= 1)).toBe(true);

  const pool = watched();
  expect(await ladder(pool.hosts)).toEqual(reference);
  // Two side by side need no third, whatever the number of stretches; and who waited in memory went on there.
  expect(pool.trainers).toHaveLength(2);
  const told = pool.trainers.flatMap(({ trains }) => trains);
  expect(told.length).toBeGreaterThan(CHOICE.rates.length);
  expect(told.some(({ checkpoint }) => checkpoint === 'kept')).toBe(true);

  // The first is killed that trains while a trial waits in it that goes on afterwards: one that is pruned there needs no checkpoint.
  const goesOn = new Set(
    reference.trials.filter(({ status }) => status !== 'pruned').map(({ learningRate }) => learningRate),
  );
  let lost: Watched | null = null;
  const shot = watched((message, trainer) => {
    if (message.type === 'started' && lost === null && [...trainer.kept.values()].some(rate => goesOn.has(rate))) {
      lost = trainer;
      trainer.kill();
    }
    return message;
  });
  expect(await ladder(shot.hosts)).toEqual(reference);
  expect(lost).not.toBeNull();
  expect(shot.trainers.flatMap(({ trains }) => trains).some(({ checkpoint }) => checkpoint instanceof Uint8Array)).toBe(
    true,
  );
});
