import { isNamedTable } from '#electron/data/csv/table-files.ts';
import type { SourceFile } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { type DataChoice, type DataFormat, hasColumns } from '#shared/domain/dataset.ts';
import { imageRows } from './image-rows.ts';
import type { NewRows } from './new-rows.ts';
import { tableRows } from './table-rows.ts';
import { textLines } from './text-lines.ts';
import { wholeSource } from './whole-source.ts';

/** Formats whose rows have no form of their own without labels. */
const WHOLE: ReadonlySet<DataFormat> = new Set<DataFormat>(['idx', 'npy', 'libsvm']);
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
  const isPixelTable = preprocessing.kind === 'images' && hasColumns(facts.format);
  if (source.startsWith('sample:') || WHOLE.has(facts.format) || isPixelTable) return whole();
  const set = await openFiles(source);
  try {
    const opened = async (): Promise<NewRows> => {
      if (preprocessing.kind === 'images') return imageRows(set, preprocessing, prepared);
      const [file, another] = set.files;
      if (!file || another) throw new Refusal('error.predict.oneFile', { path: set.name, count: set.files.length });
      if (preprocessing.kind === 'table' || hasColumns(facts.format) || isTable(file))
        return tableRows(file, prepared, choice);
      return textLines(file, preprocessing);
    };
    return { ...(await opened()), close: () => set.close() };
  } catch (error) {
    await set.close();
    throw error;
  }
}

/** Whether a file's name says that it is a table. */
const isTable = (file: SourceFile): boolean => isNamedTable(file) || JSON_NAME.test(file.path);
