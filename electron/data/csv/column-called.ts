import { Refusal } from '#shared/contract/refusal.ts';

/** Most column names that a sentence lists. */
const LISTED = 30;

export function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` … (+${more})` : '');
}

/**
 * The column that a person calls by its name (as it is written, else in any case), or by its number from 1.
 * @throws Refusal with the names that there are
 */
export function columnCalled<C extends { name: string }>(file: string, columns: readonly C[], said: string): C {
  const wanted = said.trim();
  const column =
    columns.find(({ name }) => name === said || name === wanted) ??
    columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ??
    (/^\d+$/.test(wanted) ? columns[Number(wanted) - 1] : undefined);
  if (column) return column;
  const names = listed(columns.map(({ name }) => name));
  throw new Refusal('error.data.csv.noSuchColumn', { file, name: said, columns: names, count: columns.length });
}
