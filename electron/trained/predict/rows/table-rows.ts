import { basename } from 'node:path';
import { isMissing, parseNumber } from '#electron/data/csv/cells.ts';
import { pixelScale } from '#electron/data/csv/pixels.ts';
import type { CsvRecord } from '#electron/data/csv/records.ts';
import { cellsOf, isHeaderAgain, rowsOf } from '#electron/data/csv/rows.ts';
import { saidMissing } from '#electron/data/csv/said-missing.ts';
import type { SourceFile } from '#electron/data/files/file-set.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { applyToNewRows, applyToNewTexts } from '#electron/data/preprocessing/new-rows.ts';
import { tokenise } from '#electron/data/preprocessing/tokenise.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { ColumnsCheck } from './columns.ts';
import { ALL_NAMED, listed, type NewRow, type NewRowBatch, type NewRows } from './new-rows.ts';
import { type OwnColumns, openTable, plainName, readableDialect } from './open-table.ts';

/** A column of texts where the project's own source had none by name. */
const TEXT = 'text';

/**
 * New rows of a table (CSV, TSV, JSON), for a network that was trained on columns, on texts, or on grey images with a pixel a column. Columns are found by their names, in any
 * order.
 * @throws Refusal where it is no table, or lacks a column
 */
export async function tableRows(
  file: SourceFile,
  { preprocessing, report, facts, splits }: Prepared,
  choice: DataChoice,
): Promise<NewRows> {
  const own = ownColumns({ preprocessing, report, facts });
  const table = await openTable(file, own);
  const { dialect } = await readableDialect(table);
  const { names } = table.columns;
  const placeOf = (wanted: string): number => {
    const exact = names.indexOf(wanted);
    return exact >= 0 ? exact : names.findIndex(name => plainName(name) === plainName(wanted));
  };
  const places = own.needed.map(placeOf);
  const missing = own.needed.filter((_, i) => places[i] === -1);
  if (missing.length > 0) {
    const values = {
      file: basename(file.path),
      count: missing.length,
      missing: listed(missing, ALL_NAMED),
      found: listed(names, ALL_NAMED),
    };
    throw new Refusal('error.predict.columns', values);
  }
  const targetAt = own.target === null ? -1 : placeOf(own.target);
  const extra = names.filter((_, i) => !places.includes(i) && i !== targetAt);
  const said = choice.missing?.filter(({ column }) => column === undefined || placeOf(column) >= 0) ?? [];
  const { blanked } = saidMissing({ ...table, missing: said });
  const check = preprocessing.kind === 'table' ? new ColumnsCheck(preprocessing) : null;
  const pixelIn = preprocessing.kind === 'images' ? pixelReader({ report, splits }) : null;
  const known = preprocessing.kind === 'text' ? new Set(preprocessing.vocabulary) : null;
  let wordless = 0;

  const rowOf = (
    record: CsvRecord,
  ): { row: NewRow; cells: Record<string, string>; text: string; pixels?: string[] } => {
    const { line } = record;
    const place = { file: file.name, line };
    const found = cellsOf(record, names.length);
    if (!found) {
      const bad: Reason = {
        key: 'predict.bad.fields',
        values: { count: record.fields.length, expected: names.length },
      };
      return { row: { place, cells: folded(record.fields, names.length), bad, target: null }, cells: {}, text: '' };
    }
    const plain = blanked(found);
    const target = targetAt < 0 ? null : targetIn(plain[targetAt]!, facts, report.layout.decimal);
    if (check) {
      const cells = Object.fromEntries(own.needed.map((name, i) => [name, plain[places[i]!]!]));
      return { row: { place, cells: found, bad: check.look(cells), target }, cells, text: '' };
    }
    if (pixelIn) {
      const at = places.findIndex(at => pixelIn(plain[at]!) === null);
      const bad: Reason | null =
        at < 0
          ? null
          : {
              key: 'predict.bad.number',
              values: { column: own.needed[at]!, cell: listed([plain[places[at]!]!.trim()]) },
            };
      return { row: { place, cells: found, bad, target }, cells: {}, text: '', pixels: places.map(at => plain[at]!) };
    }
    const parts = places.map(at => plain[at]!).filter(cell => !isMissing(cell));
    const text = parts.map(part => part.trim()).join('\n');
    const bad: Reason | null = parts.length === 0 ? { key: 'predict.bad.noText', values: {} } : null;
    if (!bad && known && !tokenise(text).some(word => known.has(word))) wordless++;
    return { row: { place, cells: found, bad, target }, cells: {}, text };
  };

  return {
    columns: [...names],
    hasTarget: targetAt >= 0,
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for await (const batch of rowsOf(table, dialect, onProgress)) {
        const records = batch.filter(record => {
          const cells = cellsOf(record, names.length);
          return !record.isUnderHeader && !(cells && isHeaderAgain(table, cells));
        });
        for (let at = 0; at < records.length; at += ROWS_AT_ONCE) {
          const some = records.slice(at, at + ROWS_AT_ONCE).map(rowOf);
          const good = some.filter(({ row }) => !row.bad);
          const stored =
            preprocessing.kind === 'text'
              ? applyToNewTexts(
                  preprocessing,
                  good.map(({ text }) => text),
                )
              : preprocessing.kind === 'table'
                ? applyToNewRows(
                    preprocessing,
                    good.map(({ cells }) => cells),
                  )
                : Uint8Array.from(good.flatMap(({ pixels = [] }) => pixels.map(cell => pixelIn?.(cell) ?? 0)));
          yield { rows: some.map(({ row }) => row), stored };
        }
      }
    },
    notes: () => [
      ...(extra.length > 0
        ? [{ key: 'predict.note.extraColumns' as const, values: { count: extra.length, columns: listed(extra) } }]
        : []),
      ...(table.underHeader > 0
        ? [
            {
              key: 'predict.note.leftOut' as const,
              values: { count: table.underHeader, reasonKey: 'data.csv.underHeader' },
            },
          ]
        : []),
      ...(check?.notes() ?? []),
      ...(wordless > 0 ? [{ key: 'predict.note.wordless' as const, values: { count: wordless } }] : []),
    ],
  };
}

