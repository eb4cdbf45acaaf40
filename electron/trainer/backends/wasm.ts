import * as tf from '@tensorflow/tfjs-core';
import { reasonOf } from '../failure.ts';
import type { Backend } from './backend.ts';

/** WebAssembly with SIMD, one thread: threads were measured and made it slower. */
export const wasm: Backend = {
  id: 'wasm',
  load: async ({ wasmPaths }) => {
    try {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      if (!tf.engine().registry.wasm) {
        tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
        if (wasmPaths) setWasmPaths(wasmPaths);
        // tf.setBackend would keep the reason of a failure for itself.
        const backend = await (tf.findBackendFactory('wasm') as () => Promise<WasmBackend>)();
        throwWhereMemoryEnds(backend);
        tf.removeBackend('wasm');
        tf.registerBackend('wasm', () => backend, 3);
      }
      await tf.setBackend('wasm');
      return null;
    } catch (error) {
      return { key: 'reason.backend.broken', values: { backend: 'wasm', ...reasonOf(error).values } };
    }
  },
};

/** The part of the library's backend that is touched here. */
type WasmBackend = tf.KernelBackend & { wasm: { _malloc(bytes: number): number; _free(address: number): void } };

/** The largest size in bytes that WASM's 32-bit malloc is asked for; beyond 4 GiB it would give what remains modulo that. */
const LARGEST = 2 ** 31;

/**
 * Where the 4 GiB that WASM can address are used up, its malloc returns 0, and the library would write results there,
 * over its own data. So that is made an error.
 */
function throwWhereMemoryEnds({ wasm }: WasmBackend): void {
  wasm._free(wasm._malloc(1)); // Its first call puts another function in its place.
  const malloc = wasm._malloc;
  wasm._malloc = bytes => {
    const address = bytes > LARGEST ? 0 : malloc(bytes);
    if (address === 0 && bytes > 0) throw new RangeError(`out of memory: ${bytes} more bytes are not to be had`);
    return address;
  };
}
