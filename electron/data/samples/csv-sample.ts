import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { csvReader } from '../readers/csv.ts';
import { NO_FILES, type Sample } from './sample.ts';

/**
 * A sample that is drawn as CSV and then understood as any CSV is: its columns' types, its target and its missing cells
 * are what a person would see of a file of their own.
 * @param kind says what it is.
 */
export const csvSample = (version: number, draw: (seed: number) => string, kind: Reason): Sample => ({
  version,
  seed: 1,
  hasColumns: true,
  async draw(seed, source, choice, onProgress) {
    if ((choice.kind ?? 'table') !== 'table') throw new Refusal('error.data.sample.fixed', { source });
    const name = `${source.slice('sample:'.length)}.csv`;
    const found = await csvReader.open(drawnFile(source, name, draw(seed)), choice);
    if (!found) throw new Error(`${source} is no CSV`);
    const data = await found.read(onProgress);
    const { separator, decimal, header } = data.layout;
    return { ...data, layout: { ...NO_FILES, separator, decimal, header }, why: { ...data.why, kind } };
  },
});

/** A text that was just drawn, as the one file of a set, so that a reader of files understands it like any other. */
function drawnFile(name: string, path: string, text: string): FileSet {
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
