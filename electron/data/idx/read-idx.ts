import { Refusal } from '#shared/contract/refusal.ts';
import { gunzipAtMost, gunzipBeginning, isGzip } from '../gzip.ts';
import { inMiB, MAX_FEATURES, MAX_FILE_BYTES, MAX_ROWS } from '../limits.ts';
import { IDX_HEADER_BYTES, IDX_MAGIC, type IdxHeader, type IdxRole, idxHeader, idxRole, magicOf } from './header.ts';

/** Enough of a gzip file to hold the header of what it packs. */
export const BEGINNING_BYTES = 4096;

export interface Idx {
  /** `[rows, height, width]` of images, `[rows]` of labels. */
  sizes: number[];
  /** What follows the header, row by row. */
  data: Uint8Array;
}

/** The first bytes of what an IDX file holds, unpacked where it is gzipped. */
export const idxBeginning = (bytes: Uint8Array): Uint8Array =>
  (isGzip(bytes) ? gunzipBeginning(bytes.subarray(0, BEGINNING_BYTES)) : bytes).subarray(0, IDX_HEADER_BYTES);

/**
 * Understands one IDX file, gzipped or not. The header is checked before anything of the size that it names is made.
 * @param file its path, for messages.
 * @throws Refusal where the file is not what its role says, disagrees with its own header, is damaged or too large.
 */
export async function readIdx(file: string, bytes: Uint8Array, role: IdxRole): Promise<Idx> {
  const beginning = idxBeginning(bytes);
  // Damage so near the beginning shows at once, long before the limit.
  if (beginning.length === 0 && isGzip(bytes)) await gunzipAtMost(file, bytes, MAX_FILE_BYTES);
  const header = checkedHeader(file, beginning, role);
  const content = isGzip(bytes) ? await gunzipAtMost(file, bytes, header.length) : bytes;
  if (content === null || content.length > header.length)
    throw new Refusal('error.data.idx.tooLong', { file, expected: header.length, sizes: header.sizes.join(' × ') });
  if (content.length < header.length) {
    const values = { file, expected: header.length, sizes: header.sizes.join(' × '), actual: content.length };
    throw new Refusal('error.data.idx.tooShort', values);
  }
  return { sizes: header.sizes, data: content.subarray(header.start) };
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
