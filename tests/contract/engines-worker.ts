import * as tf from '@tensorflow/tfjs-core';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { workerHost } from '#electron/trainer/entry/worker-host.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { runAll } from './engine-networks.ts';

/* Runs in a Worker of a real browser: trains every network on the backend that it is told, and tells the numbers. */

async function numbersOn(backend: BackendId): Promise<Record<string, number[]>> {
  const { createEngine } = await loadBackend(backend, workerHost);
  // As `withoutSmallProducts` does.
  if (backend === 'webgpu') tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 2);
  return runAll(createEngine);
}

addEventListener('message', ({ data }: MessageEvent<BackendId>) => {
  numbersOn(data).then(
    numbers => postMessage({ numbers }),
    error => postMessage({ error: String(error) }),
  );
});
