import { Readable } from 'node:stream';
import { findTable } from '#electron/data/csv/find-table.ts';
import { underHeader, uniqueNames } from '#electron/data/csv/header.ts';
import { brokenTable } from '#electron/data/csv/profile.ts';
import { BrokenRow, type CsvRecord, type Dialect, type QuoteMode, recordsOf } from '#electron/data/csv/records.ts';
import { cellsOf, rowsOf } from '#electron/data/csv/rows.ts';
import type { Table } from '#electron/data/csv/table.ts';
import type { Encoding } from '#electron/data/encoding/encoding.ts';
import type { SourceFile } from '#electron/data/files/file-set.ts';
import { MAX_ROWS } from '#electron/data/raw/limits.ts';
import { jsonTableIn } from '#electron/data/readers/json.ts';
import { detectEncoding } from '#electron/data/text/detect.ts';
import { linesOf } from '#electron/data/text/lines.ts';
import { Refusal } from '#shared/contract/refusal.ts';

/** Names that a project's own table has, and whether they stand in its first line. */
export interface OwnColumns {
  /** All of them, in their order. */
  names: readonly string[];
  target: string | null;
  /** What rows need to be predicted. */
  needed: readonly string[];
  /** Those of them that hold numbers or dates. */
  measured: readonly string[];
  header: boolean;
}

/** Whether names hold all that is needed. */
const holds = (names: readonly string[], needed: readonly string[]): boolean => {
  const plain = new Set(names.map(plainName));
  return needed.every(name => plain.has(plainName(name)));
};

export const plainName = (name: string): string => name.trim().toLowerCase();

/**
 * A file of new rows as a table. What its first line is, the project's own columns tell: a few rows alone often can't.
 * @throws Refusal where it is no table
 */
export async function openTable(file: SourceFile, own: OwnColumns): Promise<Table> {
  const json = await jsonTableIn(file);
  if (json) return json;
  const named = await byFirstLine(file, own);
  if (named) return withoutUnits(named, own);
  const found = await findTable(file);
  if (!found) throw new Refusal('error.data.csv.oneColumn', { file: file.name });
  return withoutUnits(await withHeaderOf(found, own), own);
}

/** The table with units or types below its names known to be no rows, as in training: few rows alone often can't tell. */
async function withoutUnits(table: Table, { measured }: OwnColumns): Promise<Table> {
  if (!table.header || table.underHeader > 0) return table;
  const wanted = new Set(measured.map(plainName));
  const places = table.columns.names.flatMap((name, i) => (wanted.has(plainName(name)) ? [i] : []));
  return { ...table, underHeader: underHeader(await firstRecords(table), places) };
}

/** A sign that no text holds, for a table of one column. */
const NEVER = '\u001f';
const SEPARATORS = [NEVER, '\t', ';', '|', ','] as const;

/**
 * A table whose first line names all that is needed, with one of the usual signs between: however few rows are below it, and however many
 * of them are broken.
 */
async function byFirstLine(file: SourceFile, { needed, header }: OwnColumns): Promise<Table | null> {
  if (!header) return null;
  const encoding = await detectEncoding(file);
  const line = await firstLine(file, encoding);
  for (const separator of SEPARATORS) {
    const dialect: Dialect = { separator, quotes: 'strict', skip: 0 };
    const names = await fieldsOf(line, dialect);
    if (!holds(names, needed)) continue;
    const columns = uniqueNames(names, names.length);
    return { file, encoding, dialect, unquoted: null, header: names, underHeader: 0, columns, before: null };
  }
  return null;
}

async function firstLine(file: SourceFile, encoding: Encoding): Promise<string> {
  for await (const { text } of linesOf(file, encoding)) return text;
  return '';
}

/** The fields of a line; none where its quotes are broken. */
async function fieldsOf(line: string, dialect: Dialect): Promise<string[]> {
  const fields: string[] = [];
  try {
    for await (const records of recordsOf(Readable.from([line]), dialect))
      fields.push(...records.flatMap(record => record.fields));
  } catch (error) {
    if (!(error instanceof BrokenRow)) throw error;
    return [];
  }
  return fields;
}

async function withHeaderOf(table: Table, { names, target, header }: OwnColumns): Promise<Table> {
  const width = table.columns.names.length;
  if (header) {
    if (table.header) return table;
    // Of few rows it can't be told by themselves.
    const [first] = await firstRecords(table);
    if (!first) return table;
    return { ...table, header: first.fields, columns: uniqueNames(first.fields, width) };
  }
  const without = names.filter(name => name !== target);
  const own = width === names.length ? names : width === without.length ? without : null;
  return own ? { ...table, header: null, columns: { names: [...own], unnamed: [], repeated: [] } } : table;
}

/** So many rows tell whether they begin with units. */
const FIRST = 4;

/** The rows that a table begins with, up to one that can't be read. */
async function firstRecords(table: Table): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  try {
    for await (const batch of rowsOf(table, table.dialect, () => {})) {
      records.push(...batch);
      if (records.length >= FIRST) break;
    }
  } catch (error) {
    if (!(error instanceof BrokenRow)) throw error;
  }
  return records.slice(0, FIRST);
}

/** In the order in which they are tried (`profileTable` reads a project's own table by the same rules). */
const WAYS: readonly QuoteMode[] = ['strict', 'backslash', 'lax', 'none'];

/**
 * How quotes are read in a table so that all of its rows can be, and how many there are.
 * @throws Refusal where they can't be in any way, or there are too many
 */
export async function readableDialect(table: Table): Promise<{ dialect: Dialect; rows: number }> {
  const ways = table.dialect.quotes === 'strict' ? WAYS : [table.dialect.quotes];
  const width = table.columns.names.length;
  let first: BrokenRow | null = null;
  for (const quotes of ways) {
    const dialect = { ...table.dialect, quotes };
    let [rows, ragged] = [0, 0];
    try {
      for await (const batch of rowsOf(table, dialect, () => {})) {
        rows += batch.length;
        ragged += batch.filter(record => cellsOf(record, width) === null).length;
        if (rows > MAX_ROWS)
          throw new Refusal('error.data.csv.tooManyRows', { file: table.file.name, limit: MAX_ROWS });
      }
    } catch (error) {
      if (!(error instanceof BrokenRow)) throw error;
      first ??= error;
      continue;
    }
    if (first && quotes !== 'lax' && ragged > 0) continue;
    return { dialect, rows };
  }
  throw brokenTable(table, first!);
}
