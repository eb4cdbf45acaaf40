import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import type { Host } from '#electron/trainer/host.ts';
import { createSession } from '#electron/trainer/session.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import { cardIsThere } from './card.ts';
import { hyperparameters } from './trainer-fixture.ts';
import { expectSentence, preparedFolder } from './trainer-process.ts';

const { preparedFile } = preparedFolder();

const devices: GPUDevice[] = [];
/** A host whose devices can be got at. */
const host: Host = {
  ...nodeHost,
  requestAdapter: async () => {
    const adapter = await nodeHost.requestAdapter();
    const { requestDevice } = adapter;
    adapter.requestDevice = async descriptor => {
      const device = await requestDevice.call(adapter, descriptor);
      devices.push(device);
      return device;
    };
    return adapter;
  },
};
afterAll(() => {
  for (const device of devices) device.destroy();
});

/** Trains until `spoil` was called on the device, in the middle, and says how that ended. */
async function trainAndSpoil(choice: Partial<Hyperparameters>, spoil: (device: GPUDevice) => void = () => undefined) {
  const said: FromTrainer[] = [];
  const session = createSession(host, message => {
    if (message.type === 'metrics' && !said.some(({ type }) => type === 'metrics')) spoil(devices.at(-1)!);
    said.push(message);
  });
  session.receive({
    type: 'train',
    hyperparameters: hyperparameters({ steps: 100_000, evalEvery: 100_000, ...choice }),
    backend: 'webgpu',
    preparedFile,
  });
  await session.ended;
  return said.at(-1) as Extract<FromTrainer, { type: 'ended' }>;
}

describe.skipIf(!cardIsThere)('a trial whose card fails in the middle', () => {
  it('fails with the reason when the card is lost, and the next one trains', async () => {
    const lost = await trainAndSpoil({}, device => device.destroy());
    expect(lost).toMatchObject({ status: 'failed', reason: { key: 'reason.failed.deviceLost' } });
    expect(lost.steps).toBeGreaterThan(0);
    expectSentence(lost.reason);
    expect(await trainAndSpoil({ steps: 3 })).toMatchObject({ status: 'finished', steps: 3 });
  });

  it('says so when the memory is not enough', async () => {
    const short = await trainAndSpoil({ hidden: [65_536], batchSize: 65_536, steps: 1 });
    expect(short).toMatchObject({ status: 'failed', steps: 0, reason: { key: 'reason.failed.memory' } });
    expectSentence(short.reason);
  });

  it('fails with the reason when the card refuses something', async () => {
    const refused = await trainAndSpoil({}, device => {
      device.createBuffer({ size: 4, usage: 0x10000000 });
    });
    expect(refused).toMatchObject({ status: 'failed', reason: { key: 'reason.failed.training' } });
    expectSentence(refused.reason);
  });
});
