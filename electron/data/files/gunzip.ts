import { constants } from 'node:zlib';
import { Refusal } from '#shared/contract/refusal.ts';
import { inflate } from './inflate.ts';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks a gzip file piece by piece.
 * @param name for messages.
 * @param cutOff whether a file that is cut off gives what is there of it, without a word.
 * @throws Refusal where it is cut off or damaged.
 */
export async function* gunzip(
  name: string,
  packed: AsyncIterable<Uint8Array>,
  cutOff = false,
): AsyncIterable<Uint8Array> {
  try {
    yield* inflate('gzip', packed, cutOff ? { finishFlush: constants.Z_SYNC_FLUSH } : {});
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new Refusal('error.data.gzip.truncated', { file: name });
    throw new Refusal('error.data.gzip.damaged', { file: name, detail: message });
  }
}
