import { extent, sum } from 'd3-array';
import { isMissing, parseNumber } from './cells.ts';
import { isDate } from './dates.ts';
import type { CsvRecord } from './records.ts';

const MAX_NAME_CHARACTERS = 100;

/** Share of a column's cells that must be numbers for a first cell that is none to be a name. */
const MOSTLY = 0.8;
/** Share of a column's cells that have no value from which on it is as good as empty, and no name for it tells nothing. */
const HARDLY = 0.5;

const words = (cell: string): number => cell.trim().split(/\s+/).length;
const isNumber = (cell: string): boolean => parseNumber(cell, '.') !== null || parseNumber(cell, ',') !== null;
const isMeasure = (cell: string): boolean => isNumber(cell) || isDate(cell);

/** 0, 1, 2, … or 1, 2, 3, …: what programs call columns that have no names. */
const isCounting = (cells: readonly string[]): boolean =>
  cells.length >= 3 && [0, 1].some(from => cells.every((cell, i) => cell.trim() === String(i + from)));

/** Whole numbers, each larger than the one before by the same step: years as columns have them (2019, 2020, 2021). */
function isRun(cells: readonly string[]): boolean {
  const numbers = cells.map(Number);
  const step = numbers[1]! - numbers[0]!;
  const few = cells.length < 2 || (cells.length === 2 && step !== 1);
  return !few && step > 0 && numbers.every((n, i) => Number.isInteger(n) && n === numbers[0]! + i * step);
}

/** Names that are whole numbers and rise, with gaps: columns that were chosen of many, or years (1990, 2000, 2005). */
function isRising(cells: readonly string[]): boolean {
  const numbers = cells.map(Number);
  return cells.length > 1 && numbers.every((n, i) => Number.isInteger(n) && n >= 0 && (i === 0 || n > numbers[i - 1]!));
}

/** Whether a whole number is none of its column: there are hardly others, or all are twice as large, or half. */
function standsOut(name: string, cells: readonly string[]): boolean {
  const numbers = cells.map(cell => parseNumber(cell, '.') ?? parseNumber(cell, ',') ?? Number.NaN);
  const whole = numbers.filter(Number.isInteger).length;
  const [low, high] = extent(numbers);
  const value = Number(name);
  return 10 * whole < numbers.length || (value > 0 && 2 * value <= low!) || value >= 2 * Math.max(high!, 1);
}

/**
 * Whether the first record names the columns, by comparing its cells with those below:
 * - it counts 0, 1, 2, …: yes;
 * - a name longer than 100 characters, over cells of more than 50 at the mean: no;
 * - it holds another number where the cells below are numbers: no, unless all such numbers are a run, as years are, or rise
 *   and differ from what stands below (whole above decimals, or beyond all of them), which is a yes;
 * - it holds a word where the cells below are numbers or dates: yes;
 * - a name over two lines, the same name twice, or a gap over words (not over numbers: R and pandas leave the rows' own column without a name): no;
 * - all columns are words: yes, where it has a word that its column doesn't have again, though the others there repeat, or
 *   one of at most three words over texts of five and more; else no.
 */
