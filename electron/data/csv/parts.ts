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
  return named.sort((a, b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part));
}

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
  const at = (line: number): { file: SourceFile; line: number; index: number } => {
    let index = 0;
    let own = line;
    while (index < parts.length - 1 && own > lines[index]!) own -= lines[index++]!;
    return { file: parts[index]!.file, line: own, index };
  };
  const placed = (line: number): Place => {
    const { file, line: own } = at(line);
    return placeOf(file, own);
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
    if (index < 0) return -1;
    for (let row = 0; row < data.rows; row++) if (at(data.place(row).line ?? 0).index === index) return row;
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
