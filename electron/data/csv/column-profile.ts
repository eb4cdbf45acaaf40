import {
  isAccount,
  isBeyond,
  isMinusBehind,
  isMissing,
  isMissingLabel,
  isNumberList,
  parseNumber,
  unitOf,
} from './cells.ts';
import { DateCount } from './date-count.ts';
import type { CellExample } from './examples.ts';
import { MAX_EXAMPLES } from './limits.ts';
import { WrittenCount } from './written.ts';

export type Decimal = '.' | ',';

/** What the cells of a column are as numbers under one decimal sign. */
export interface NumberCount {
  numbers: number;
  /** Of all of them. */
  sum: number;
  /** Numbers under this sign and none under the other. */
  only: number;
  /** Whether all of them are whole. */
  whole: boolean;
  /** Cells that are none. */
  odd: CellExample[];
}

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MAYBE_THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/;
const LEADING_ZERO = /^0\d+$/;

/** Characters of scripts without spaces: Thai, Lao, Burmese, Khmer, kana, Chinese. */
const SPACELESS: readonly (readonly [number, number])[] = [
  [0x0e00, 0x0eff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
  [0x3040, 0x30ff],
  [0x3400, 0x9fff],
  [0xf900, 0xfaff],
];

/** Characters of different values that are kept for counting them. */
const MAX_KEPT_CHARACTERS = 8_000_000;

/** Different values that are counted of a column whose first ones are all numbers: as many as could be classes, and to spare. */
const MAX_COUNTED_NUMBERS = 2000;

const newCount = (): NumberCount => ({ numbers: 0, sum: 0, only: 0, whole: true, odd: [] });

/** What is counted of one column over all rows, without holding them. */
export class ColumnProfile {
  /** Cells without a value, among them those of `maybeLabels`. */
  missing = 0;
  /** Cells that mean "no value" of a measurement, but could be the name of a class: "none", "-". */
  readonly maybeLabels = new Map<string, number>();
  /** Cells that are NA in capitals: no value, or Namibia. */
  na = 0;
  /** Cells with a value, and the first of them. */
  present = 0;
  first: string | null = null;
  readonly point = newCount();
  readonly comma = newCount();
  /** Numbers with a comma that is the decimal sign or stands between thousands: `1,234`. */
  ambiguousCommas = 0;
  /** The first number that is another under the other decimal sign: `1,234`, `1.234`. */
  ambiguous: string | null = null;
  /** Numbers in brackets, which are negative. */
  accounts = 0;
  /** Numbers with the minus behind. */
  minusBehind = 0;
  /** Numbers by the sign of percent or money that they have. */
  readonly units = new Map<string, number>();
  /** Whole numbers with zeros in front, as codes have them: `00501`. */
  leadingZeros = 0;
  readonly dates = new DateCount();
  /** Those that are numbers with more than digits, but for percent and money. */
  readonly written = new WrittenCount();
  /** Infinite ones, and those beyond what can be reckoned with. */
  beyond = 0;
  /** Lists of numbers: `[0.1, 0.2]`, or four and more with spaces between. */
  lists = 0;
  /** Cells that are no numbers; their words, and their characters of scripts without spaces. */
  texts = 0;
  words = 0;
  spaceless = 0;
  /** Rows of each different value, trimmed; null where there are more than are counted. */
  counts: Map<string, number> | null = new Map();
  /** Cells with a value, and different ones among them, when these became too many to be counted on. */
  private presentAtLimit = 0;
  sizeAtLimit = 0;
  private keptCharacters = 0;
  private readonly limit: number;
  /** Whole numbers without a sign or separator: what tells consecutive numbers. */
  private smallest = Number.POSITIVE_INFINITY;
  private largest = Number.NEGATIVE_INFINITY;
  private sum = 0;
  /** Cells that hold one more than the one before, and the size of all steps between them; NaN where these differ. */
  countedOn = 0;
  private before = Number.NaN;
  private step = 0;

  /** @param limit different values that are counted */
  constructor(limit: number) {
    this.limit = limit;
  }

  add(cell: string, line: number): void {
    if (isMissing(cell)) {
      this.missing++;
      if (cell.trim() === 'NA') this.na++;
      if (!isMissingLabel(cell)) {
        const label = cell.trim();
        this.maybeLabels.set(label, (this.maybeLabels.get(label) ?? 0) + 1);
      }
      return;
    }
    this.present++;
    this.first ??= cell;
    const value = PLAIN.test(cell) ? parseNumber(cell, '.') : null;
    if (value === null) this.addOther(cell, line);
    else this.addPlain(cell, value, line);
    this.countValue(cell);
  }

  /** Whether words have too many different values to be counted. */
  get hasTooManyWords(): boolean {
    return this.counts === null && this.texts > 0;
  }

  /** Share of the cells with a value that are different from those before, as far as they were counted. */
  get distinctShare(): number {
    if (this.counts) return this.present === 0 ? 0 : this.counts.size / this.present;
    return this.sizeAtLimit / this.presentAtLimit;
  }

  /** Whether the values are the whole numbers from one to another, each once, in any order. */
  get isConsecutive(): boolean {
    const { smallest, largest, present, sum } = this;
    return (
      this.distinctShare === 1 && largest - smallest === present - 1 && sum === ((smallest + largest) * present) / 2
    );
  }

  /** The lowest and the highest of the whole numbers without a sign or separator. */
  get lowest(): number {
    return this.smallest;
  }

  get highest(): number {
    return this.largest;
  }

  /** How far the whole numbers without a sign or separator reach. */
  get range(): number {
    return this.largest - this.smallest + 1;
  }

  /** Whether they go up or down by the same step from each cell to the next, other than 1. */
  get isEven(): boolean {
    return !Number.isNaN(this.step) && this.step !== 1;
  }

  /** How many different values there are at least. */
  get differentAtLeast(): number {
    return this.counts?.size ?? this.sizeAtLimit;
  }

  numbers(decimal: Decimal): NumberCount {
    return decimal === '.' ? this.point : this.comma;
  }

  /** A number as programs write it, in the common case without regard to the decimal comma. */
  private addPlain(cell: string, value: number, line: number): void {
    const fraction = cell.includes('.');
    this.point.numbers++;
    this.point.sum += value;
    if (this.point.whole && !Number.isInteger(value)) this.point.whole = false;
    if (!fraction || MAYBE_THOUSANDS.test(cell)) {
      this.comma.numbers++;
      this.comma.sum += fraction ? parseNumber(cell, ',')! : value;
      if (fraction) this.ambiguous ??= cell;
      if (!fraction && !Number.isInteger(value)) this.comma.whole = false;
    } else {
      this.point.only++;
      this.addOdd(this.comma, cell, line);
    }
    if (Number.isInteger(value)) {
      if (value < this.smallest) this.smallest = value;
      if (value > this.largest) this.largest = value;
      this.sum += value;
      const step = value - this.before;
      if (step === 1) this.countedOn++;
      if (!Number.isNaN(step) && step !== this.step) this.step = this.step === 0 ? step : Number.NaN;
      this.before = value;
    }
    if (cell.charCodeAt(0) === 48 && LEADING_ZERO.test(cell)) this.leadingZeros++;
    this.dates.addOdd(cell, line);
  }

  private addOther(cell: string, line: number): void {
    const point = parseNumber(cell, '.');
    const comma = parseNumber(cell, ',');
    this.addNumber(this.point, point, comma, cell, line);
    this.addNumber(this.comma, comma, point, cell, line);
    if (point !== null && comma !== null) {
      if (cell.includes(',')) this.ambiguousCommas++;
      if (point !== comma) this.ambiguous ??= cell.trim();
    }
    if (point !== null || comma !== null) {
      if (isAccount(cell)) this.accounts++;
      if (isMinusBehind(cell)) this.minusBehind++;
      const unit = unitOf(cell);
      if (unit !== null) this.units.set(unit, (this.units.get(unit) ?? 0) + 1);
      return;
    }
    if (isBeyond(cell)) {
      this.beyond++;
      this.dates.addOdd(cell, line);
      return;
    }
    this.dates.add(cell, line);
    this.written.add(cell);
    if (isNumberList(cell)) this.lists++;
    this.addText(cell);
  }

  private addNumber(count: NumberCount, value: number | null, other: number | null, cell: string, line: number): void {
    if (value === null) {
      this.addOdd(count, cell, line);
      return;
    }
    count.numbers++;
    count.sum += value;
    if (other === null) count.only++;
    if (!Number.isInteger(value)) count.whole = false;
  }

  private addOdd(count: NumberCount, cell: string, line: number): void {
    if (count.odd.length < MAX_EXAMPLES) count.odd.push({ line, cell });
  }

  private addText(cell: string): void {
    this.texts++;
    let inWord = false;
    for (let i = 0; i < cell.length; i++) {
      const code = cell.charCodeAt(i);
      const space = code <= 32 || code === 0xa0 || code === 0x3000;
      if (!space && !inWord) this.words++;
      inWord = !space;
      if (code >= 0x0e00 && SPACELESS.some(([from, to]) => code >= from && code <= to)) this.spaceless++;
    }
  }

  private countValue(cell: string): void {
    if (!this.counts) return;
    const value = cell.trim();
    const before = this.counts.get(value);
    this.counts.set(value, (before ?? 0) + 1);
    if (before !== undefined) return;
    this.keptCharacters += value.length;
    const limit = this.texts === 0 ? Math.min(MAX_COUNTED_NUMBERS, this.limit) : this.limit;
    if (this.counts.size <= limit && this.keptCharacters <= MAX_KEPT_CHARACTERS) return;
    this.presentAtLimit = this.present;
    this.sizeAtLimit = this.counts.size;
    this.counts = null;
  }
}
