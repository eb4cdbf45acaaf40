import type { RawColumn } from '../raw/dataset.ts';
import { isMissing } from './cells.ts';
import { type Column, numberOf } from './column.ts';
import { parseDate, parseOpenDate } from './dates.ts';

/** Takes the cells of one input column, row by row, and keeps them typed. */
export interface ColumnReader {
  set(row: number, cell: string): void;
  /** The column of the first `rows` rows. */
  column(rows: number): RawColumn;
}

/** Numbers; what is none counts as missing (the profile has found it to be rare). */
function numbersReader(of: Column, capacity: number): ColumnReader {
  const { name, decimal, written } = of;
  const values = new Float64Array(capacity);
  return {
    set: (row, cell) => {
      values[row] = numberOf(cell, of) ?? Number.NaN;
    },
    column: rows => ({
      name,
      type: 'number',
      decimal,
      ...(written && { form: written.form }),
      ...(written?.unit && { unit: written.unit }),
      values: values.subarray(0, rows),
    }),
  };
}

function datesReader({ name, decimal, profile: { dates } }: Column, capacity: number): ColumnReader {
  const values = new Float64Array(capacity);
  const { order } = dates;
  return {
    set: (row, cell) => {
      values[row] = parseDate(cell) ?? parseOpenDate(cell, order) ?? Number.NaN;
    },
    column: rows => ({
      name,
      type: 'date',
      decimal,
      ...(dates.open > 0 && { order }),
      values: values.subarray(0, rows),
    }),
  };
}

/** Words, numbered in the order in which they first occur. */
function categoriesReader({ name }: Column, capacity: number): ColumnReader {
  const codes = new Int32Array(capacity);
  const numbers = new Map<string, number>();
  return {
    set: (row, cell) => {
      if (isMissing(cell)) {
        codes[row] = -1;
        return;
      }
      const category = cell.trim();
      let code = numbers.get(category);
      if (code === undefined) {
        code = numbers.size;
        numbers.set(category, code);
      }
      codes[row] = code;
    },
    column: rows => ({ name, type: 'category', codes: codes.subarray(0, rows), categories: [...numbers.keys()] }),
  };
}

/** A reader of up to `capacity` rows of a column, by its type. */
export function columnReader(column: Column, capacity: number): ColumnReader {
  switch (column.type) {
    case 'number':
    case 'integer':
      return numbersReader(column, capacity);
    case 'date':
      return datesReader(column, capacity);
    default:
      return categoriesReader(column, capacity);
  }
}
