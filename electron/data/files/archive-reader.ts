import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';

const BLOCK_BYTES = 16 * 1024;

/**
 * Reads a ZIP or tar at any place, for yauzl and for the files within. What says where these stand is read in many small parts one
 * after another, so a block is kept.
 */
export class ArchiveReader extends RandomAccessReader {
  readonly handle: FileHandle;
  readonly size: number;
  #mtimeMs: number;
  #block: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };

  private constructor(handle: FileHandle, size: number, mtimeMs: number) {
    super();
    this.handle = handle;
    this.size = size;
    this.#mtimeMs = mtimeMs;
  }

  /** @param location where the archive is, free of links. */
  static async open(location: string): Promise<ArchiveReader> {
    const handle = await open(location, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return ArchiveReader.over(handle);
  }

  /** Takes over an open file, which `handle` closes. */
  static async over(handle: FileHandle): Promise<ArchiveReader> {
    const { size, mtimeMs } = await handle.stat();
    return new ArchiveReader(handle, size, mtimeMs);
  }

  async changed(): Promise<boolean> {
    const { size, mtimeMs } = await this.handle.stat();
    return size !== this.size || mtimeMs !== this.#mtimeMs;
  }

  /** @throws Error where the archive does not reach so far. */
  async bytes(start: number, length: number): Promise<Buffer> {
    if (start + length > this.size) throw new Error('unexpected end of file');
    if (start < this.#block.start || start + length > this.#block.start + this.#block.bytes.length)
      this.#block = { start, bytes: await this.#read(start, Math.max(length, BLOCK_BYTES)) };
    const from = start - this.#block.start;
    const bytes = this.#block.bytes.subarray(from, from + length);
    if (bytes.length < length) throw new Error('unexpected end of file');
    return bytes;
  }

  async #read(start: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.allocUnsafeSlow(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  }

  /** What yauzl calls. */
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.bytes(position, length).then(
      bytes => {
        bytes.copy(buffer, offset);
        callback(null);
      },
      (error: Error) => callback(error),
    );
  }
}
