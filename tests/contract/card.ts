import * as tf from '@tensorflow/tfjs-core';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';

/** Whether there is a graphics card for WebGPU, be it one in software; says so where there is none. */
export const cardIsThere: boolean = await nodeHost.requestAdapter().then(
  () => true,
  (error: Error) => {
    console.warn(`SKIPPED: everything on WebGPU (${error.message}).`);
    return false;
  },
);

/**
 * Has all products computed by the program for middling sizes. The one for the smallest, whose outputs get a whole group of
 * threads each, takes a card in software a hundred times as long.
 */
export async function withoutSmallProducts(): Promise<void> {
  await loadBackend('webgpu', nodeHost);
  tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 2);
}
