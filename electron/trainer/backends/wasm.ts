import { createKernelEngine } from '../engines/kernel/kernel-engine.ts';
import { reasonOf } from '../failure.ts';
import { loadKernels } from '../kernels/kernels.ts';
import type { Backend } from './backend.ts';

/** WebAssembly with SIMD by our own kernels, one thread: threads were measured and made it slower. */
export const wasm: Backend = {
  id: 'wasm',
  load: async () => {
    try {
      await loadKernels(new WebAssembly.Memory({ initial: 1 }));
      return null;
    } catch (error) {
      return { key: 'reason.backend.broken', values: { backend: 'wasm', ...reasonOf(error).values } };
    }
  },
  createEngine: createKernelEngine,
};
