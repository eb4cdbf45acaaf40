import { parseNumber } from './cells.ts';
import { MAX_RAGGED_SHARE } from './limits.ts';
import { BrokenRow, type CsvRecord, type Dialect, type QuoteMode, recordsOf } from './records.ts';

/** Records that are looked at. */
const SAMPLE_RECORDS = 500;

const PIECE = 65_536;

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += PIECE) yield text.slice(i, i + PIECE);
}

/** The first records that a text has in a dialect, up to one that is broken. */
async function sampleOf(text: string, dialect: Dialect): Promise<{ sample: CsvRecord[]; broken: BrokenRow | null }> {
  const sample: CsvRecord[] = [];
  let broken: BrokenRow | null = null;
  try {
    for await (const records of recordsOf(piecesOf(text), dialect)) {
      sample.push(...records);
      if (sample.length >= SAMPLE_RECORDS) break;
    }
  } catch (error) {
    if (!(error instanceof BrokenRow)) throw error;
    broken = sample.length < SAMPLE_RECORDS ? error : null;
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

/** A text as it reads in one dialect. */
export interface Attempt {
  dialect: Dialect;
  sample: CsvRecord[];
  broken: BrokenRow | null;
  width: number;
  /** Of the records that have that many fields. */
  share: number;
}

async function attempt(text: string, dialect: Dialect): Promise<Attempt> {
  const { sample, broken } = await sampleOf(text, dialect);
  return { dialect, sample, broken, ...usualWidth(sample) };
}

export const isNumber = (cell: string): boolean => parseNumber(cell, '.') !== null || parseNumber(cell, ',') !== null;

/** Share of a column's cells that tells what it holds. */
export const MOSTLY = 0.8;

/** The one of two attempts that gives more records the same number of fields; one without quotes also if it mends broken ones. */
function better(best: Attempt | null, tried: Attempt): Attempt | null {
  if (tried.width < 2) return best;
  if (!best) return tried.share > 0 ? tried : null;
  const unquotes = best.dialect.quotes !== tried.dialect.quotes;
  if (!(unquotes && best.broken && tried.share === 1) && tried.share <= best.share) return best;
  // Where quotes broke under the same separator tells a person what to mend.
  return unquotes && best.dialect.separator === tried.dialect.separator ? { ...tried, broken: best.broken } : tried;
}

/** The best of those ways in which all quotes enclose fields, so that no separator within them counts; null where none is a table. */
async function wellQuoted(
  text: string,
  separators: readonly string[],
  skip: number,
  quotes: QuoteMode,
): Promise<Attempt | null> {
  let best: Attempt | null = null;
  for (const separator of separators) {
    const tried = await attempt(text, { separator, quotes, skip });
    if (!tried.broken) best = better(best, tried);
  }
  return best && best.share >= 1 - MAX_RAGGED_SHARE ? best : null;
}

/** How a text is best read, with one of these separators between its fields. */
export async function bestAttempt(text: string, separators: readonly string[], skip: number): Promise<Attempt | null> {
  const there = separators.filter(separator => text.includes(separator));
  const hasQuotes = text.includes('"');
  let best = hasQuotes ? await wellQuoted(text, there, skip, 'strict') : null;
  if (best?.share !== 1 && text.includes('\\"')) best = (await wellQuoted(text, there, skip, 'backslash')) ?? best;
  if (best?.share === 1) return best;
  const left = best ? [best.dialect.separator] : there;
  for (const quotes of (hasQuotes ? ['lax', 'none'] : ['lax']) satisfies QuoteMode[])
    for (const separator of left) best = better(best, await attempt(text, { separator, quotes, skip }));
  return best;
}
