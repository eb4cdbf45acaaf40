import type { BackendId } from '../../domain/hyperparameters.ts';

/**
 * What of a step's time doesn't depend on the batch, over what does at the batch size that is compared with: measured on WASM (decision 0031),
 * assumed on a GPU, where small networks mostly wait.
 */
const FIXED: Readonly<Record<BackendId, number>> = { cpu: 0.05, wasm: 0.05, webgpu: 4, cuda: 4 };

/** What a step at one batch size costs over one at another. */
export const batchCost = (backend: BackendId, batchSize: number, than: number): number =>
  (FIXED[backend] + batchSize / than) / (FIXED[backend] + 1);
