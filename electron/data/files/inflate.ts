import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw, type ZlibOptions } from 'node:zlib';

/**
 * Unpacks piece by piece, and only as fast as the pieces are taken, so that a bomb costs no memory.
 * @param format `gzip`, or `raw` as in a ZIP.
 * @throws what goes wrong with `packed`, and zlib's own errors (Z_BUF_ERROR where it is cut off).
 */
export async function* inflate(
  format: 'gzip' | 'raw',
  packed: AsyncIterable<Uint8Array>,
  options: ZlibOptions = {},
): AsyncIterable<Uint8Array> {
  const settings = { chunkSize: 64 * 1024, ...options };
  const unpacking = format === 'gzip' ? createGunzip(settings) : createInflateRaw(settings);
  // What goes wrong on the way in comes out of `unpacking`, too.
  const fed = pipeline(Readable.from(packed), unpacking).catch(() => {});
  try {
    for await (const piece of unpacking) yield piece as Uint8Array;
  } finally {
    unpacking.destroy();
    await fed;
  }
}
