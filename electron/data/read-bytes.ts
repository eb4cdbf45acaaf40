import { open, readFile, stat } from 'node:fs/promises';
import { Refusal } from '#shared/contract/refusal.ts';
import { inMiB, MAX_FILE_BYTES } from './limits.ts';

/**
 * A source file's bytes.
 * @throws Refusal where it can't be read or is larger than `MAX_FILE_BYTES`.
 */
export async function readBytes(file: string): Promise<Uint8Array> {
  return orRefusal(file, async () => {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES)
      throw new Refusal('error.data.tooLarge', { file, limit: inMiB(MAX_FILE_BYTES) });
    return readFile(file);
  });
}

/**
 * The first bytes of a file, at most `length`.
 * @throws Refusal where it can't be read.
 */
export async function readBeginning(file: string, length: number): Promise<Uint8Array> {
  return orRefusal(file, async () => {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  });
}

async function orRefusal<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('error.data.unreadable', { path: file, detail: (error as Error).message });
  }
}
