import type { FileSet, SourceFile } from '../files/file-set.ts';

/** A text that was just drawn, as the one file of a set, so that a reader of files understands it like any other. */
export function drawnFile(name: string, path: string, text: string): FileSet {
  const bytes = new TextEncoder().encode(text);
  const file: SourceFile = {
    name,
    path,
    size: bytes.length,
    read: async () => bytes,
    async *stream(onProgress) {
      yield bytes;
      onProgress?.(1);
    },
    beginning: async length => bytes.subarray(0, length),
  };
  return { name, kind: 'file', files: [file], beside: async () => [], close: async () => {} };
}
