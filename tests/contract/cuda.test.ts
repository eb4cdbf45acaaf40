import util from 'node:util';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { loadTensorFlow } from '#electron/trainer/entry/tensorflow.ts';
import type { Host } from '#electron/trainer/host.ts';
import { createSession } from '#electron/trainer/session.ts';
import type { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import { hyperparameters, joinBatches, train } from './trainer-fixture.ts';
import { expectSentence, preparedFolder } from './trainer-process.ts';

/*
 * TensorFlow's library is replaced by a stand-in that registers itself as the real one does and computes with the `cpu`
 * backend's kernels: what is tested is how it is found, loaded, chosen and given up, not its arithmetic.
 */

const { preparedFile } = preparedFolder();

class StandIn extends MathBackendCPU {
  isGPUPackage = true;
  readonly isUsingGpuDevice: boolean;
  constructor(isUsingGpuDevice: boolean) {
    super();
    this.isUsingGpuDevice = isUsingGpuDevice;
  }
}

/** What was there when the library was imported. */
const atImport: { name: string; shim: unknown; growth: string | undefined }[] = [];

/** A host where the library is installed. `fault` may throw in a kernel's place. */
const hostWith = (isUsingGpuDevice: boolean, fault: (kernel: string) => void = () => undefined): Host => ({
  ...nodeHost,
  loadTensorFlow: () =>
    loadTensorFlow(async name => {
      const { isNullOrUndefined: shim } = util as unknown as Record<string, unknown>;
      atImport.push({ name, shim, growth: process.env.TF_FORCE_GPU_ALLOW_GROWTH });
      if (tf.findBackendFactory('tensorflow')) tf.removeBackend('tensorflow');
      for (const kernel of tf.getKernelsForBackend('tensorflow')) tf.unregisterKernel(kernel.kernelName, 'tensorflow');
      for (const kernel of tf.getKernelsForBackend('cpu'))
        tf.registerKernel({
          ...kernel,
          backendName: 'tensorflow',
          kernelFunc: given => {
            fault(kernel.kernelName);
            return kernel.kernelFunc(given);
          },
        });
      tf.registerBackend('tensorflow', () => new StandIn(isUsingGpuDevice), 3);
    }),
});

/** Trains on `cuda` in this process and collects what the trainer says. */
async function trainOn(host: Host): Promise<FromTrainer[]> {
  const said: FromTrainer[] = [];
  const session = createSession(host, message => said.push(message));
  session.receive({ type: 'train', hyperparameters: hyperparameters(), backend: 'cuda', preparedFile });
  await session.ended;
  return said;
}

const endOf = (said: readonly FromTrainer[]) => said.at(-1) as Extract<FromTrainer, { type: 'ended' }>;

describe('TensorFlow’s library on an NVIDIA card', () => {
  it('is imported with what it needs, and trains as cpu does', async () => {
    const said = await trainOn(hostWith(true));
    expect(endOf(said)).toMatchObject({ status: 'finished', reason: null, steps: 40 });
    const batches = said.flatMap(message => (message.type === 'metrics' ? message.batches : []));
    expect(joinBatches(batches).step?.loss).toEqual((await train('cpu')).series.step?.loss);
    expect(atImport).toEqual([{ name: '@tensorflow/tfjs-node-gpu', shim: expect.any(Function), growth: 'true' }]);
    const isNullOrUndefined = atImport[0]?.shim as (value: unknown) => boolean;
    expect([null, undefined, 0, ''].map(isNullOrUndefined)).toEqual([true, true, false, false]);
  });

  it('is not taken where it found no card', async () => {
    await expect(loadBackend('cuda', hostWith(false))).rejects.toMatchObject({
      record: { key: 'reason.backend.cuda.noCard' },
    });
  });

  it.each([
    ['CUDA_ERROR_LAUNCH_FAILED: unspecified launch failure', 'reason.failed.training'],
    ['Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[64,128]', 'reason.failed.memory'],
  ])('ends the trial with its error: %s', async (error, key) => {
    let products = 0;
    const host = hostWith(true, kernel => {
      if (kernel === 'BatchMatMul' && ++products === 100) throw new Error(error);
    });
    const end = endOf(await trainOn(host));
    expect(end).toMatchObject({ status: 'failed', reason: { key, values: { detail: error } } });
    expect(end.steps).toBeGreaterThan(0);
    expectSentence(end.reason);
  });
});

describe('where TensorFlow’s library can’t be loaded', () => {
  const missing = (name: string) =>
    Object.assign(new Error(`Cannot find package '${name}' imported from here`), { code: 'ERR_MODULE_NOT_FOUND' });

  it.each([
    ['it is not installed', missing('@tensorflow/tfjs-node-gpu'), 'reason.backend.cuda.notInstalled'],
    ['a package of its own is missing', missing('node-pre-gyp'), 'reason.backend.cuda.broken'],
    ['libtensorflow is missing', new Error('libtensorflow.so.2: cannot open\nmore'), 'reason.backend.cuda.broken'],
  ])('says that %s', async (_, error, key) => {
    const host: Host = { ...nodeHost, loadTensorFlow: () => loadTensorFlow(() => Promise.reject(error)) };
    const refused = await loadBackend('cuda', host).catch((refusal: { record: unknown }) => refusal.record);
    expect(refused).toMatchObject({ key });
    expectSentence(refused as Parameters<typeof expectSentence>[0]);
  });
});
