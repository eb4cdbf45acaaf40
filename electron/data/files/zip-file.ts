import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { Refusal } from '#shared/contract/refusal.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { inflate } from './inflate.ts';
import type { StoredFile } from './stored-file.ts';

const PIECE_BYTES = 256 * 1024;
const DEFLATED = 8;

/**
 * A file in a ZIP. yauzl says where it stands; its bytes are read and checked here, since yauzl checks no CRC.
 * @param name as a person knows it.
 */
export function zipFile(name: string, path: string, zip: ZipFile, reader: ArchiveReader, entry: Entry): StoredFile {
  const size = entry.uncompressedSize;
  async function* packed(onProgress?: (done: number) => void): AsyncIterable<Uint8Array> {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    for (let at = 0; at < entry.compressedSize; ) {
      const piece = await reader.bytes(fileDataStart + at, Math.min(PIECE_BYTES, entry.compressedSize - at));
      yield piece;
      at += piece.length;
      onProgress?.(at / entry.compressedSize);
    }
  }
  async function* pieces(onProgress?: (done: number) => void): AsyncIterable<Uint8Array> {
    let bytes = 0;
    let crc = 0;
    try {
      const stored = packed(onProgress);
      for await (const piece of entry.compressionMethod === DEFLATED ? inflate('raw', stored) : stored) {
        bytes += piece.length;
        if (bytes > size) throw new Refusal('error.data.zip.size', { file: name, size });
        crc = crc32(piece, crc);
        yield piece;
      }
      if (bytes < size) throw new Error(`${bytes} < ${size} bytes`);
      if (crc !== entry.crc32) throw new Error('CRC-32');
    } catch (error) {
      if (await reader.changed()) throw new Refusal('error.data.files.changed', { file: name });
      if (error instanceof Refusal) throw error;
      throw new Refusal('error.data.zip.damaged', { file: name, detail: (error as Error).message });
    }
  }
  return { name, path, size, pieces };
}
