import { isNamedTable } from '#electron/data/csv/table-files.ts';
import type { FileSet, SourceFile } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { type DataChoice, type DataFormat, hasColumns } from '#shared/domain/dataset.ts';
import { bareArray } from './bare-arrays.ts';
import { imageRows } from './image-rows.ts';
import { libsvmRows } from './libsvm-rows.ts';
import type { NewRows } from './new-rows.ts';
import { tableRows } from './table-rows.ts';
import { texts } from './text-lines.ts';
import { wholeSource } from './whole-source.ts';

/** Arrays, whose labels stand beside them: where there are none, they are read without. */
const ARRAYS: ReadonlySet<DataFormat> = new Set<DataFormat>(['idx', 'npy']);
const JSON_NAME = /\.(?:json|jsonl|ndjson|jsonlines)(?:\.gz)?$/i;

/** Rows that are open; to be closed. */
export interface OpenRows extends NewRows {
  close(): Promise<void>;
}

/**
 * Finds out how a source of new rows is to be read for a trained network: by the kind of what it was trained on, and the format of that.
 * @param source a path, or `sample:…`
 * @param choice what the person said about the project's own data
 * @throws Refusal where it can't be read, or not as such rows
 */
export async function openRows(source: string, prepared: Prepared, choice: DataChoice): Promise<OpenRows> {
  const { preprocessing, facts } = prepared;
  const whole = async (): Promise<OpenRows> => ({
    ...(await wholeSource(source, prepared, choice)),
    close: async () => {},
  });
  // Of colours the order in which they stand is told by the rows alone.
  const isColourTable = preprocessing.kind === 'images' && preprocessing.channels > 1 && hasColumns(facts.format);
  if (source.startsWith('sample:') || isColourTable) return whole();
  const set = await openFiles(source);
  try {
    const opened = async (): Promise<NewRows> => {
      if (facts.format === 'libsvm') return libsvmRows(onlyFile(set.files, set.name), prepared);
      if (ARRAYS.has(facts.format)) return withLabelsOrBare(set);
      if (preprocessing.kind === 'images' && !hasColumns(facts.format)) return imageRows(set, preprocessing, prepared);
      const isText = preprocessing.kind === 'text' && !hasColumns(facts.format);
      if (isText && (set.files.length > 1 || !isTable(set.files[0]!))) return texts(set, preprocessing, prepared);
      return tableRows(onlyFile(set.files, set.name), prepared, choice);
    };
    return { ...(await opened()), close: () => set.close() };
  } catch (error) {
    await set.close();
    throw error;
  }

  async function withLabelsOrBare(set: FileSet): Promise<NewRows> {
    try {
      return await wholeSource(source, prepared, choice);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const bare = await bareArray(set, prepared);
      if (!bare) throw refusal;
      return bare;
    }
  }
}

/** @throws Refusal where there are several files */
function onlyFile(files: readonly SourceFile[], path: string): SourceFile {
  const [file, another] = files;
  if (!file || another) throw new Refusal('error.predict.oneFile', { path, count: files.length });
  return file;
}

/** Whether a file's name says that it is a table. */
const isTable = (file: SourceFile): boolean => isNamedTable(file) || JSON_NAME.test(file.path);
