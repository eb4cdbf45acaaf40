import { Refusal } from '#shared/contract/refusal.ts';
import type { OnProgress } from '../raw/dataset.ts';
import { MAX_ROWS } from '../raw/limits.ts';
import { ColumnProfile } from './column-profile.ts';
import { MAX_CELLS, MAX_EXAMPLES, MAX_RAGGED_SHARE, MAX_ROW_CHARACTERS } from './limits.ts';
import { NoRows } from './no-rows.ts';
import { BrokenRow, type CsvRecord, type Dialect, type QuoteMode } from './records.ts';
import { cellsOf, rowsOf } from './rows.ts';
import { saidMissing } from './said-missing.ts';
import type { Table } from './table.ts';

/** Different values that are counted in all columns together, and at least and at most in each. */
const MAX_COUNTED = 4_000_000;
const MIN_COUNTED_HERE = 1000;
const MAX_COUNTED_HERE = 50_000;

/** Rows from which on it is looked whether too many are ragged to go on. */
const RAGGED_CHECK_ROWS = 50_000;

/** What the first pass over a table found. */
export interface TableProfile {
  /** How quotes turned out to be read. */
  dialect: Dialect;
  /** Where they could not be read strictly; null where they could. */
  quotes: { line: number; column: number } | null;
  /** Rows with all their fields. */
  rows: number;
  columns: ColumnProfile[];
  /** Rows with too many or too few fields, which are left out. */
  ragged: { rows: number; examples: CsvRecord[] };
  /** Rows that are none: the header again, units below it, sums. */
  noRows: NoRows;
  /** The first 20 rows, as they are written. */
  preview: string[][];
  /** How many cells each value was found in that the person says stands for "no value". */
  saidMissing: readonly number[];
}

const PREVIEW_ROWS = 20;

function tooManyRagged({ file, columns }: Table, profile: TableProfile): Refusal {
  const { line, fields } = profile.ragged.examples[0]!;
  return new Refusal('error.data.csv.ragged', {
    file: file.name,
    ragged: profile.ragged.rows,
    rows: profile.rows + profile.ragged.rows,
    line,
    fields: fields.length,
    expected: columns.names.length,
    limit: 100 * MAX_RAGGED_SHARE,
  });
}

/** Goes through the table once, with quotes read in one way. */
async function pass(table: Table, dialect: Dialect, onProgress: OnProgress): Promise<TableProfile> {
  const width = table.columns.names.length;
  const counted = Math.min(MAX_COUNTED_HERE, Math.max(MIN_COUNTED_HERE, Math.floor(MAX_COUNTED / width)));
  const columns = table.columns.names.map(() => new ColumnProfile(counted));
  const said = saidMissing(table);
  const profile: TableProfile = {
    dialect,
    quotes: null,
    rows: 0,
    columns,
    ragged: { rows: 0, examples: [] },
    noRows: new NoRows(table, columns),
    preview: [],
    saidMissing: said.found,
  };
  const { ragged, preview } = profile;
  const count = (cells: string[], line: number): void => {
    profile.rows++;
    const values = said.blanked(cells);
    for (let i = 0; i < width; i++) columns[i]!.add(values[i]!, line);
  };
  const isTooRagged = () => ragged.rows > MAX_RAGGED_SHARE * (profile.rows + ragged.rows);
  for await (const batch of rowsOf(table, dialect, onProgress)) {
    for (const record of batch) {
      const cells = cellsOf(record, width);
      if (!cells) {
        ragged.rows++;
        if (ragged.examples.length < MAX_EXAMPLES) ragged.examples.push(record);
        continue;
      }
      if (profile.noRows.takes(record, cells)) continue;
      if (preview.length < PREVIEW_ROWS) preview.push(cells);
      count(cells, record.line);
    }
    if (profile.rows > MAX_ROWS)
      throw new Refusal('error.data.csv.tooManyRows', { file: table.file.name, limit: MAX_ROWS });
    if (profile.rows * width > 2 * MAX_CELLS)
      throw new Refusal('error.data.csv.tooManyCells', { file: table.file.name, columns: width, limit: MAX_CELLS });
    if (profile.rows + ragged.rows >= RAGGED_CHECK_ROWS && isTooRagged()) throw tooManyRagged(table, profile);
  }
  const first = profile.noRows.settle();
  if (first) {
    preview.unshift(first.cells);
    preview.length = Math.min(preview.length, PREVIEW_ROWS);
    count(first.cells, first.record.line);
  }
  if (isTooRagged()) throw tooManyRagged(table, profile);
  return profile;
}

/** What is said of a table of which a row can't be read. */
export function brokenTable(
  { file, columns }: Pick<Table, 'file' | 'columns'>,
  { problem, line, column }: BrokenRow,
): Refusal {
  const where = { file: file.name, line, column, name: columns.names[column - 1] ?? '' };
  if (problem === 'tooLong')
    return new Refusal('error.data.csv.rowTooLong', { file: file.name, line, limit: MAX_ROW_CHARACTERS });
  return new Refusal(problem === 'unclosed' ? 'error.data.csv.quoteNotClosed' : 'error.data.csv.quoteInField', where);
}

/**
 * The first pass over a table: what its columns hold, counted over all rows. Quotes are read strictly; where that fails,
 * with backslashes before those within fields, if no row is ragged then; else laxly; where that fails too, as characters
 * like any other, again only if no row is ragged.
 * @throws Refusal where the table can't be read
 */
export async function profileTable(table: Table, onProgress: OnProgress): Promise<TableProfile> {
  const known = table.dialect.quotes;
  const ways: QuoteMode[] = known === 'strict' ? ['strict', 'backslash', 'lax', 'none'] : [known];
  let first: BrokenRow | null = null;
  for (const quotes of ways) {
    try {
      const profile = await pass(table, { ...table.dialect, quotes }, onProgress);
      if (first && quotes === 'none' && profile.ragged.rows > 0) break;
      if (first && quotes === 'backslash' && profile.ragged.rows > 0) continue;
      return { ...profile, quotes: first ?? table.unquoted };
    } catch (error) {
      if (error instanceof BrokenRow) first ??= error;
      else if (!first || !(error instanceof Refusal)) throw error;
    }
  }
  throw brokenTable(table, first!);
}