export function hasHeader(first: readonly string[], below: readonly CsvRecord[]): boolean {
  const names = first.map(cell => cell.trim());
  if (isCounting(names)) return true;
  const columns = names.map((_, i) => below.map(({ fields }) => fields[i] ?? '').filter(cell => !isMissing(cell)));
  const measured = columns.map(cells => cells.length > 0 && cells.filter(isMeasure).length >= MOSTLY * cells.length);
  const overLong = (i: number): boolean =>
    sum(columns[i]!, cell => cell.length) > (MAX_NAME_CHARACTERS / 2) * columns[i]!.length;
  if (names.some((name, i) => name.length > MAX_NAME_CHARACTERS && overLong(i))) return false;
  const measures = names.filter((name, i) => measured[i] && isMeasure(name));
  const isOther = (name: string, i: number): boolean =>
    !measured[i] || !isMeasure(name) || standsOut(name, columns[i]!);
  if (isRising(measures) && names.every(isOther)) return true;
  if (measures.length > 0 && !isRun(measures)) return false;
  if (names.some((name, i) => measured[i] && !isMissing(name) && !isMeasure(name))) return true;
  const given = names.filter(name => !isMissing(name));
  if (given.some(name => name.includes('\n'))) return false;
  const overWords = (i: number): boolean => !measured[i] && columns[i]!.length > HARDLY * below.length;
  if (new Set(given).size < given.length || names.some((name, i) => isMissing(name) && overWords(i))) return false;
  if (below.length === 0) return !names.some(isMeasure);
  return names.some((name, i) => {
    const cells = columns[i]!;
    if (measured[i] || isMissing(name) || cells.length < 2) return false;
    const different = new Set(cells.map(cell => cell.trim()));
    if (different.has(name)) return false;
    const repeats = different.size <= cells.length / 2;
    const overTexts = words(name) <= 3 && cells.reduce((sum, cell) => sum + words(cell), 0) >= 5 * cells.length;
    return repeats || overTexts;
  });
}

/** Records below the names that are looked at. */
const MOST_UNDER = 3;

/** The columns that hold numbers or dates below what may be no rows. */
function measuredIn(rows: readonly CsvRecord[]): number[] {
  const rest = rows.slice(MOST_UNDER);
  return Array.from({ length: rows[0]?.fields.length ?? 0 }, (_, i) => i).filter(i => {
    const cells = rest.map(({ fields }) => fields[i] ?? '').filter(cell => !isMissing(cell));
    return cells.length > 0 && cells.filter(isMeasure).length >= MOSTLY * cells.length;
  });
}

/**
 * How many records right below the names are no rows: they hold units (cm, EUR), types (float, string), names on a second level or a rule of
 * dashes. Where the columns below hold numbers, at least two of them, these records have none, and the first has words in two of them.
 * @param known the columns, from 0, that hold numbers or dates, where that is known already
 */
export function underHeader(below: readonly CsvRecord[], known?: readonly number[]): number {
  const rows = below.filter(({ fields }) => fields.some(field => field.trim() !== ''));
  const measured = known ?? measuredIn(rows);
  const isNone = ({ fields }: CsvRecord): boolean => measured.every(i => !isMeasure(fields[i] ?? ''));
  const isWord = (cell: string): boolean => !isMissing(cell) || /^-{2,}$/.test(cell.trim());
  const words = measured.filter(i => isWord(rows[0]!.fields[i] ?? '')).length;
  if (measured.length < 2 || words < 2) return 0;
  const first = rows.slice(0, MOST_UNDER).findIndex(record => !isNone(record));
  return first < 0 ? 0 : first;
}

export interface Names {
  names: string[];
  /** Columns, from 0, that had no name. */
  unnamed: number[];
  /** Columns, from 0, that had the name of an earlier one. */
  repeated: number[];
}

const onOneLine = (name: string): string =>
  name
    .split('\n')
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(' ');

/** Names for `width` columns, all different: those of the header, `column 3` where it has none, `age 2` for the second `age`. */
export function uniqueNames(header: readonly string[] | null, width: number): Names {
  const names: string[] = [];
  const unnamed: number[] = [];
  const repeated: number[] = [];
  const taken = new Set(header?.map(name => name.trim()));
  const used = new Set<string>();
  for (let i = 0; i < width; i++) {
    const given = onOneLine(header?.[i] ?? '');
    let name = given || `column ${i + 1}`;
    if (given === '') unnamed.push(i);
    else if (used.has(given)) repeated.push(i);
    const wanted = name;
    for (let n = 2; used.has(name) || (name !== given && taken.has(name)); n++) name = `${wanted} ${n}`;
    used.add(name);
    names.push(name);
  }
  return { names, unnamed, repeated };
}
