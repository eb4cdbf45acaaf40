import type { DatasetFacts } from '#shared/domain/dataset.ts';

/** Hears how far something has come, 0 to 1. */
export type OnProgress = (done: number) => void;

/** What a source holds, as numbers, before it is split. */
export interface RawDataset extends Pick<DatasetFacts, 'task' | 'image' | 'features' | 'classes' | 'preprocessing'> {
  /** `[rows, features]` */
  inputs: Uint8Array | Float32Array;
  /** `[rows]`, indices into `classes`; every class occurs. */
  labels: Int32Array;
  /** The first row of the test part that the source brings of its own, if it does; that part stands last. */
  publishedTest?: number;
}

/** A source that a reader has found, taken in and will understand. */
export interface Source {
  kind: DatasetFacts['kind'];
  /** As it stands in `DatasetFacts.source`. */
  name: string;
  /** As it stands in `DatasetFacts.sourceDigest`. */
  digest: string;
  /** @throws Refusal where the content can't be used. */
  read(onProgress: OnProgress): Promise<RawDataset>;
}

/** Understands one kind of source. Each stands in a file of its own in this folder, listed in `open-source.ts`. */
export interface Reader {
  /**
   * Takes a source in as far as its digest needs, without parsing it.
   * @returns null where it is not of this reader's kind.
   * @throws Refusal where it is of this kind and can't be read.
   */
  open(source: string): Promise<Source | null>;
}
