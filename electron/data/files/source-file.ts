import { Refusal } from '#shared/contract/refusal.ts';
import { inMiB, MAX_FILE_BYTES, MAX_STREAM_BYTES } from '../raw/limits.ts';
import { isDamage } from './errors.ts';
import type { SourceFile } from './file-set.ts';
import { gunzip, isGzip } from './gunzip.ts';
import type { StoredFile } from './stored-file.ts';

/** A path as its content is named: `x.csv` for `x.csv.gz`. */
export const withoutGz = (path: string): string => path.replace(/\.gz$/i, '');

/** A stored file as its readers see it: unpacked where it is gzipped (which its first two bytes say), and never too large. */
export function sourceFile(stored: StoredFile): SourceFile {
  return {
    name: stored.name,
    path: withoutGz(stored.path),
    size: stored.size,
    stream: onProgress => content(stored, { limit: MAX_STREAM_BYTES, onProgress }),
    async read(limit = MAX_FILE_BYTES) {
      const pieces: Uint8Array[] = [];
      for await (const piece of content(stored, { limit })) pieces.push(piece);
      return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    },
    beginning: length => beginning(stored, length),
  };
}

async function beginning(stored: StoredFile, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of content(stored, { limit: Number.POSITIVE_INFINITY, cutOff: true })) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= length) break;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return Buffer.concat(pieces).subarray(0, length);
}

interface ContentOptions {
  /** The most bytes that may come. */
  limit: number;
  /** Whether a gzip file that is cut off gives what is there of it, without a word. */
  cutOff?: boolean;
  onProgress?: ((done: number) => void) | undefined;
}

async function* content(stored: StoredFile, options: ContentOptions): AsyncIterable<Uint8Array> {
  const tooLarge = () => new Refusal('error.data.tooLarge', { file: stored.name, limit: inMiB(options.limit) });
  const pieces = stored.pieces(options.onProgress)[Symbol.asyncIterator]();
  try {
    const first = await pieces.next();
    if (first.done) return;
    const packed = isGzip(first.value);
    if (!packed && stored.size > options.limit) throw tooLarge();
    const all = startingWith(first.value, pieces);
    let bytes = 0;
    for await (const piece of packed ? gunzip(stored.name, all, options.cutOff) : all) {
      bytes += piece.length;
      if (bytes > options.limit) throw tooLarge();
      yield piece;
    }
  } finally {
    await pieces.return?.();
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
