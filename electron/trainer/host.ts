/** What a trainer needs of the place it runs in; each entry file brings its own. */
export interface Host {
  /** All bytes of a file. @throws anything, with a message that says why not */
  loadFile(pathOrUrl: string): Promise<Uint8Array>;
  /** Resolves once everything that was waiting, messages above all, had its turn. */
  nextTurn(): Promise<void>;
  /** What this process takes of the machine's memory, in bytes; null where that can't be told. */
  memoryBytes(): number | null;
  /**
   * An adapter of WebGPU, good for one device; `navigator.gpu` is there then, where TensorFlow.js looks for it.
   * @throws Refusal with the reason why there is none, and how to get it
   */
  requestAdapter(): Promise<GPUAdapter>;
  /**
   * Loads TensorFlow's library, which registers itself with TensorFlow.js as the backend `tensorflow`.
   * @throws Refusal with the reason why it can't be had, and how to get it
   */
  loadTensorFlow(): Promise<void>;
}
