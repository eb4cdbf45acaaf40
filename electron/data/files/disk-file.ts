import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '#shared/contract/refusal.ts';
import { cannotRead } from './errors.ts';
import type { StoredFile } from './stored-file.ts';

const PIECE_BYTES = 256 * 1024;

/** A link that took a file's place is not followed, and a pipe that did holds nobody up; Windows knows neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What a file was when it was listed. */
interface Listed {
  size: number;
  mtimeMs: number;
}

/**
 * A regular file on the disk. One that has changed since it was listed is refused.
 * @param location where it is, free of links.
 */
export function diskFile(name: string, path: string, location: string, { size, mtimeMs }: Listed): StoredFile {
  const unchanged = async (handle: FileHandle): Promise<void> => {
    const now = await handle.stat();
    if (!now.isFile() || now.size !== size || now.mtimeMs !== mtimeMs)
      throw new Refusal('error.data.files.changed', { file: name });
  };
  async function* pieces(onProgress?: (done: number) => void): AsyncIterable<Uint8Array> {
    const handle = await opened(name, location);
    try {
      await unchanged(handle);
      for (let position = 0; position < size; ) {
        const length = Math.min(PIECE_BYTES, size - position);
        const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, position);
        if (bytesRead === 0) throw new Refusal('error.data.files.changed', { file: name });
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
        onProgress?.(position / size);
      }
      if (size > PIECE_BYTES) await unchanged(handle);
    } catch (error) {
      throw cannotRead(name, error);
    } finally {
      await handle.close();
    }
  }
  return { name, path, size, pieces };
}

async function opened(name: string, location: string): Promise<FileHandle> {
  try {
    return await open(location, FLAGS);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP')
      throw new Refusal('error.data.files.changed', { file: name });
    throw cannotRead(name, error);
  }
}
