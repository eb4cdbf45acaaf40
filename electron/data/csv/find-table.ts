import { Refusal } from '#shared/contract/refusal.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import { shortened } from '../raw/row-text.ts';
import { encodingOf, notAsChosen } from '../text/chosen.ts';
import { textOf } from '../text/text.ts';
import { bestAttempt } from './attempt.ts';
import { type DecimalCommas, decimalCommas } from './decimal-commas.ts';
import { type Found, findDialect, hasShortColumn, raggedRecord } from './dialect.ts';
import { hasHeader, underHeader, uniqueNames } from './header.ts';
import { MAX_COLUMNS, MAX_RAGGED_SHARE, MAX_ROW_CHARACTERS } from './limits.ts';
import { cellsOf } from './rows.ts';
import type { Table } from './table.ts';
import { isNamedTable } from './table-files.ts';

/** Characters at the beginning that a table is recognised by: as many as the longest row may have. */
const SAMPLE_CHARACTERS = MAX_ROW_CHARACTERS;

/** Share of control characters from which on a file is no text. */
const BINARY = 0.01;

async function beginningOf(
  file: SourceFile,
  chosen: TextEncoding | undefined,
): Promise<{ encoding: Encoding; text: string }> {
  const encoding = await encodingOf(file, chosen);
  let text = '';
  for await (const piece of textOf(file, encoding)) {
    text += piece;
    if (text.length >= SAMPLE_CHARACTERS) {
      const end = text.lastIndexOf('\n', SAMPLE_CHARACTERS);
      return { encoding, text: text.slice(0, end < 0 ? SAMPLE_CHARACTERS : end + 1) };
    }
  }
  return { encoding, text };
}

const isBinary = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  (text.match(/[\u0000-\u0008\u000e-\u001a\ufffd]/g)?.length ?? 0) > BINARY * text.length;

/** A file that is named like a table and is none. */
async function noTable(file: SourceFile, text: string): Promise<Refusal> {
  if (text.trim() === '') return new Refusal('error.data.csv.empty', { file: file.name });
  if (isBinary(text)) return new Refusal('error.data.csv.notText', { file: file.name });
  if (text.length >= SAMPLE_CHARACTERS && !/[\r\n]/.test(text))
    return new Refusal('error.data.csv.rowTooLong', { file: file.name, line: 1, limit: MAX_ROW_CHARACTERS });
  const commas = decimalCommas((await bestAttempt(text, [','], 0))?.sample ?? []);
  if (commas) return withDecimalCommas(file, commas);
  const ragged = await raggedRecord(text);
  if (ragged)
    return new Refusal('error.data.csv.ragged', { file: file.name, ...ragged, limit: 100 * MAX_RAGGED_SHARE });
  return new Refusal('error.data.csv.oneColumn', { file: file.name });
}

/** Characters of a row that is shown. */
const SHOWN = 60;

const withDecimalCommas = (file: SourceFile, { text, ...where }: DecimalCommas): Refusal =>
  new Refusal('error.data.csv.decimalCommas', { file: file.name, ...where, text: shortened(text, SHOWN) });

/** Names and width of the columns, whether the first record names them, and how many below it are no rows. */
function headerOf(
  file: SourceFile,
  { width, sample, dialect }: Found,
): Pick<Table, 'header' | 'columns' | 'underHeader'> {
  const [first, ...below] = sample;
  const same = below.filter(({ fields }) => fields.length === width);
  const commas = dialect.separator === ',' && first!.fields.length < width ? decimalCommas(sample) : null;
  const rowNames = same.map(({ fields }) => fields[0]!);
  // R writes the names of the rows, which differ, as a column without a name of its own.
  const isR =
    first!.fields.length === width - 1 &&
    new Set(rowNames).size === same.length &&
    !(commas && rowNames.some((name, i) => i > 0 && Number(name) < Number(rowNames[i - 1])));
  const names = isR ? ['', ...first!.fields] : cellsOf(first!, width);
  if (!names && commas) throw withDecimalCommas(file, commas);
  if (!names) {
    const { line, fields } = first!;
    throw new Refusal('error.data.csv.headerWidth', { file: file.name, line, names: fields.length, fields: width });
  }
  const header = isR || hasHeader(names, same) ? names : null;
  return { header, columns: uniqueNames(header, width), underHeader: header ? underHeader(same) : 0 };
}

/**
 * Looks whether a file is a table, from its beginning.
 * @param chosen the encoding that the person says it is written in.
 * @returns null where it is not, and its name doesn't say so either
 * @throws Refusal where its name says so, and where it is a table that can't be used
 */
export async function findTable(file: SourceFile, chosen?: TextEncoding): Promise<Table | null> {
  const isNamed = isNamedTable(file);
  const begun = await beginningOf(file, chosen).catch((error: unknown) => {
    // Whether what can't be read as text is anything else is for other readers to say.
    if (error instanceof Refusal && !isNamed && chosen === undefined) return null;
    throw error;
  });
  if (!begun) return null;
  const { encoding, text } = begun;
  const found = isBinary(text) ? null : await findDialect(text);
  if (!found || (!isNamed && !hasShortColumn(found))) {
    if (isNamed && encoding.detected) throw notAsChosen(file, encoding);
    if (isNamed) throw await noTable(file, text);
    return null;
  }
  if (found.width > MAX_COLUMNS)
    throw new Refusal('error.data.csv.tooManyColumns', { file: file.name, columns: found.width, limit: MAX_COLUMNS });
  const { dialect, unquoted } = found;
  const example = text.slice(0, text.search(/[\r\n]|$/));
  const hasMoreBefore = dialect.skip > (/^sep=/i.test(text) ? 1 : 0);
  return {
    file,
    encoding,
    dialect,
    unquoted,
    before: hasMoreBefore ? { lines: dialect.skip, example } : null,
    ...headerOf(file, found),
  };
}
