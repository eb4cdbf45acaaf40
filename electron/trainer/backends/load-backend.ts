import { Refusal } from '#shared/contract/refusal.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { reasonOf } from '../failure.ts';
import type { Host } from '../host.ts';
import type { Backend, LoadBackend } from './backend.ts';
import { loadCpu } from './cpu.ts';
import { loadCuda } from './cuda.ts';
import { loadWasm } from './wasm.ts';
import { loadWebgpu } from './webgpu.ts';

const BACKENDS: Record<BackendId, LoadBackend> = { cpu: loadCpu, cuda: loadCuda, wasm: loadWasm, webgpu: loadWebgpu };

/**
 * Makes a backend ready.
 * @throws Refusal with the reason why it can't be had here.
 */
export async function loadBackend(id: BackendId, host: Host): Promise<Backend> {
  try {
    return await BACKENDS[id](host);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('reason.backend.broken', { backend: id, ...reasonOf(error).values });
  }
}
