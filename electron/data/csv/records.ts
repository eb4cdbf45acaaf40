import { type CsvError, Parser } from 'csv-parse';
import { MAX_ROW_CHARACTERS } from './limits.ts';

/**
 * How quotes are read: `strict` as RFC 4180 has them, `lax` where a quote may also stand in the middle of a field, `backslash`
 * where one within a field is written `\"` (Spark, MySQL), `none` where it is a character like any other.
 */
export type QuoteMode = 'strict' | 'backslash' | 'lax' | 'none';

export interface Dialect {
  /** A space stands for one space or tab and more. */
  separator: string;
  quotes: QuoteMode;
  /** Lines before the table: comments, a title, `sep=;`. */
  skip: number;
}

export interface CsvRecord {
  /** Where it begins, from 1. */
  line: number;
  fields: string[];
  /** Whether it stands below the names of the columns and is no row: units, types, names on a second level. */
  isUnderHeader?: true;
}

/** A row that can't be read as the dialect has it. */
export class BrokenRow extends Error {
  /** `inside`: a quote in the middle of a field; `unclosed`: one that no other closes; `tooLong`: no end within the limit. */
  readonly problem: 'inside' | 'unclosed' | 'tooLong';
  /** Where the row begins, from 1. */
  readonly line: number;
  /** The field, from 1. */
  readonly column: number;

  constructor(problem: BrokenRow['problem'], line: number, column: number) {
    super(`${problem} in line ${line}, column ${column}`);
    this.problem = problem;
    this.line = line;
    this.column = column;
  }
}

const PROBLEMS: Partial<Record<string, BrokenRow['problem']>> = {
  INVALID_OPENING_QUOTE: 'inside',
  CSV_INVALID_CLOSING_QUOTE: 'inside',
  CSV_QUOTE_NOT_CLOSED: 'unclosed',
  CSV_MAX_RECORD_SIZE: 'tooLong',
};

/** Pieces of text with `\n` at the end of each line, whatever the lines ended with, without the first `skip` lines. */
async function* withPlainLineEnds(pieces: AsyncIterable<string>, skip: number): AsyncGenerator<string> {
  let left = skip;
  let held = '';
  const plain = (text: string): string => {
    let rest = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    for (; left > 0 && rest !== ''; ) {
      const end = rest.indexOf('\n');
      if (end >= 0) left--;
      rest = end < 0 ? '' : rest.slice(end + 1);
    }
    return rest;
  };
  for await (const piece of pieces) {
    const text = held + piece;
    // A \r at the end may be the first half of \r\n.
    held = text.endsWith('\r') ? '\r' : '';
    yield plain(held ? text.slice(0, -1) : text);
  }
  if (held) yield plain(held);
}

/** The same without spaces and tabs around lines, and with one space for several. */
async function* withSingleSpaces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  let atStart = true;
  for await (const piece of pieces) {
    const text = (held + piece).replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n');
    const line: string = atStart ? text.replace(/^ /, '') : text;
    // A space at the end may be the first of several, or the last of its line.
    held = line.endsWith(' ') ? ' ' : '';
    const plain: string = held ? line.slice(0, -1) : line;
    yield plain;
    if (plain !== '') atStart = plain.endsWith('\n');
  }
}

const newlines = (fields: readonly string[]): number =>
  fields.reduce((count, field) => count + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0);

/**
 * Has a parser expect of each record the number of fields that it has. `relax_column_count` alone makes an error of each
 * record that is not as wide as the first, only to drop it: below a title, that is fifty times the work of reading the row.
 */
function allowAnyWidth(parser: Parser): void {
  const { api } = parser as unknown as { api: ParserApi };
  const { state, __onRecord } = api;
  api.__onRecord = push => {
    state.expectedRecordLength = state.record.length;
    return __onRecord.call(api, push);
  };
}

/** What a parser has inside, in the version that package.json names. */
interface ParserApi {
  state: { record: string[]; expectedRecordLength: number };
  __onRecord(push: unknown): unknown;
}

/**
 * The records of a text in its dialect, some at a time; blank lines are none.
 * @throws BrokenRow after the records before it
 */
export async function* recordsOf(pieces: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<CsvRecord[]> {
  let records: CsvRecord[] = [];
  let end = dialect.skip;
  let swallowed: BrokenRow | null = null;
  const lax = dialect.quotes === 'lax';
  const parser = new Parser({
    delimiter: dialect.separator,
    quote: dialect.quotes === 'none' ? null : '"',
    escape: dialect.quotes === 'backslash' ? '\\' : '"',
    relax_quotes: lax,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
    on_record: (fields: string[], info) => {
      const last = info.lines + dialect.skip;
      const line = last === end + 1 ? last : last - newlines(fields);
      end = last;
      // Read laxly, a quote that is closed by one in a later row would swallow what is between them.
      if (lax && line !== last)
        for (const [i, field] of fields.entries())
          if (field.startsWith('"') && field.includes('\n')) swallowed ??= new BrokenRow('unclosed', line, i + 1);
      records.push({ line, fields });
      return null;
    },
  });
  allowAnyWidth(parser);
  // Each error comes back with the write that caused it.
  parser.on('error', () => undefined);
  /** What is wrong with a row that was just written, null where nothing is. */
  const written = (write: (done: (error?: Error | null) => void) => void): Promise<BrokenRow | null> =>
    new Promise((resolve, reject) =>
      write(error => {
        if (!error) return resolve(swallowed);
        const { code, column } = error as CsvError;
        const problem = PROBLEMS[code];
        if (problem === undefined) return reject(error);
        resolve(new BrokenRow(problem, end + 1, Number(column ?? 0) + 1));
      }),
    );
  const taken = (): CsvRecord[] => {
    const batch = records;
    records = [];
    return batch;
  };
  const lines = withPlainLineEnds(pieces, dialect.skip);
  for await (const piece of dialect.separator === ' ' ? withSingleSpaces(lines) : lines) {
    if (piece === '') continue;
    const broken = await written(done => parser.write(piece, done));
    yield taken();
    if (broken) throw broken;
  }
  const broken = await written(done => parser.end(done));
  yield taken();
  if (broken) throw broken;
}
