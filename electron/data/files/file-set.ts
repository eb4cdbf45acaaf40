/** One file of a source. What is gzipped is unpacked on the way. */
export interface SourceFile {
  /** As a person knows it, for messages: an absolute path, or `/home/a/pets.zip › cats/1.png` within an archive; with `.gz`. */
  name: string;
  /** Within its set, with `/` between folders and without `.gz`: `cats/1.png`. */
  path: string;
  /** Bytes as stored (packed where it is gzipped). */
  size: number;
  /**
   * The whole content.
   * @throws Refusal where it can't be read, is damaged, or has more than `limit` bytes (`MAX_FILE_BYTES` where not given).
   */
  read(limit?: number): Promise<Uint8Array>;
  /**
   * The content in pieces, for files that are read line by line; so many bytes as `MAX_STREAM_BYTES` at most.
   * @param onProgress hears what share of the file as stored has been read, 0 to 1.
   * @throws Refusal like `read`.
   */
  stream(onProgress?: (done: number) => void): AsyncIterable<Uint8Array>;
  /** The first bytes of the content, at most `length`; an empty array where they are damaged. */
  beginning(length: number): Promise<Uint8Array>;
}

/** What a path stands for: one file, a folder with all that is in it, or an archive (ZIP, tar) with all that is in it. */
export interface FileSet {
  /** The absolute path. */
  name: string;
  kind: 'file' | 'folder' | 'archive';
  /** In the order of their paths, by code units. Hidden ones (`.DS_Store`, `__MACOSX/`) are left out. */
  files: readonly SourceFile[];
  /** The other files of the folder that a single file lies in, for formats whose files belong together; else empty. */
  beside(): Promise<readonly SourceFile[]>;
  close(): Promise<void>;
}
