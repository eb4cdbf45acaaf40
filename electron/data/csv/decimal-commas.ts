import { isNumber } from './attempt.ts';
import type { CsvRecord } from './records.ts';

/** Rows below the names that tell anything. */
const MIN_ROWS = 3;
/** Share of the rows that must come to the width of the header so. */
const NEARLY_ALL = 0.95;

const WHOLE = /^\s*[+-]?\d+$/;
const DIGITS = /^\d+\s*$/;

/** How many neighbouring fields could be the two halves of a number (`3` and `14`), each field in one of them at most. */
function halves(fields: readonly string[]): number {
  let pairs = 0;
  for (let i = 1; i < fields.length; i++) {
    if (!WHOLE.test(fields[i - 1]!) || !DIGITS.test(fields[i]!)) continue;
    pairs++;
    i++;
  }
  return pairs;
}

/** Where it is seen that commas stand between fields and within numbers. */
export interface DecimalCommas {
  line: number;
  names: number;
  row: number;
  text: string;
}

/**
 * Whether commas separate the fields and are the decimal sign, too, without quotes: the names are fewer than the fields of most rows, and
 * nearly all rows come to as many where whole numbers are joined with the digits behind them. Null: they aren't.
 */
export function decimalCommas([first, ...rows]: readonly CsvRecord[]): DecimalCommas | null {
  if (!first || rows.length < MIN_ROWS || first.fields.some(isNumber)) return null;
  const names = first.fields.length;
  const longer = rows.filter(({ fields }) => fields.length > names);
  const fits = rows.filter(
    ({ fields }) => fields.length >= names && halves(fields) >= fields.length - names && fields.length <= 2 * names,
  );
  if (2 * longer.length < rows.length || fits.length < NEARLY_ALL * rows.length) return null;
  const { line: row, fields } = longer[0]!;
  return { line: first.line, names, row, text: fields.join(',') };
}
