import { Refusal } from '#shared/contract/refusal.ts';
import type { SourceFile } from '../files/file-set.ts';
import { inMiB, MAX_FEATURES, MAX_FILE_BYTES, MAX_ROWS } from '../raw/limits.ts';
import { IDX_HEADER_BYTES, IDX_MAGIC, type IdxHeader, type IdxRole, idxHeader, idxRole, magicOf } from './header.ts';

export interface Idx {
  /** `[rows, height, width]` of images, `[rows]` of labels. */
  sizes: number[];
  /** What follows the header, row by row. */
  data: Uint8Array;
}

/**
 * Reads one IDX file. The header is checked before anything of the size that it names is made, and no more is ever read
 * than it names.
 * @param onProgress hears what share of the file has been read.
 * @throws Refusal where the file is not what its role says, disagrees with its own header, is damaged or too large.
 */
export async function readIdx(file: SourceFile, role: IdxRole, onProgress?: (done: number) => void): Promise<Idx> {
  const beginning = await file.beginning(IDX_HEADER_BYTES);
  // Where the beginning is damaged, reading on says how.
  if (beginning.length === 0 && file.size > 0) await atMost(file, IDX_HEADER_BYTES);
  const header = checkedHeader(file.name, beginning, role);
  const content = await atMost(file, header.length, onProgress);
  const values = { file: file.name, expected: header.length, sizes: header.sizes.join(' × ') };
  if (content === null) throw new Refusal('error.data.idx.tooLong', values);
  if (content.length < header.length)
    throw new Refusal('error.data.idx.tooShort', { ...values, actual: content.length });
  return { sizes: header.sizes, data: content.subarray(header.start) };
}

/** The whole content; null where it is longer than `limit`, as soon as that shows. */
async function atMost(
  file: SourceFile,
  limit: number,
  onProgress?: (done: number) => void,
): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.stream(onProgress)) {
    length += piece.length;
    if (length > limit) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

function checkedHeader(file: string, beginning: Uint8Array, role: IdxRole): IdxHeader {
  const magic = magicOf(beginning);
  if (magic === null) throw new Refusal('error.data.idx.noHeader', { file });
  if (idxRole(beginning) !== role) {
    const key = role === 'images' ? 'error.data.idx.notImages' : 'error.data.idx.notLabels';
    throw new Refusal(key, { file, found: hex(magic), expected: hex(IDX_MAGIC[role]) });
  }
  const header = idxHeader(beginning, role);
  if (!header) throw new Refusal('error.data.idx.noHeader', { file });
  const [rows = 0, height = 1, width = 1] = header.sizes;
  const sizes = header.sizes.join(' × ');
  if (header.sizes.includes(0)) throw new Refusal('error.data.idx.empty', { file, sizes });
  if (rows > MAX_ROWS) throw new Refusal('error.data.idx.tooManyRows', { file, rows, limit: MAX_ROWS });
  if (height * width > MAX_FEATURES)
    throw new Refusal('error.data.idx.imageTooLarge', { file, height, width, limit: MAX_FEATURES });
  if (header.length > MAX_FILE_BYTES) {
    const values = { file, rows, size: inMiB(header.length), limit: inMiB(MAX_FILE_BYTES) };
    throw new Refusal('error.data.idx.tooLarge', values);
  }
  return header;
}

const hex = (magic: number): string => `0x${magic.toString(16).padStart(8, '0')}`;
