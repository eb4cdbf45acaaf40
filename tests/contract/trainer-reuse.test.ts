import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '#electron/trainer/engines/engine.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { createSession } from '#electron/trainer/session.ts';
import type { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import { PATIENCE } from '../tools/patience.ts';
import { hyperparameters, reproducible, train } from './trainer-fixture.ts';
import { ENTRY, preparedFolder, recordOf, startTrainer, startTrial } from './trainer-process.ts';

/* A trainer process that serves one trial after the other: each must be as if it were its first. */

const { preparedFile } = preparedFolder();

/** Of the engines in this process; those of others are as they are. */
let spoil: (engine: Engine) => void = () => {};
vi.mock('#electron/trainer/backends/load-backend.ts', async original => {
  const { loadBackend } = await original<typeof import('#electron/trainer/backends/load-backend.ts')>();
  return {
    loadBackend: async (...given: Parameters<typeof loadBackend>) => {
      const backend = await loadBackend(...given);
      return {
        ...backend,
        createEngine: async (...of: Parameters<typeof backend.createEngine>) => {
          const engine = await backend.createEngine(...of);
          spoil(engine);
          return engine;
        },
      };
    },
  };
});

/** What a trainer said since a place among its messages. */
const since = (messages: readonly FromTrainer[], place: number) => recordOf(messages.slice(place));

describe.each(['wasm', 'cpu'] as const)('a trainer process on %s', id => {
  it('gives each trial the numbers that a fresh process gives, whatever it trained before', async () => {
    const { child, messages, ended } = startTrainer();
    const choices = [
      { steps: 12, dropout: 0.4, optimizer: 'adam' as const, seed: 3 },
      { steps: 9, model: 'linear' as const, optimizer: 'momentum' as const },
      // Trained until it diverges.
      { steps: 40, learningRate: 1e6, seed: 2 },
      { steps: 12, dropout: 0.4, optimizer: 'adam' as const, seed: 3 },
    ];
    for (const choice of choices) {
      const place = messages.length;
      startTrial(child, id, choice, preparedFile);
      expect(await ended()).toMatchObject({ free: true, kept: false });
      expect(reproducible(since(messages, place))).toEqual(reproducible(await train(id, choice)));
    }
    child.kill();
  });

  it('goes on with trials that wait in its memory, in any order, bit for bit', async () => {
    const { child, messages, ended } = startTrainer();
    const choice = { steps: 8, evalEvery: 3, dropout: 0.3, optimizer: 'adam' as const };
    const names = ['a', 'b'];
    const said: Record<string, FromTrainer[]> = { a: [], b: [] };
    const part = async (name: string, how: Parameters<typeof startTrial>[4]) => {
      const place = messages.length;
      startTrial(child, id, { ...choice, seed: names.indexOf(name) }, preparedFile, { ...how, trialId: name });
      const end = await ended();
      said[name]?.push(...messages.slice(place));
      return end;
    };
    for (const name of names)
      expect(await part(name, { until: 3 })).toMatchObject({ status: 'waiting', steps: 3, kept: true });
    expect(await part('b', { checkpoint: 'kept', until: 5 })).toMatchObject({ status: 'waiting', kept: true });
    expect(await part('a', { checkpoint: 'kept' })).toMatchObject({ status: 'finished', kept: false });
    expect(await part('b', { checkpoint: 'kept' })).toMatchObject({ status: 'finished', kept: false });
    child.kill();
    for (const [seed, name] of names.entries())
      expect(reproducible(recordOf(said[name] ?? []))).toEqual(reproducible(await train(id, { ...choice, seed })));
  });
});

it('a trainer that waits for another task ends when its channel closes', async () => {
  const child = fork(fileURLToPath(ENTRY), { serialization: 'advanced', execArgv: [] });
  const exit = new Promise(resolve => child.once('exit', resolve));
  const free = new Promise<void>(resolve =>
    child.on('message', message => void ((message as FromTrainer).type === 'ended' && resolve())),
  );
  child.send({ type: 'train', hyperparameters: hyperparameters({ steps: 2 }), backend: 'wasm', preparedFile });
  await free;
  child.disconnect();
  await exit;
});

it('a trainer that failed is not used again, nor one that was asked for a trial that it does not keep', async () => {
  const { child, messages, exit } = startTrainer();
  startTrial(child, 'wasm', { steps: 3 }, preparedFile, { checkpoint: 'kept', trialId: 'x' });
  expect(await exit).toBe('exit code 0');
  expect(messages.at(-1)).toMatchObject({ type: 'ended', status: 'failed', free: false });
});

it('a held trial whose state could not be taken is not kept: an earlier one would stand for it', async () => {
  let steps = 0;
  spoil = engine => {
    const { step, state } = engine;
    engine.step = (...given) => {
      steps++;
      return step.apply(engine, given);
    };
    engine.state = async () => {
      if (steps === 3) throw new Error('no room');
      return state.apply(engine);
    };
  };
  const said: FromTrainer[] = [];
  const session = createSession(nodeHost, message => void said.push(message));
  const choice = hyperparameters({ steps: 6, evalEvery: 6 });
  const held = { until: 3, trialId: 'x', checkpointEveryMs: 0 };
  session.receive({ type: 'train', hyperparameters: choice, backend: 'wasm', preparedFile, ...held });
  await vi.waitFor(() =>
    expect(said.at(-1)).toMatchObject({ type: 'ended', status: 'waiting', steps: 3, kept: false }),
  );
  // There was one, or this proves nothing.
  expect(said.flatMap(message => (message.type === 'checkpoint' ? message.step : []))).toContain(2);
});

it('what waits in the process does not count as what the next network takes', async () => {
  spoil = () => {};
  const level = 2 ** 28;
  const said: FromTrainer[] = [];
  const session = createSession({ ...nodeHost, memoryBytes: () => level }, message => void said.push(message));
  const { learningRate: _, ...network } = hyperparameters({ steps: 6, evalEvery: 6 });
  const task = { backend: 'wasm', preparedFile } as const;
  const answer = async (message: unknown) => {
    const place = said.length;
    session.receive(message);
    await vi.waitFor(() => expect(said.slice(place).some(m => 'free' in m)).toBe(true), PATIENCE);
    return said.slice(place);
  };
  const memory = async () => {
    const [prepared] = await answer({ type: 'prepare', hyperparameters: network, ...task });
    return prepared?.type === 'prepared' && prepared.measured?.memoryBytes;
  };
  const train = (trialId: string, until: number | null) =>
    answer({ type: 'train', hyperparameters: { ...network, learningRate: 0.1 }, ...task, trialId, until });
  expect(await memory()).toBe(level);
  expect((await train('x', 3)).at(-1)).toMatchObject({ status: 'waiting', kept: true });
  const taken = await memory();
  const kept = (await train('y', null)).flatMap(message => (message.type === 'metrics' ? message.keptBytes : []));
  expect(kept[0]).toBeGreaterThan(0);
  expect(taken).toBe(level - kept[0]!);
});
