import { parseNumber } from './cells.ts';
import { MAX_RAGGED_SHARE } from './limits.ts';
import { BrokenRow, type CsvRecord, type Dialect, type QuoteMode, recordsOf } from './records.ts';

/** Records that are looked at. */
const SAMPLE_RECORDS = 500;

/** What can stand between fields. The first of those that fit equally well is taken: a comma may also be a decimal sign. */
const SEPARATORS = ['\t', ';', '|', ','] as const;

const PIECE = 65_536;

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += PIECE) yield text.slice(i, i + PIECE);
}

/** The first records that a text has in a dialect, up to one that is broken. */
async function sampleOf(text: string, dialect: Dialect): Promise<{ sample: CsvRecord[]; broken: boolean }> {
  const sample: CsvRecord[] = [];
  let broken = false;
  try {
    for await (const records of recordsOf(piecesOf(text), dialect)) {
      sample.push(...records);
      if (sample.length >= SAMPLE_RECORDS) break;
    }
  } catch (error) {
    if (!(error instanceof BrokenRow)) throw error;
    broken = sample.length < SAMPLE_RECORDS;
  }
  return { sample: sample.slice(0, SAMPLE_RECORDS), broken };
}

/**
 * How many fields most records have, and the share of the records that do. Empty fields at the end may be more than the
 * table has columns.
 */
function usualWidth(records: readonly CsvRecord[]): { width: number; share: number } {
  const widths = new Set(records.map(({ fields }) => fields.length));
  const filled = records.map(({ fields }) => fields.findLastIndex(field => field.trim() !== '') + 1);
  let [width, most] = [0, 0];
  for (const candidate of widths) {
    const fits = records.filter(({ fields }, i) => filled[i]! <= candidate && candidate <= fields.length).length;
    if (fits > most || (fits === most && candidate > width)) [width, most] = [candidate, fits];
  }
  return { width, share: records.length === 0 ? 0 : most / records.length };
}

export interface Found {
  dialect: Dialect;
  width: number;
  /** The first records of the table, the header among them if there is one. */
  sample: CsvRecord[];
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
    const numbers = cells.filter(cell => parseNumber(cell, '.') !== null || parseNumber(cell, ',') !== null).length;
    return (
      words < PROSE_WORDS * cells.length && (2 * numbers > cells.length || 2 * new Set(cells).size <= cells.length)
    );
  }).includes(true);
}

/** Lines before the table: comments, and a title that fills one field at most. */
function linesBefore(sample: readonly CsvRecord[], width: number): number {
  let skip = 0;
  for (const { line, fields } of sample) {
    const filled = fields.filter(field => field.trim() !== '').length;
    if (fields.length === width || (filled > 1 && !fields[0]!.startsWith('#'))) return skip === 0 ? 0 : line - 1;
    skip++;
  }
  return 0;
}

/** Excel's own first line, which names the separator. */
const SEPARATOR_LINE = /^sep=([,;|\t])\r?(?:\n|\r|$)/i;

/**
 * Finds out how a table is written from its beginning: the separator is the one that gives most records the same number of
 * fields, at least two, outside quotes; quotes are characters like any other where only that makes the records alike.
 * @param text whole lines
 * @returns null where no separator gives a table.
 */
export async function findDialect(text: string): Promise<Found | null> {
  const named = SEPARATOR_LINE.exec(text)?.[1];
  const skip = named === undefined ? 0 : 1;
  let best: (Found & { share: number; broken: boolean }) | null = null;
  for (const quotes of ['lax', 'none'] satisfies QuoteMode[])
    for (const separator of named === undefined ? SEPARATORS : [named]) {
      if (!text.includes(separator)) continue;
      const dialect: Dialect = { separator, quotes, skip };
      const { sample, broken } = await sampleOf(text, dialect);
      const { width, share } = usualWidth(sample);
      if (width < 2 || share < 1 - MAX_RAGGED_SHARE) continue;
      const mends = best?.broken && best.dialect.quotes !== quotes && share === 1;
      if (mends || share > (best?.share ?? 0)) best = { dialect, width, sample, share, broken };
    }
  if (!best) return null;
  const before = Math.max(skip, linesBefore(best.sample, best.width));
  return {
    // Quotes are read strictly at first; `profile` tries the other ways where that fails.
    dialect: { ...best.dialect, quotes: best.dialect.quotes === 'lax' ? 'strict' : 'none', skip: before },
    width: best.width,
    sample: best.sample.filter(({ line }) => line > before),
  };
}
