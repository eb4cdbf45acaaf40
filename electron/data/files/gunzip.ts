import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { Refusal } from '#shared/contract/refusal.ts';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks a gzip file piece by piece; only as fast as the pieces are taken, so a bomb costs no memory.
 * @param name for messages.
 * @param cutOff whether a file that is cut off gives what is there of it, without a word.
 * @throws Refusal where it is cut off or damaged.
 */
export async function* gunzip(
  name: string,
  packed: AsyncIterable<Uint8Array>,
  cutOff = false,
): AsyncIterable<Uint8Array> {
  const unpacking = createGunzip({
    chunkSize: 64 * 1024,
    finishFlush: cutOff ? constants.Z_SYNC_FLUSH : constants.Z_FINISH,
  });
  // What goes wrong on the way in comes out of `unpacking`, too.
  const fed = pipeline(Readable.from(packed), unpacking).catch(() => {});
  try {
    for await (const piece of unpacking) yield piece as Uint8Array;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new Refusal('error.data.gzip.truncated', { file: name });
    throw new Refusal('error.data.gzip.damaged', { file: name, detail: message });
  } finally {
    unpacking.destroy();
    await fed;
  }
}
