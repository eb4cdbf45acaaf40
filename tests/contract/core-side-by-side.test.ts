import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import { machineFacts } from '#electron/core/machine.ts';
import { openStore } from '#electron/store/open-store.ts';
import { LadderChoice } from '#shared/contract/requests.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { ASSUMED_BYTES, LEFT_BYTES } from '#shared/method/side-by-side.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
const choice = LadderChoice.parse({ steps: 10, rates: [0.1, 0.03, 0.01], parallel: 3 });

/** A ladder of three trials by scripted trainers on a machine with so much free memory. */
async function ladder(freeBytes: number, card?: { free: number | null }) {
  const store = await openStore(temporaryHome());
  const hosts = new ScriptedHosts();
  const machine = { freeBytes };
  const home = temporaryHome();
  const freeMemory = () => machine.freeBytes;
  const emit = () => {};
  const conductor = new Conductor({
    home,
    version: 'test',
    store,
    hosts,
    helpers: hosts,
    machine: machineFacts,
    emit,
    freeMemory,
    countOomKills: () => null,
    ...(card && { freeGpuMemory: async () => card.free }),
  });
  onTestFinished(async () => {
    await conductor.close().catch(() => {});
    await store.close();
  });
  const project = await conductor.data.create('sample:rings', {});
  const stage = await conductor.stages.start(project.id, 'learningRate', {
    ...choice,
    backend: card ? 'webgpu' : 'wasm',
  });
  /** Waits until so many trainers were ever started and those that live train, and makes sure that no other follows. */
  const started = async (count: number) => {
    await vi.waitFor(() => expect(hosts.trainers).toHaveLength(count), PATIENCE);
    await vi.waitFor(() => expect(hosts.alive.every(t => t.training)).toBe(true), PATIENCE);
    await setTimeout(50);
    expect(hosts.trainers).toHaveLength(count);
  };
  const trials = async () => (await conductor.view(stage.id)).trials;
  return { store, hosts, machine, conductor, stage, started, trials };
}

const short: Reason = { key: 'reason.failed.memory', values: { detail: 'test' } };

it('starts all at once where there is memory in abundance', async () => {
  const { started } = await ladder(3 * ASSUMED_BYTES + LEFT_BYTES);
  await started(3);
});

it('starts one first where memory may be short, and the others once it is known what one takes', async () => {
  const { hosts, machine, started } = await ladder(ASSUMED_BYTES);
  await started(1);
  machine.freeBytes = 2 * 300 * MIB + LEFT_BYTES;
  hosts.trainers[0]?.point(0, 300 * MIB);
  await started(3);
});

it('takes what waits in a trainer’s memory for no part of what one trial takes', async () => {
  const { hosts, machine, started } = await ladder(ASSUMED_BYTES);
  await started(1);
  machine.freeBytes = 2 * 300 * MIB + LEFT_BYTES;
  hosts.trainers[0]?.point(0, 900 * MIB, { keptBytes: 600 * MIB });
  await started(3);
});

it('starts as many as fit, and the next when one has ended', async () => {
  const { hosts, machine, started } = await ladder(ASSUMED_BYTES);
  await started(1);
  machine.freeBytes = 599 * MIB + LEFT_BYTES;
  hosts.trainers[0]?.point(0, 300 * MIB);
  await started(2);
  machine.freeBytes -= 300 * MIB;
  hosts.trainers[1]?.point(0, 300 * MIB);
  await started(2);
  machine.freeBytes += 300 * MIB;
  hosts.trainers[0]?.end('finished');
  await started(3);
});

it('runs a trial again that failed for memory beside others, with fewer at once', async () => {
  const { hosts, store, started, trials } = await ladder(100 * ASSUMED_BYTES);
  await started(3);
  hosts.trainers[1]?.end('failed', short);
  await vi.waitFor(
    async () => expect((await trials()).map(t => t.status)).toEqual(['running', 'queued', 'running']),
    PATIENCE,
  );
  await started(3);
  hosts.trainers[0]?.end('finished');
  await started(4);
  // It trains while that is put on record.
  const second = async () => (await trials())[1];
  await expect.poll(second, PATIENCE).toMatchObject({ status: 'running', attempt: 2, reason: null });
  const again = await second();
  expect(await readFile(again?.logFile ?? '', 'utf8')).toMatch(/memory was short/);
  hosts.trainers[2]?.end('finished');
  hosts.trainers[3]?.end('finished');
  await vi.waitFor(async () => expect((await trials()).every(t => t.status === 'finished')).toBe(true), PATIENCE);
  expect((await store.trials(again?.stageId ?? '')).map(t => t.status)).toEqual(['finished', 'finished', 'finished']);
});

it('takes a trainer that the system ended by force beside others for one that was short of memory', async () => {
  const { hosts, started, trials } = await ladder(100 * ASSUMED_BYTES);
  await started(3);
  hosts.trainers[2]?.lose('SIGKILL', true);
  await vi.waitFor(
    async () => expect((await trials()).map(t => t.status)).toEqual(['running', 'running', 'queued']),
    PATIENCE,
  );
  await started(3);
  hosts.trainers[0]?.end('finished');
  await started(4);
  expect((await trials())[2]).toMatchObject({ status: 'running', attempt: 2, reason: null });
});

it('runs trials again that were lost all at once, one by one, and fails the one that is too large alone', async () => {
  const { hosts, started, trials } = await ladder(100 * ASSUMED_BYTES);
  await started(3);
  for (const trainer of hosts.alive) trainer.lose('SIGKILL', true);
  await started(4);
  hosts.alive[0]?.lose('SIGKILL', true);
  await started(5);
  hosts.alive[0]?.end('finished');
  await started(6);
  hosts.alive[0]?.end('finished');
  const statuses = async () => (await trials()).map(t => t.status).sort();
  await vi.waitFor(async () => expect(await statuses()).toEqual(['failed', 'finished', 'finished']), PATIENCE);
  expect((await trials()).find(t => t.status === 'failed')?.reason).toEqual({
    key: 'reason.failed.killedUnknown',
    values: { detail: 'SIGKILL' },
  });
});

it('fails a trial that alone is too large', async () => {
  const { hosts, started, trials } = await ladder(0);
  await started(1);
  hosts.trainers[0]?.end('failed', short);
  await vi.waitFor(
    async () => expect((await trials())[0]).toMatchObject({ status: 'failed', reason: short }),
    PATIENCE,
  );
  await started(2);
});

it('does not run a trial again that failed for memory while it was told to stop', async () => {
  const { hosts, conductor, stage, trials } = await ladder(100 * ASSUMED_BYTES);
  await vi.waitFor(() => expect(hosts.alive.filter(t => t.training)).toHaveLength(3), PATIENCE);
  hosts.trainers[1]?.end('failed', short);
  await conductor.stages.stop(stage.id);
  expect((await trials()).map(t => t.status)).toEqual(['stopped', 'failed', 'stopped']);
  expect(hosts.alive).toEqual([]);
});

it('starts as many on a graphics card as its driver says have room', async () => {
  const card: { free: number | null } = { free: 8 * GIB };
  const { hosts, started } = await ladder(100 * ASSUMED_BYTES, card);
  await started(1);
  card.free = 5 * GIB;
  hosts.trainers[0]?.point(0);
  await started(2);
  card.free = 2 * GIB;
  hosts.trainers[1]?.point(0);
  await started(2);
  card.free = 5 * GIB;
  hosts.trainers[0]?.end('finished');
  await started(3);
});

it('goes by the processes’ memory where the card’s driver does not tell', async () => {
  const { started } = await ladder(100 * ASSUMED_BYTES, { free: null });
  await started(3);
});
