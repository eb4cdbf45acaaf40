/** One file as it is stored, gzipped or not: on the disk or in an archive. */
export interface StoredFile {
  /** As a person knows it, for messages. */
  name: string;
  /** Within its set, with `/` between folders, as it is stored (with `.gz`). */
  path: string;
  /** Bytes. */
  size: number;
  /**
   * All its bytes, in pieces of which none is empty.
   * @param onProgress hears what share of them has been read, 0 to 1.
   * @throws Refusal where they can't be read, or have changed since the file was listed.
   */
  pieces(onProgress?: (done: number) => void): AsyncIterable<Uint8Array>;
}

/** An archive that is open: a ZIP or tar. */
export interface Archive {
  /** Without hidden ones, in no order. */
  files: StoredFile[];
  close(): Promise<void>;
}
