import type { FileSet, SourceFile } from '#electron/data/files/file-set.ts';

const PIECE = 4096;

/** A file that is nowhere but in memory. */
export function memoryFile(path: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name: `/data/${path}`,
    path,
    size: bytes.length,
    read: async () => bytes,
    async *stream(onProgress) {
      for (let i = 0; i < bytes.length; i += PIECE) {
        yield bytes.subarray(i, i + PIECE);
        onProgress?.(Math.min(1, (i + PIECE) / bytes.length));
      }
    },
    beginning: async length => bytes.subarray(0, length),
  };
}

/** A file as if it alone had been given, or several as if their folder had been. */
export const fileSet = (...files: SourceFile[]): FileSet => ({
  name: files.length === 1 ? files[0]!.name : '/data',
  kind: files.length === 1 ? 'file' : 'folder',
  files,
  beside: async () => [],
  close: async () => undefined,
});
