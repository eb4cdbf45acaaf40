import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { uniqueNames } from '../csv/header.ts';
import { inParts, oneFile, type PartFile, partFiles } from '../csv/parts.ts';
import { readTable } from '../csv/read-table.ts';
import type { CsvRecord } from '../csv/records.ts';
import type { Table } from '../csv/table.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { type JsonForm, type JsonTable, jsonForm, jsonTable, recordsIn } from '../json/records.ts';
import type { OnProgress, RawDataset } from '../raw/dataset.ts';
import { passedOver } from './passed-over.ts';
import type { Reader } from './reader.ts';

const BEGINNING = 65_536;
const JSON_NAME = /\.(?:json|jsonl|ndjson|jsonlines)$/i;
/** Rows that are handed on at once. */
const BATCH = 1000;

/**
 * Reads JSON Lines and lists of objects as tables: each name is a column, objects within are columns of their own (`user.age`), null
 * is no value. Files named train, dev (or val) and test are the parts as given.
 */
export const jsonReader: Reader = {
  async open(set, choice) {
    if (choice.kind === 'images') return null;
    const found = await jsonParts(set);
    if (!found) return null;
    const files = found.map(({ file }) => file);
    return {
      format: 'json',
      files,
      async read(onProgress) {
        const data = await read(set.name, found, choice, onProgress);
        return { ...data, warnings: [...passedOver(set, files), ...data.warnings] };
      },
    };
  },
};

type Found = PartFile & { form: JsonForm };

/** The JSON files of a set; null where there are none. @throws Refusal where there are several that are no parts of one table */
async function jsonParts({ name, kind, files }: FileSet): Promise<Found[] | null> {
  const only = kind === 'file' || files.length === 1;
  const named = only ? files : files.filter(({ path }) => JSON_NAME.test(path));
  // Beside data of another kind, JSON says something about it.
  if (named.length === 0 || (!only && 2 * named.length <= files.length)) return null;
  const parts = named.length === 1 ? [{ file: named[0]!, part: 'train' as const }] : partFiles(named);
  if (!parts) {
    const paths = named.map(({ path }) => path).slice(0, 8);
    throw new Refusal('error.data.json.several', { folder: name, count: named.length, files: paths.join(', ') });
  }
  const forms = await Promise.all(parts.map(async part => ({ ...part, form: await formOf(part.file) })));
  const isJson = (part: PartFile & { form: JsonForm | null }): part is Found => part.form !== null;
  return forms.every(isJson) ? forms : null;
}

const formOf = async (file: SourceFile): Promise<JsonForm | null> =>
  jsonForm(Buffer.from(await file.beginning(BEGINNING)).toString('utf8'));

/** A file of JSON as a table; null where it is none. @throws Refusal where a record can't be read */
export async function jsonTableIn(file: SourceFile): Promise<Table | null> {
  const form = await formOf(file);
  return form && tableOf(file, await jsonTable([{ file, form }], undefined, () => {}));
}

async function read(
  path: string,
  parts: readonly Found[],
  choice: DataChoice,
  onProgress: OnProgress,
): Promise<RawDataset> {
  const json = await jsonTable(parts, choice.encoding, done => onProgress(done / 3));
  const table = tableOf(oneFile(path, parts), json);
  const data = await readTable(table, choice, done => onProgress((1 + 2 * done) / 3));
  const isLines = new Map(parts.map(({ file, form }) => [file, form === 'lines']));
  const placed = inParts(
    data,
    parts,
    json.files.map(({ last }) => last),
    (file, at) => (isLines.get(file) ? { file: file.name, line: at } : { file: `${file.name} › ${at}`, line: null }),
  );
  return { ...placed, layout: { ...placed.layout, separator: null, header: null } };
}

/** The records as a table that is read from what `recordsIn` gives. */
function tableOf(file: SourceFile, { names, files }: JsonTable): Table {
  async function* records(onProgress: OnProgress): AsyncGenerator<CsvRecord[]> {
    let before = 0;
    let batch: CsvRecord[] = [];
    for (const [i, part] of files.entries()) {
      for await (const { at, cells } of recordsIn(part, done => onProgress((i + done) / files.length))) {
        batch.push({ line: before + at, fields: names.map(name => cells.get(name) ?? '') });
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
      before += part.last;
    }
    yield batch;
  }
  return {
    file,
    encoding: files[0]!.encoding,
    dialect: { separator: ',', quotes: 'strict', skip: 0 },
    unquoted: null,
    header: names,
    underHeader: 0,
    columns: uniqueNames(names, names.length),
    before: null,
    records,
  };
}
