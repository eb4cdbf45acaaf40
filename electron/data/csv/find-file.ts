import { Refusal } from '#shared/contract/refusal.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { listed } from './column-called.ts';

/** Names that promise a table. */
const TABLE_NAME = /\.(?:csv|tsv|tab|data)$/i;
/** Files that belong to data of another kind. */
const OTHER_DATA = /\.(?:png|jpe?g)$|idx[13]-ubyte$/i;

/** Whether a file's name promises a table with separated columns. */
export const isNamedTable = (file: SourceFile): boolean => TABLE_NAME.test(file.path);

/**
 * The one file of a set that may be a table: the file that was given, or the only one of a folder or ZIP whose name says
 * so (or the only one at all). Null where there is none, or where the set holds images.
 * @throws Refusal where there are several
 */
export function fileOf({ name, kind, files }: FileSet): SourceFile | null {
  if (kind === 'file' || files.length === 1) return files[0] ?? null;
  if (files.some(({ path }) => OTHER_DATA.test(path))) return null;
  const tables = files.filter(isNamedTable);
  if (tables.length > 1)
    throw new Refusal('error.data.csv.several', {
      folder: name,
      count: tables.length,
      files: listed(tables.map(({ path }) => path)),
    });
  return tables[0] ?? null;
}
