import type { DateOrder } from '#shared/domain/preprocessing.ts';
import { openDate, parseDate } from './dates.ts';
import type { CellExample } from './examples.ts';
import { MAX_EXAMPLES } from './limits.ts';

/** Dates without an order of their own, as they are read in one order. */
interface OrderCount {
  dates: number;
  /** Dates in this order and none in the other, and the first of them. */
  only: number;
  example: CellExample | null;
  /** Cells that are none in this order. */
  odd: CellExample[];
}

const newCount = (): OrderCount => ({ dates: 0, only: 0, example: null, odd: [] });

/** Counts the dates of a column, and finds out whether the day or the month stands first where a cell alone doesn't tell. */
export class DateCount {
  /** Dates that can be read in one way only, whatever stands in other cells. */
  private certain = 0;
  /** Those of which `03/04/2024` is one. */
  open = 0;
  private readonly orders: Record<DateOrder, OrderCount> = { dayFirst: newCount(), monthFirst: newCount() };
  private readonly odd: CellExample[] = [];
  /** What the person says stands first where no cell tells. */
  said: DateOrder | null = null;

  /** Takes a cell that is no number. */
  add(cell: string, line: number): void {
    if (parseDate(cell) !== null) {
      this.certain++;
      return;
    }
    const found = openDate(cell);
    const isDayFirst = found?.dayFirst != null;
    const isMonthFirst = found?.monthFirst != null;
    if (!isDayFirst && !isMonthFirst) {
      this.addOdd(cell, line);
      return;
    }
    this.open++;
    this.addOpen('dayFirst', isDayFirst, isMonthFirst, { cell, line });
    this.addOpen('monthFirst', isMonthFirst, isDayFirst, { cell, line });
  }

  /** Takes a cell that is none. */
  addOdd(cell: string, line: number): void {
    if (this.odd.length < MAX_EXAMPLES) this.odd.push({ line, cell });
  }

  /** Dates, those without an order of their own read in the column's. */
  get dates(): number {
    return this.certain + this.orders[this.order].dates;
  }

  /** Whether nothing says which of day and month stands first in the dates that don't say so themselves. */
  get isUndecided(): boolean {
    return this.open > 0 && this.said === null && this.decisive === null;
  }

  /**
   * The order in which more of the cells are dates; where they are in both alike, what the person says, else the month counts as first, as
   * most programs have it.
   */
  get order(): DateOrder {
    const { dayFirst, monthFirst } = this.orders;
    if (dayFirst.only === monthFirst.only) return this.said ?? 'monthFirst';
    return dayFirst.only > monthFirst.only ? 'dayFirst' : 'monthFirst';
  }

  /** The first cell that is a date in the column's order alone. */
  get decisive(): CellExample | null {
    return this.orders[this.order].example;
  }

  /** Cells that are none, the first few. */
  get notDates(): CellExample[] {
    return [...this.odd, ...this.orders[this.order].odd].sort((a, b) => a.line - b.line).slice(0, MAX_EXAMPLES);
  }

  private addOpen(order: DateOrder, isDate: boolean, isInOther: boolean, example: CellExample): void {
    const count = this.orders[order];
    if (!isDate) {
      if (count.odd.length < MAX_EXAMPLES) count.odd.push(example);
      return;
    }
    count.dates++;
    if (isInOther) return;
    count.only++;
    count.example ??= example;
  }
}
