import type { OnProgress } from '../raw/dataset.ts';
import { textOf } from '../text/text.ts';
import { type CsvRecord, type Dialect, recordsOf } from './records.ts';
import type { Table } from './table.ts';

/** The cells of a record, `width` of them; null where it has another number of fields. Empty ones at the end don't count. */
export function cellsOf({ fields }: CsvRecord, width: number): string[] | null {
  if (fields.length === width) return fields;
  if (fields.length < width || fields.slice(width).some(field => field.trim() !== '')) return null;
  return fields.slice(0, width);
}

/** Whether cells are the names of the columns once more. */
export const isHeaderAgain = ({ header }: Pick<Table, 'header'>, cells: readonly string[]): boolean =>
  header !== null && cells.every((cell, i) => cell.trim() === header[i]!.trim());

const isBlank = (fields: readonly string[]): boolean => fields.every(field => field.trim() === '');

/**
 * The rows below the header, some at a time; rows of empty fields are none.
 * @throws BrokenRow
 * @throws Refusal where the file can't be read
 */
export async function* rowsOf(table: Table, dialect: Dialect, onProgress: OnProgress): AsyncGenerator<CsvRecord[]> {
  if (table.records) {
    yield* table.records(onProgress, dialect);
    return;
  }
  let header = table.header !== null;
  let under = table.underHeader;
  for await (const batch of recordsOf(textOf(table.file, table.encoding, onProgress), dialect)) {
    let rows = batch;
    if (header && rows.length > 0) {
      rows = rows.slice(1);
      header = false;
    }
    rows = rows.filter(({ fields }) => !isBlank(fields));
    if (under > 0) {
      rows = rows.map((record, i) => (i < under ? { ...record, isUnderHeader: true } : record));
      under -= Math.min(under, rows.length);
    }
    yield rows;
  }
}
