import * as tf from '@tensorflow/tfjs-core';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Host } from '../host.ts';
import type { Backend } from './backend.ts';
import { cpu } from './cpu.ts';
import { wasm } from './wasm.ts';

const BACKENDS: Partial<Record<BackendId, Backend>> = { cpu, wasm };

/** Makes a backend the current one; null, or the reason why it can't be had here. */
export async function loadBackend(id: BackendId, host: Host): Promise<Reason | null> {
  // Otherwise the library advertises its other packages on standard error.
  tf.enableProdMode();
  const backend = BACKENDS[id];
  return backend ? backend.load(host) : { key: 'reason.backend.notHere', values: { backend: id } };
}
