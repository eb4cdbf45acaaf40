import { Refusal } from '#shared/contract/refusal.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Backend } from './backend.ts';
import { cpu } from './cpu.ts';
import { wasm } from './wasm.ts';

const BACKENDS: Partial<Record<BackendId, Backend>> = { cpu, wasm };

/**
 * Makes a backend ready.
 * @throws Refusal with the reason why it can't be had here.
 */
export async function loadBackend(id: BackendId): Promise<Backend> {
  const backend = BACKENDS[id];
  if (!backend) throw new Refusal('reason.backend.notHere', { backend: id });
  const reason = await backend.load();
  if (reason) throw new Refusal(reason.key, reason.values);
  return backend;
}