/** The columns of a project's own table, and which of them a prediction needs. */
function ownColumns({
  preprocessing,
  report,
  facts,
}: Pick<Prepared, 'preprocessing' | 'report' | 'facts'>): OwnColumns {
  const names = report.columns.map(({ name }) => name);
  const inputs = report.columns.filter(({ role }) => role === 'input').map(({ name }) => name);
  const needed =
    preprocessing.kind === 'table'
      ? preprocessing.columns.map(({ name }) => name)
      : inputs.length > 0
        ? inputs
        : [TEXT];
  const measured =
    preprocessing.kind === 'table'
      ? preprocessing.columns.flatMap(column => ('mean' in column ? [column.name] : []))
      : [];
  return { names, target: facts.target, needed, measured, header: report.layout.header !== false };
}

/** A cell as a pixel from 0 to 255, by the scale of the project's own file: a few new rows would tell another one. Null: it is none. */
function pixelReader(prepared: Pick<Prepared, 'report' | 'splits'>): (cell: string) => number | null {
  const scale = pixelScale(brightestOf(prepared));
  const { decimal } = prepared.report.layout;
  return cell => {
    const value = parseNumber(cell, decimal ?? '.');
    return value === null ? null : (Uint8ClampedArray.of(scale * value)[0] ?? null);
  };
}

/** Pixels are stored from 0 to 255; those of a smaller scale, as 0 to 16, are the multiples of its brightest one. */
const STORED = 255;

/**
 * The brightest pixel of the project's own file as it was written: the least that its columns' frequent values and all stored pixels allow.
 */
function brightestOf({ report, splits }: Pick<Prepared, 'report' | 'splits'>): number {
  const inputs = report.columns.filter(({ role }) => role === 'input');
  const written = Math.max(1, ...inputs.flatMap(({ top }) => top.map(({ value }) => Number(value) || 0)));
  const stored = new Set<number>();
  for (const { inputs } of [splits.train, splits.dev]) for (const pixel of inputs) stored.add(pixel);
  for (let brightest = written; pixelScale(brightest) > 1; brightest++) {
    const scale = pixelScale(brightest);
    const known = new Set(Uint8ClampedArray.from({ length: brightest + 1 }, (_, value) => scale * value));
    if ([...stored].every(pixel => known.has(pixel))) return brightest;
  }
  return STORED;
}

/** The fields of a row that has too many or too few, in so many cells: what is over stands in the last. */
function folded(fields: readonly string[], width: number): string[] {
  const cells = Array.from({ length: width }, (_, i) => fields[i] ?? '');
  if (fields.length > width) cells[width - 1] = fields.slice(width - 1).join(',');
  return cells;
}

/** What a cell of the target says: one of the classes, or a number; null where neither. */
function targetIn(
  cell: string,
  { task, classes }: Prepared['facts'],
  decimal: '.' | ',' | null,
): string | number | null {
  const value = parseNumber(cell, decimal ?? '.');
  if (task === 'regression') return value;
  const bare = cell.trim();
  if (classes.includes(bare)) return bare;
  return value !== null && classes.includes(String(value)) ? String(value) : null;
}
