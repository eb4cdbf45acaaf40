import { Refusal } from '#shared/contract/refusal.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { reasonOf } from '../failure.ts';
import type { Host } from '../host.ts';
import type { Backend, LoadBackend } from './backend.ts';
import { loadWasm } from './wasm.ts';

/** All but WASM need TensorFlow.js, which takes long to load. */
const BACKENDS: Record<BackendId, LoadBackend> = {
  cpu: async host => (await import('./cpu.ts')).loadCpu(host),
  cuda: async host => (await import('./cuda.ts')).loadCuda(host),
  wasm: loadWasm,
  webgpu: async host => (await import('./webgpu.ts')).loadWebgpu(host),
};

/**
 * Makes a backend ready.
 * @throws Refusal with the reason why it can't be had here.
 */
export async function loadBackend(id: BackendId, host: Host): Promise<Backend> {
  try {
    return await BACKENDS[id](host);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { detail = '' } = reasonOf(error).values;
    throw new Refusal('reason.backend.broken', { backend: id, detail });
  }
}
