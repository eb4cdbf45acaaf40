import type { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** What a trainer needs of the place it runs in; each entry file brings its own. */
export interface Host {
  /** All bytes of a file. @throws anything, with a message that says why not */
  loadFile(pathOrUrl: string): Promise<Uint8Array>;
  /** Where the WASM backend's binaries are; null: beside its library. */
  wasmPaths: Parameters<typeof setWasmPaths>[0] | null;
  /** Resolves once everything that was waiting, messages above all, had its turn. */
  nextTurn(): Promise<void>;
}
