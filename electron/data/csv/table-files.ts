import { Refusal } from '#shared/contract/refusal.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { pairName } from '../files/pair-names.ts';
import { partNamed } from '../files/part-names.ts';
import { listed } from './column-called.ts';
import { inOrderOfParts, type PartFile } from './parts.ts';

/** Names that promise a table. */
const TABLE_NAME = /\.(?:csv|tsv|tab|data)$/i;
/** Files that belong to data of another kind. */
const OTHER_DATA = /\.(?:png|jpe?g)$|idx[13]-ubyte$/i;
/** What a competition wants back is no data. */
const SUBMISSION = /submission/i;

/** Whether a file's name promises a table with separated columns. */
export const isNamedTable = (file: SourceFile): boolean => TABLE_NAME.test(file.path);

/** A name without what numbers or tells apart the pieces of one table: `part-0001.csv`, Spark's `part-00000-<uuid>-c000.csv`. */
const withoutNumbers = (path: string): string =>
  path.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, '#').replace(/\d+/g, '#');

const areAlike = (files: readonly SourceFile[]): boolean =>
  new Set(files.map(({ path }) => withoutNumbers(path))).size <= 1;

/** A table, and the file beside it with a label for each of its rows. */
export interface Labelled extends PartFile {
  labels: SourceFile;
}

/**
 * Tables whose labels stand line by line in a file of their own, by their names: `X_train.csv` and `y_train.csv`, `features.csv` and
 * `labels.csv`; an `X_test.csv` alone is one without labels. Null where the names say something else.
 */
function labelledFiles(files: readonly SourceFile[]): (PartFile | Labelled)[] | null {
  const named = files.map(file => ({ file, ...pairName(file.path) }));
  const pairs = named.flatMap(({ file, role, part }) => {
    if (role !== 'x') return [];
    const labels = named.filter(other => other.role === 'y' && other.part === part);
    return labels.length > 1 ? [] : [{ file, part: part ?? 'train', ...(labels[0] && { labels: labels[0].file }) }];
  });
  const used = pairs.reduce((count, { labels }) => count + (labels ? 2 : 1), 0);
  const parts = new Set(pairs.map(({ part }) => part));
  const first = pairs.find(({ part }) => part === 'train');
  return first?.labels && used === files.length && parts.size === pairs.length ? inOrderOfParts(pairs) : null;
}

/**
 * The files of a set that may be one table: the file that was given; the only one of a folder or archive whose name says so (or the only
 * one at all); those named train, dev (or val) and test; tables with their labels beside them (`X.csv`, `y.csv`); or pieces whose names differ by numbers alone, those of a part also. Null where
 * there is none, or where the set holds images.
 * @throws Refusal where there are several tables
 */
export function tableFiles({ name, kind, files }: FileSet): (PartFile | Labelled)[] | null {
  const alone = (file: SourceFile | undefined): PartFile[] | null => (file ? [{ file, part: 'train' }] : null);
  if (kind === 'file' || files.length === 1) return alone(files[0]);
  if (files.some(({ path }) => OTHER_DATA.test(path))) return null;
  const all = files.filter(isNamedTable);
  const data = all.filter(({ path }) => !SUBMISSION.test(path));
  const tables = data.length > 0 ? data : all;
  if (tables.length < 2) return alone(tables[0]);
  const labelled = labelledFiles(tables);
  if (labelled) return labelled;
  const parts = Map.groupBy(tables, ({ path }) => partNamed(path));
  const isParted = parts.has('train') && !parts.has(null);
  if ((isParted || (parts.size === 1 && parts.has(null))) && [...parts.values()].every(areAlike))
    return inOrderOfParts(tables.map(file => ({ file, part: partNamed(file.path) ?? 'train' })));
  throw new Refusal('error.data.csv.several', {
    folder: name,
    count: tables.length,
    files: listed(tables.map(({ path }) => path)),
  });
}
