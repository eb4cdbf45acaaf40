import type { MissingCode } from '#shared/domain/dataset.ts';
import { parseNumber } from './cells.ts';
import { columnCalled } from './column-called.ts';
import type { Table } from './table.ts';

/** What the person says stands for "no value", as it applies to the cells of a table. */
export interface SaidMissing {
  /** The cells of a row, those that are such a code empty. */
  blanked(cells: string[]): string[];
  /** How many cells each code was found in so far, in the order of the choice. */
  found: number[];
}

/**
 * @throws Refusal where a column is named that there is not
 */
export function saidMissing({
  file,
  columns: { names },
  missing = [],
}: Pick<Table, 'file' | 'columns' | 'missing'>): SaidMissing {
  const found = missing.map(() => 0);
  if (missing.length === 0) return { blanked: cells => cells, found };
  const columns = names.map((name, index) => ({ name, index }));
  const ofColumn = names.map((): { is: (cell: string) => boolean; code: number }[] => []);
  missing.forEach(({ value, column }, code) => {
    const those = column === undefined ? ofColumn : [ofColumn[columnCalled(file.name, columns, column).index]!];
    for (const codes of those) codes.push({ is: isCode(value), code });
  });
  const blanked = (cells: string[]): string[] =>
    cells.map((cell, i) => {
      const hit = ofColumn[i]!.find(({ is }) => is(cell));
      if (!hit) return cell;
      found[hit.code]!++;
      return '';
    });
  return { blanked, found };
}

/**
 * Whether a cell says a value: as it is written, or as the same number (−200 and −200.0; with a decimal comma only what is no number
 * with a point).
 */
function isCode(value: MissingCode['value']): (cell: string) => boolean {
  const written = value.trim();
  const point = parseNumber(written, '.');
  const comma = point === null ? parseNumber(written, ',') : null;
  return cell => {
    if (cell === written || cell.trim() === written) return true;
    if (point !== null) return parseNumber(cell, '.') === point;
    return comma !== null && parseNumber(cell, '.') === null && parseNumber(cell, ',') === comma;
  };
}
