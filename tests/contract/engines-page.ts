import type { BackendId } from '#shared/domain/hyperparameters.ts';

/* A page's script, whose Worker the build puts beside it, as it does with the trainer's. */

/** Trains every network on a backend in a Worker. */
function runEngines(backend: BackendId): Promise<Record<string, number[]>> {
  const worker = new Worker(new URL('engines-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { numbers, error } }) => (numbers ? resolve(numbers) : reject(new Error(error)));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(backend);
  });
}

Object.assign(globalThis, { runEngines });
export type RunEngines = typeof runEngines;
