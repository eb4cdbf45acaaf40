import type { ColumnType } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { parseNumber } from './cells.ts';
import type { ColumnProfile, Decimal } from './column-profile.ts';
import { columnDecimal, formOf, typeOf } from './column-type.ts';
import { leftOutNote } from './left-out-columns.ts';
import type { TableProfile } from './profile.ts';
import type { Table } from './table.ts';
import { parseWritten, type Written } from './written.ts';

/** One column with what was made of it. */
export interface Column {
  /** From 0. */
  index: number;
  name: string;
  type: ColumnType;
  decimal: Decimal;
  /** How its numbers are written, where they are not plain. */
  written: Written | null;
  /** Whether NA is a value like the others: all of these are two capital letters, as codes of countries are. */
  isNaName: boolean;
  /** How each word of yes and no is spelled most often, by its lower case. Empty: of no boolean. */
  spelling: ReadonlyMap<string, string>;
  /** Cells that are numbers, as the column has them. */
  numbers: number;
  profile: ColumnProfile;
  /** Why it is no use as an input; null where it is. */
  useless: Reason | null;
}

/** Types of all columns, and which of them are no use. */
export function columnsOf(
  { header, columns: { names, unnamed } }: Table,
  { columns, rows }: TableProfile,
  ofFile: Decimal,
): Column[] {
  return columns.map((profile, index) => {
    const name = names[index]!;
    const decimal = columnDecimal(profile, ofFile);
    const isUnnamed = header !== null && unnamed.includes(index);
    const type = typeOf(profile, decimal);
    const written = type === 'number' ? formOf(profile, decimal) : null;
    const numbers = written?.numbers ?? profile.numbers(decimal).numbers;
    return {
      index,
      name,
      type,
      decimal,
      written,
      numbers,
      isNaName: isNaName(profile),
      spelling: type === 'boolean' ? spellingOf(profile) : new Map(),
      profile,
      useless: leftOutNote(name, isUnnamed, type, profile, rows),
    };
  });
}

export const isNumeric = ({ type }: Pick<Column, 'type'>): boolean => type === 'number' || type === 'integer';

function isNaName({ na, counts }: ColumnProfile): boolean {
  return na > 0 && counts !== null && counts.size > 1 && [...counts.keys()].every(value => /^[A-Z]{2}$/.test(value));
}

function spellingOf({ counts }: ColumnProfile): Map<string, string> {
  const byRows = [...(counts ?? [])].sort(([a, rows], [b, others]) => rows - others || (a < b ? 1 : -1));
  // The most frequent comes last, and so stays.
  return new Map(byRows.map(([word]) => [word.toLowerCase(), word]));
}

/** The number that a cell of a column writes; null where it is none. */
export const numberOf = (cell: string, { decimal, written }: Pick<Column, 'decimal' | 'written'>): number | null =>
  written ? parseWritten(cell, decimal, written.form, written.unit) : parseNumber(cell, decimal);
