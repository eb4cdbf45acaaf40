import { Refusal } from '#shared/contract/refusal.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { type Dataset, openDataset } from './dataset.ts';
import type { Host } from './host.ts';

/** Which prepared file is wanted, and how it is taken. */
export interface WantedDataset {
  preparedFile: string;
  /** SHA-256 of the file's bytes; null: whatever is there. */
  dataDigest: string | null;
  model: ModelKind;
}

/**
 * The prepared file that a process read last, decoded: the trials of a ladder all see the same one. Its digest was checked when it
 * was read, so it is not looked at again.
 */
export class DatasetCache {
  readonly #host: Host;
  #last: { wanted: WantedDataset; dataset: Dataset } | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * @throws Refusal where the file can't be read, is none to train on, or is not the one of that digest: damaged or replaced, it would
   * give other numbers under the same name
   */
  async open(wanted: WantedDataset): Promise<Dataset> {
    const { preparedFile, dataDigest, model } = wanted;
    const last = this.#last?.wanted;
    const same = last?.preparedFile === preparedFile && last.model === model && last.dataDigest === dataDigest;
    if (this.#last && same) return this.#last.dataset;
    // Let go first: two large ones may be too much.
    this.#last = null;
    const bytes = await this.#read(preparedFile);
    if (dataDigest !== null && (await sha256(bytes)) !== dataDigest)
      throw new Refusal('reason.failed.dataChanged', { file: preparedFile });
    const dataset = openDataset(bytes, preparedFile, model);
    this.#last = { wanted, dataset };
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

/** In Node and in a Worker alike; both have it, a page in a secure context alone. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}
