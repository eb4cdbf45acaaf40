import { Refusal } from '#shared/contract/refusal.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import { MAX_COLUMNS } from '../csv/limits.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { OnProgress } from '../raw/dataset.ts';
import { inMiB, MAX_JSON_BYTES, MAX_ROWS } from '../raw/limits.ts';
import { encodingOf } from '../text/chosen.ts';
import { linesOf } from '../text/lines.ts';
import { textOf } from '../text/text.ts';

/** One record of JSON. */
export interface JsonRecord {
  /** Its line (of JSON Lines), or which one it is (of a list), from 1. */
  at: number;
  /** Cells by the names of their columns. */
  cells: ReadonlyMap<string, string>;
}

/** How records are written: an object a line, or all in one list. */
export type JsonForm = 'lines' | 'list';

/** Objects within objects are columns (`user.name`) down to here; what is deeper stays JSON. */
const DEEPEST = 4;

/** How a file that begins like JSON is written; null where it is none. */
export function jsonForm(beginning: string): JsonForm | null {
  const text = beginning.replace(/^\ufeff/, '').trimStart();
  if (/^\[\s*(?:"|[[{]\s*["\d\]}-])/.test(text)) return 'list';
  if (!/^\{\s*["}]/.test(text)) return null;
  const [first = '', ...rest] = text.split(/\r\n|\n|\r/);
  const isAlone = rest.every(line => line.trim() === '');
  return !isAlone && first.trimEnd().endsWith('}') ? 'lines' : 'list';
}

/** A cell as a table has it: nothing for null, JSON for lists. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function flatten(cells: Map<string, string>, value: object, before: string, depth: number): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = before === '' ? key : `${before}.${key}`;
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    if (isObject && depth < DEEPEST) flatten(cells, inner, name, depth + 1);
    else cells.set(name, cellOf(inner));
  }
}

/** The cells of an object, or of a list by their places; null of anything else. */
function cellsOf(value: unknown): Map<string, string> | null {
  if (typeof value !== 'object' || value === null) return null;
  const cells = new Map<string, string>();
  if (Array.isArray(value)) for (const [i, cell] of value.entries()) cells.set(`column ${i + 1}`, cellOf(cell));
  else flatten(cells, value, '', 1);
  return cells;
}

/** The one list of records that an object holds (`{"data": [...]}`), or the list itself; null where there is none. */
function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  const lists = Object.values(value).filter(inner => Array.isArray(inner) && inner.some(item => cellsOf(item)));
  return lists.length === 1 ? lists[0] : null;
}

async function* inLines(file: SourceFile, encoding: Encoding, onProgress: OnProgress): AsyncGenerator<JsonRecord> {
  for await (const { line, text } of linesOf(file, encoding, onProgress)) {
    const bare = line === 1 ? text.replace(/^\ufeff/, '') : text;
    if (bare.trim() === '') continue;
    const values = { file: file.name, line, text: bare.trim().slice(0, 60) };
    let cells: ReadonlyMap<string, string> | null;
    try {
      cells = cellsOf(JSON.parse(bare));
    } catch {
      throw new Refusal('error.data.json.line', values);
    }
    if (!cells) throw new Refusal('error.data.json.line', values);
    yield { at: line, cells };
  }
}

/** A list is read whole: it must be small enough for that. */
async function* inList(file: SourceFile, encoding: Encoding, onProgress: OnProgress): AsyncGenerator<JsonRecord> {
  let text = '';
  for await (const piece of textOf(file, encoding, onProgress)) {
    text += piece;
    if (text.length > MAX_JSON_BYTES)
      throw new Refusal('error.data.json.tooLarge', { file: file.name, limit: inMiB(MAX_JSON_BYTES) });
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Refusal('error.data.json.damaged', { file: file.name, detail: (error as Error).message.slice(0, 120) });
  }
  const list = listIn(value);
  const first = list?.findIndex(item => !cellsOf(item)) ?? 0;
  if (!list || first >= 0) throw new Refusal('error.data.json.noRecords', { file: file.name });
  for (const [i, item] of list.entries()) yield { at: i + 1, cells: cellsOf(item)! };
}

/** What JSON files hold: how they are written, and the columns that their records have. */
export interface JsonTable {
  names: string[];
  files: { file: SourceFile; form: JsonForm; encoding: Encoding /** The number of its last record. */; last: number }[];
}

/**
 * Goes through files once, for the names of their columns, in the order in which they first come.
 * @throws Refusal where something is no record, or there are too many
 */
export async function jsonTable(
  files: readonly { file: SourceFile; form: JsonForm }[],
  chosen: TextEncoding | undefined,
  onProgress: OnProgress,
): Promise<JsonTable> {
  const names = new Set<string>();
  const found: JsonTable['files'] = [];
  let rows = 0;
  for (const [i, { file, form }] of files.entries()) {
    const part = { file, form, encoding: await encodingOf(file, chosen), last: 0 };
    for await (const { at, cells } of recordsIn(part, done => onProgress((i + done) / files.length))) {
      for (const name of cells.keys()) names.add(name);
      part.last = at;
      if (++rows > MAX_ROWS) throw new Refusal('error.data.csv.tooManyRows', { file: file.name, limit: MAX_ROWS });
      if (names.size > MAX_COLUMNS)
        throw new Refusal('error.data.csv.tooManyColumns', {
          file: file.name,
          columns: names.size,
          limit: MAX_COLUMNS,
        });
    }
    found.push(part);
  }
  return { names: [...names], files: found };
}

/** The records of a file. @throws Refusal where one is none */
export function recordsIn(
  { file, form, encoding }: Omit<JsonTable['files'][number], 'last'>,
  onProgress: OnProgress,
): AsyncGenerator<JsonRecord> {
  return form === 'lines' ? inLines(file, encoding, onProgress) : inList(file, encoding, onProgress);
}
