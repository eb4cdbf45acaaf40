import { Refusal } from '#shared/contract/refusal.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { type Dataset, openDataset } from './dataset.ts';
import type { Host } from './host.ts';

/**
 * The prepared file that a process read last, decoded: the trials of a ladder all see the same one. A file's name follows from what it
 * holds, so one that was read is not looked at again.
 */
export class DatasetCache {
  readonly #host: Host;
  #last: { file: string; model: ModelKind; dataset: Dataset } | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /** @throws Refusal where the file can't be read, or is none to train on */
  async open(file: string, model: ModelKind): Promise<Dataset> {
    if (this.#last?.file === file && this.#last.model === model) return this.#last.dataset;
    // Let go first: two large ones may be too much.
    this.#last = null;
    const dataset = openDataset(await this.#read(file), file, model);
    this.#last = { file, model, dataset };
    return dataset;
  }

  async #read(file: string): Promise<Uint8Array> {
    try {
      return await this.#host.loadFile(file);
    } catch (error) {
      throw new Refusal('reason.failed.data', { file, detail: error instanceof Error ? error.message : String(error) });
    }
  }
}
