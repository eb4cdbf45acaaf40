import { Refusal } from '#shared/contract/refusal.ts';
import type { FileSet } from '../files/file-set.ts';
import { linePatterns } from '../lines/class-names.ts';

const TABLE = /\.(csv|tsv)$/i;

/**
 * Refuses a folder that holds a data set as CSV and another as text files of a class each, naming what can be given instead.
 * @throws Refusal
 */
export function refuseTablesBesideLines({ name, files }: FileSet): void {
  const tables = files.map(({ path }) => path).filter(path => TABLE.test(path) && !path.includes('/'));
  const lines = linePatterns(files);
  if (tables.length === 0 || lines.length === 0) return;
  throw new Refusal('error.data.several', { folder: name, found: [...tables, ...lines].join(', ') });
}
