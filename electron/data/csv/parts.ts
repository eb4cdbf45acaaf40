import { Refusal } from '#shared/contract/refusal.ts';
import type { DataReport, Place } from '#shared/domain/data-report.ts';
import type { SourceFile } from '../files/file-set.ts';
import { partNamed } from '../files/part-names.ts';
import type { RawDataset } from '../raw/dataset.ts';

type Part = 'train' | 'validation' | 'test';
const PARTS: readonly Part[] = ['train', 'validation', 'test'];

/** A file of a table that stands in several: one of those to train on, then one for dev, then one for tests. */
export interface PartFile {
  file: SourceFile;
  part: Part;
}

/** The files that are one table in parts (`train.csv`, `dev.csv`, `test.csv`); null where they are not. */
export function partFiles(files: readonly SourceFile[]): PartFile[] | null {
  const named = files.flatMap(file => {
    const part = partNamed(file.path);
    return part ? [{ file, part }] : [];
  });
  const parts = new Set(named.map(({ part }) => part));
  if (named.length < 2 || named.length !== files.length || parts.size !== named.length || !parts.has('train'))
    return null;
  return inOrderOfParts(named);
}

/** Those to train on first; within a part in the order of the numbers in their names (2 before 10). */
export const inOrderOfParts = (files: readonly PartFile[]): PartFile[] =>
  files.toSorted(
    (a, b) =>
      PARTS.indexOf(a.part) - PARTS.indexOf(b.part) || a.file.path.localeCompare(b.file.path, 'en', { numeric: true }),
  );

/** One file as others are known: all its parts in one, for messages and sizes. */
export function oneFile(path: string, parts: readonly PartFile[]): SourceFile {
  const [{ file }] = parts as [PartFile, ...PartFile[]];
  if (parts.length === 1) return file;
  return { ...file, name: path, size: parts.reduce((sum, part) => sum + part.file.size, 0) };
}

/**
 * Says of a table that was read from several files where its rows really stand, and which part they are. Rows of all files are counted
 * on: a line beyond those of the first file is one of the second.
 * @param lines of each part.
 * @param placeOf a line of a part's own file.
 */
export function inParts(
  data: RawDataset,
  parts: readonly PartFile[],
  lines: readonly number[],
  placeOf: (file: SourceFile, line: number) => Place,
): RawDataset {
  /** The lines before each part. */
  const before = parts.map((_, i) => lines.slice(0, i).reduce((sum, count) => sum + count, 0));
  const placed = (line: number): Place => {
    const index = Math.max(
      0,
      before.findLastIndex(count => count < line),
    );
    return placeOf(parts[index]!.file, line - before[index]!);
  };
  const moved = <T extends { examples: DataReport['warnings'][number]['examples'] }>(remark: T): T => ({
    ...remark,
    examples: remark.examples.map(({ place, text }) => ({
      place: place.line === null ? place : placed(place.line),
      text,
    })),
  });
  const firstOf = (part: Part): number => {
    const index = parts.findIndex(other => other.part === part);
    const behind = parts.findLastIndex(other => other.part === part) + 1;
    if (index < 0) return -1;
    for (let row = 0; row < data.rows; row++) {
      const line = data.place(row).line ?? 0;
      if (line > before[index]!) return line <= (before[behind] ?? Number.POSITIVE_INFINITY) ? row : -1;
    }
    return -1;
  };
  const [dev, test] = [firstOf('validation'), firstOf('test')];
  const isNamedByColumn = data.division !== undefined;
  return {
    ...data,
    place: row => placed(data.place(row).line ?? 0),
    layout: { ...data.layout, files: parts.length },
    leftOut: data.leftOut.map(moved),
    warnings: data.warnings.map(moved),
    ...(!isNamedByColumn && dev > 0 && { publishedDev: dev }),
    ...(!isNamedByColumn && test > 0 && { publishedTest: test }),
    splitWays: [...(dev > 0 || test > 0 ? [{ by: 'given' as const, column: null }] : []), ...(data.splitWays ?? [])],
  };
}

/** Says a refusal of such a table where it really is. */
export async function refusedInParts<T>(
  parts: readonly PartFile[],
  lines: () => readonly number[],
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Refusal) || typeof error.record.values.line !== 'number') throw error;
    let { line } = error.record.values;
    let index = 0;
    while (index < parts.length - 1 && line > (lines()[index] ?? Number.POSITIVE_INFINITY)) line -= lines()[index++]!;
    throw new Refusal(error.record.key, { ...error.record.values, file: parts[index]!.file.name, line });
  }
}
