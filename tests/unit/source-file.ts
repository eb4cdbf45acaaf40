import type { SourceFile } from '#electron/data/files/file-set.ts';

/** A source file whose content comes in these pieces. */
export function sourceFileOf(pieces: readonly Uint8Array[], path = 'a.txt'): SourceFile {
  const content = Buffer.concat(pieces);
  return {
    name: `/data/${path}`,
    path,
    size: content.length,
    read: async () => content,
    async *stream(onProgress) {
      let done = 0;
      for (const piece of pieces) {
        done += piece.length;
        yield piece;
        onProgress?.(done / content.length);
      }
    },
    beginning: async length => content.subarray(0, length),
  };
}

/** Bytes in pieces of so many. */
export const inPieces = (bytes: Uint8Array, length: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) => bytes.subarray(i * length, (i + 1) * length));
