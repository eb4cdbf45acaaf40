import type { ColumnType } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { ColumnProfile, Decimal } from './column-profile.ts';
import { columnDecimal, typeOf } from './column-type.ts';
import { leftOutNote } from './left-out-columns.ts';
import type { TableProfile } from './profile.ts';
import type { Table } from './table.ts';

/** One column with what was made of it. */
export interface Column {
  /** From 0. */
  index: number;
  name: string;
  type: ColumnType;
  decimal: Decimal;
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
    return { index, name, type, decimal, profile, useless: leftOutNote(name, isUnnamed, type, profile, rows) };
  });
}

export const isNumeric = ({ type }: Pick<Column, 'type'>): boolean => type === 'number' || type === 'integer';
