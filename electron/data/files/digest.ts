import { createHash } from 'node:crypto';
import { isDamage } from './errors.ts';
import type { SourceFile } from './file-set.ts';

/** So many files are read at once: many small ones wait for the disk more than for the hash. */
const AT_ONCE = 8;

/**
 * SHA-256 of a set of files, in hex: over the path, the number of bytes and the content of each, unpacked where it is
 * gzipped. It is the same wherever the set stands and however it is packed; a single file counts without its name. Of a
 * file whose packing is damaged, which has no content, the bytes as stored are counted: whether the others are enough is
 * for its reader to say.
 * @param onProgress hears what share of the bytes as stored has been read, 0 to 1.
 * @throws Refusal where a file can't be read.
 */
export async function digestOf(files: readonly SourceFile[], onProgress?: (done: number) => void): Promise<string> {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  // At least one: empty files of a ZIP are read, too.
  const bytes = Math.max(
    1,
    sorted.reduce((sum, file) => sum + file.size, 0),
  );
  const contents = new Array<string>(sorted.length);
  let next = 0;
  let read = 0;
  const work = async () => {
    while (next < sorted.length) {
      const index = next++;
      const file = sorted[index]!;
      let before = 0;
      contents[index] = await contentDigest(file, done => {
        read += (done - before) * file.size;
        before = done;
        onProgress?.(Math.min(1, read / bytes));
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    // After one has failed, the others need not go on.
    next = sorted.length;
  }
  const digest = createHash('sha256');
  // JSON, so that no path can pass for the end of one and the beginning of another.
  sorted.forEach((file, i) => {
    digest.update(`${JSON.stringify([sorted.length === 1 ? '' : file.path, contents[i]])}\n`);
  });
  return digest.digest('hex');
}

async function contentDigest(file: SourceFile, onProgress: (done: number) => void): Promise<string> {
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of file.stream(onProgress)) {
      digest.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    // How much comes before the damage is seen is a matter of chance.
    return `damaged ${file.size}`;
  }
  return `${bytes} ${digest.digest('hex')}`;
}
