import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync } from 'node:zlib';
import { Refusal } from '#shared/contract/refusal.ts';

const inflate = promisify(gunzip);

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * What a gzip stream begins with, from its first bytes alone.
 * @returns an empty array where these bytes are damaged.
 */
export function gunzipBeginning(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

/**
 * Unpacks a gzip file's bytes.
 * @param limit the most bytes that may come out of it; no more are ever allocated.
 * @returns null where more than that would come out.
 * @throws Refusal where the file is cut off or damaged.
 */
export async function gunzipAtMost(file: string, bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
  try {
    return await inflate(bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return null;
    if (code === 'Z_BUF_ERROR') throw new Refusal('error.data.gzip.truncated', { file });
    throw new Refusal('error.data.gzip.damaged', { file, detail: message });
  }
}
