import { Refusal } from '#shared/contract/refusal.ts';
import { placeCalled } from '#shared/domain/data-choice.ts';

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
  const names = columns.map(({ name }) => name);
  const column = columns[placeCalled(names, said)];
  if (column) return column;
  const values = { file, name: said, columns: listed(names), count: columns.length };
  throw new Refusal('error.data.csv.noSuchColumn', values);
}
