import { Refusal } from '#shared/contract/refusal.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { alikeFiles } from './class-names.ts';

const TABLE = /\.(csv|tsv)$/i;

/**
 * Refuses a folder that holds a data set as CSV and another as text files of a class each, naming what can be given instead.
 * @throws Refusal
 */
export function refuseTablesBesideLines(set: FileSet): void {
  const tables = set.files.filter(({ path }) => TABLE.test(path) && !path.includes('/'));
  const lines = alikeFiles(set.files);
  if (tables.length > 0 && lines.length > 0) throw severalDataSets(set, [...tables.map(table => [table]), ...lines]);
}

/** @param found the files of each. */
export function severalDataSets({ name, kind }: FileSet, found: readonly (readonly SourceFile[])[]): Refusal {
  const list = found.map(files => files.map(({ path }) => path).join(' + ')).join(', ');
  if (kind === 'archive') return new Refusal('error.data.severalInArchive', { path: name, found: list });
  return new Refusal('error.data.several', { path: name, found: list, example: found[0]![0]!.name });
}
