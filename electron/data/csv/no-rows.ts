import type { LeftOut } from '#shared/domain/data-report.ts';
import { parseNumber } from './cells.ts';
import type { ColumnProfile, Decimal } from './column-profile.ts';
import { LeftOutRows } from './examples.ts';
import type { CsvRecord } from './records.ts';
import { isHeaderAgain } from './rows.ts';
import type { Table } from './table.ts';

/** Longest of the words below; what is longer needs no look-up. */
const LONGEST = 16;
/** What a row is called that sums others up, lower case. */
const CALLED = new Set([
  ...['total', 'totals', 'grand total', 'grand totals', 'sum', 'subtotal', 'sub-total', 'sub total', 'overall'],
  ...['average', 'avg', 'mean', 'summe', 'gesamt', 'insgesamt', 'zwischensumme', 'gesamtsumme', 'mittelwert'],
  ...['durchschnitt', 'somme', 'total général', 'moyenne', 'suma', 'total general', 'promedio', 'totale', 'media'],
  ...['合计', '总计', '小计', '总和', '共计', '平均', '平均值', '均值'],
]);

function isCalledSum(cell: string): boolean {
  if (cell.length === 0 || cell.length > LONGEST) return false;
  const first = cell.charCodeAt(0);
  if (first >= 48 && first <= 57) return false;
  return CALLED.has(
    cell
      .trim()
      .replace(/\s*[:：]$/, '')
      .toLowerCase(),
  );
}

/** Share of a sum or mean that rounding may take. */
const ROUNDING = 1e-3;
const DECIMALS: readonly Decimal[] = ['.', ','];

/** How many numbers a column had, and their sum, under each decimal sign. */
type Sums = Record<Decimal, { numbers: number; sum: number }>;

const sumsOf = ({ point, comma }: ColumnProfile): Sums => ({
  '.': { numbers: point.numbers, sum: point.sum },
  ',': { numbers: comma.numbers, sum: comma.sum },
});

/** Whether a number is the sum or the mean of those between two counts. */
function sumsUp(cell: string, from: Sums, to: Sums): boolean {
  return DECIMALS.some(decimal => {
    const value = parseNumber(cell, decimal);
    const numbers = to[decimal].numbers - from[decimal].numbers;
    const sum = to[decimal].sum - from[decimal].sum;
    if (value === null || numbers < 2) return false;
    return [sum, sum / numbers].some(told => Math.abs(value - told) <= ROUNDING * Math.abs(told));
  });
}

const NOTHING: Sums = { '.': { numbers: 0, sum: 0 }, ',': { numbers: 0, sum: 0 } };

/**
 * Rows that are none, and are left out with a word: the names of the columns once more, units or types below them, and sums or means of
 * other rows. A row sums others up only where it is called so *and* its numbers do: in at least half of its columns of numbers they are the
 * sum or the mean of all rows above, or of those since the last such row; of the first row, those of all below, so that one is held back.
 */
export class NoRows {
  private readonly table: Table;
  private readonly columns: readonly ColumnProfile[];
  private readonly lines = new Set<number>();
  private readonly again: LeftOutRows;
  private readonly under: LeftOutRows;
  private readonly sums: LeftOutRows;
  private last: Sums[] = [];
  private isFirst = true;
  private held: { record: CsvRecord; cells: string[] } | null = null;

  /** @param columns what was counted of each column so far */
  constructor(table: Table, columns: readonly ColumnProfile[]) {
    this.table = table;
    this.columns = columns;
    const found = (key: 'headerAgain' | 'underHeader' | 'sumsUp') =>
      new LeftOutRows({ key: `data.csv.${key}`, values: {} }, table.file.name);
    this.again = found('headerAgain');
    this.under = found('underHeader');
    this.sums = found('sumsUp');
  }

  /** Whether a record of the first pass is none, which must not be counted then. */
  takes(record: CsvRecord, cells: string[]): boolean {
    const kind = this.kindOf(record, cells);
    const isFirst = this.isFirst && (!kind || kind === this.sums);
    if (isFirst) this.isFirst = false;
    if (kind) this.add(kind, record.line, cells);
    else if (isFirst && cells.some(isCalledSum)) this.held = { record, cells };
    else return false;
    return true;
  }

  /** Ends the first pass. @returns the first row, where it was held back and is a row like any other: it is to be counted yet */
  settle(): { record: CsvRecord; cells: string[] } | null {
    const { held } = this;
    this.held = null;
    if (!held || !this.sumsUpRows(held.cells)) return held;
    this.add(this.sums, held.record.line, held.cells);
    return null;
  }

  /** Whether the row that begins in a line was found to be none. */
  has(line: number): boolean {
    return this.lines.has(line);
  }

  report(): LeftOut[] {
    return [this.under, this.again, this.sums].flatMap(rows => rows.report());
  }

  private add(kind: LeftOutRows, line: number, cells: readonly string[]): void {
    kind.add(line, cells);
    this.lines.add(line);
  }

  private kindOf(record: CsvRecord, cells: readonly string[]): LeftOutRows | null {
    if (record.isUnderHeader) return this.under;
    if (isHeaderAgain(this.table, cells)) return this.again;
    if (!cells.some(isCalledSum) || !this.sumsUpRows(cells)) return null;
    this.last = this.columns.map(sumsOf);
    return this.sums;
  }

  /** Whether numbers sum up all rows that were counted so far, or those since the last such row. */
  private sumsUpRows(cells: readonly string[]): boolean {
    const filled = cells.flatMap((cell, i) => {
      const { present, point, comma } = this.columns[i]!;
      const isMeasured = 2 * Math.max(point.numbers, comma.numbers) > present;
      const isNumber = DECIMALS.some(decimal => parseNumber(cell, decimal) !== null);
      return isMeasured && isNumber ? [{ cell, to: sumsOf(this.columns[i]!), since: this.last[i] ?? NOTHING }] : [];
    });
    return [NOTHING, 'since' as const].some(from => {
      const sums = filled.filter(({ cell, to, since }) => sumsUp(cell, from === 'since' ? since : from, to));
      return sums.length > 0 && 2 * sums.length >= filled.length;
    });
  }
}
