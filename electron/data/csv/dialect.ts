import { type Attempt, bestAttempt, isNumber, MOSTLY } from './attempt.ts';
import { MAX_RAGGED_SHARE } from './limits.ts';
import type { CsvRecord, Dialect } from './records.ts';
import { cellsOf } from './rows.ts';

/** What can stand between fields. The first of those that fit equally well is taken: a comma may also be a decimal sign. */
const SEPARATORS = ['\t', ';', '|', ','] as const;

export interface Found {
  dialect: Dialect;
  width: number;
  /** The first records of the table, the header among them if there is one. */
  sample: CsvRecord[];
  /** Where it is seen that quotes are characters like any other, or escaped by backslashes, if they are. */
  unquoted: { line: number; column: number } | null;
}

/** Mean words a cell from which on a column holds sentences rather than names. */
const PROSE_WORDS = 3;

/**
 * Whether fields are more than what commas leave of sentences: some column holds numbers, or words that come again.
 */
export function hasShortColumn({ sample, width }: Found): boolean {
  return Array.from({ length: width }, (_, i) => {
    const cells = sample.map(({ fields }) => fields[i]?.trim() ?? '').filter(cell => cell !== '');
    const words = cells.reduce((sum, cell) => sum + cell.split(/\s+/).length, 0);
    const numbers = cells.filter(isNumber).length;
    return (
      words < PROSE_WORDS * cells.length && (2 * numbers > cells.length || 2 * new Set(cells).size <= cells.length)
    );
  }).includes(true);
}

/** Whether a record is none of the table's: a comment, or a title, which fills one field at most. */
function isBefore({ fields }: CsvRecord, width: number): boolean {
  if (fields[0]!.startsWith('#')) return fields.length !== width;
  const filled = fields.filter(field => field.trim() !== '').length;
  // Of two fields, an empty one may well be a gap.
  return filled <= 1 && (fields.length < width || width > 2);
}

/** Lines before the table. */
function linesBefore(sample: readonly CsvRecord[], width: number): number {
  const first = sample.findIndex(record => !isBefore(record, width));
  return first <= 0 ? 0 : sample[first]!.line - 1;
}

/** Excel's own first line, which names the separator. */
const SEPARATOR_LINE = /^sep=([,;|\t])\r?(?:\n|\r|$)/i;

/** Whether at least half of the columns hold numbers: sentences fall into columns at spaces, too. */
function isMostlyNumbers({ sample, width }: Pick<Attempt, 'sample' | 'width'>): boolean {
  const numeric = Array.from({ length: width }, (_, i) => i).filter(
    i => sample.filter(({ fields }) => isNumber(fields[i]!)).length >= MOSTLY * sample.length,
  );
  return sample.length > 1 && 2 * numeric.length >= width;
}

/** Whether most cells between tabs hold three numbers and more, as whole lines of a table with spaces do. */
function holdsLines({ dialect, sample, width }: Attempt): boolean {
  if (dialect.separator !== '\t') return false;
  const isLine = (cell: string): boolean => {
    const words = cell.trim().split(/\s+/);
    return words.length >= 3 && !isNumber(cell) && words.filter(isNumber).length >= MOSTLY * words.length;
  };
  return Array.from({ length: width }, (_, i) => i).some(
    i => sample.filter(({ fields }) => isLine(fields[i] ?? '')).length >= MOSTLY * sample.length,
  );
}

/** A table with one space or more between its fields, as old files of measurements have it. */
async function spacedTable(text: string): Promise<Attempt | null> {
  const tried = await bestAttempt(text, [' '], 0);
  if (!tried) return null;
  const { sample, width } = tried;
  // R names the columns alone, not the one with the names of the rows.
  const below = sample[0]!.fields.length === width - 1 ? sample.slice(1) : sample;
  return below.every(record => cellsOf(record, width)) && isMostlyNumbers({ sample: below, width }) ? tried : null;
}

/** The first quote of some records. */
function firstQuote(sample: readonly CsvRecord[]): Found['unquoted'] {
  for (const { line, fields } of sample) {
    const i = fields.findIndex(field => field.includes('"'));
    if (i >= 0) return { line, column: i + 1 };
  }
  return null;
}

/**
 * Finds out how a table is written from its beginning: the separator is the one that gives most records the same number of
 * fields, at least two, outside quotes; quotes are characters like any other where only that makes the records alike. Spaces
 * separate where nothing else does and most columns are numbers.
 * @param text whole lines
 * @returns null where no separator gives a table.
 */
export async function findDialect(text: string): Promise<Found | null> {
  const named = SEPARATOR_LINE.exec(text)?.[1];
  const skip = named === undefined ? 0 : 1;
  const tried = await bestAttempt(text, named === undefined ? SEPARATORS : [named], skip);
  const fits = tried !== null && tried.share >= 1 - MAX_RAGGED_SHARE;
  const best = fits && !holdsLines(tried) ? tried : ((await spacedTable(text)) ?? (fits ? tried : null));
  if (!best) return null;
  const { width, sample, broken } = best;
  const before = Math.max(skip, linesBefore(sample, width));
  const { quotes } = best.dialect;
  const isKnown = quotes === 'none' || quotes === 'backslash';
  return {
    // Quotes are read strictly at first; `profile` tries the other ways where that fails.
    dialect: { ...best.dialect, quotes: isKnown ? quotes : 'strict', skip: before },
    width,
    sample: sample.filter(({ line }) => line > before),
    unquoted: isKnown ? (broken ?? firstQuote(sample)) : null,
  };
}

/** Share of equally long records from which on a text is a table, if a bad one. */
const NEARLY = 0.5;

/** What is wrong with a text that is nearly a table: the first record that has not as many fields as most. */
export async function raggedRecord(text: string) {
  const best = await bestAttempt(text, SEPARATORS, 0);
  if (!best || best.share < NEARLY) return null;
  const ragged = best.sample.filter(record => cellsOf(record, best.width) === null);
  const { line, fields } = ragged[0]!;
  return { line, fields: fields.length, expected: best.width, ragged: ragged.length, rows: best.sample.length };
}
