/** The kinds of IDX files that Descent reads, both of unsigned bytes, as MNIST and its relatives have them. */
export type IdxRole = 'images' | 'labels';

/** Magic number of each kind: two zeros, 8 for unsigned bytes, the number of dimensions. */
export const IDX_MAGIC: Readonly<Record<IdxRole, number>> = { images: 0x00000803, labels: 0x00000801 };

/** The longest header: magic number and three sizes. */
export const IDX_HEADER_BYTES = 16;

export interface IdxHeader {
  /** `[rows, height, width]` of images, `[rows]` of labels. */
  sizes: number[];
  /** Where the data starts. */
  start: number;
  /** How long the whole file must be. Computed, not allocated: it may be absurd. */
  length: number;
}

/** The first four bytes as a number; null where there are fewer. */
export const magicOf = (bytes: Uint8Array): number | null => (bytes.length < 4 ? null : bigEndian(bytes, 0));

/** Which kind of IDX file begins like this; null: none that Descent reads. */
export function idxRole(bytes: Uint8Array): IdxRole | null {
  const magic = magicOf(bytes);
  return magic === IDX_MAGIC.images ? 'images' : magic === IDX_MAGIC.labels ? 'labels' : null;
}

/**
 * Reads an IDX header (format: Yann LeCun's MNIST page; big-endian).
 * @param bytes the beginning of the file, magic number included.
 * @returns null where the bytes end within the header.
 */
export function idxHeader(bytes: Uint8Array, role: IdxRole): IdxHeader | null {
  const dimensions = IDX_MAGIC[role] & 0xff;
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) return null;
  const sizes = Array.from({ length: dimensions }, (_, i) => bigEndian(bytes, 4 + 4 * i));
  return { sizes, start, length: start + sizes.reduce((a, b) => a * b, 1) };
}

const bigEndian = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
