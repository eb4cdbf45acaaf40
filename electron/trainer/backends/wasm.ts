import { createKernelEngine } from '../engines/kernel/kernel-engine.ts';
import { loadKernels } from '../kernels/kernels.ts';
import type { LoadBackend } from './backend.ts';

/** WebAssembly with SIMD by our own kernels, one thread: threads were measured and made it slower. */
export const loadWasm: LoadBackend = async () => {
  await loadKernels(new WebAssembly.Memory({ initial: 1 }));
  return { device: null, createEngine: createKernelEngine };
};
