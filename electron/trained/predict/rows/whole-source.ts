import { openSource } from '#electron/data/open-source.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { takeImages } from '#electron/data/preprocessing/images.ts';
import { applyTable } from '#electron/data/preprocessing/table.ts';
import { applyText } from '#electron/data/preprocessing/text.ts';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { ALL_NAMED, listed, type NewRow, type NewRowBatch, type NewRows } from './new-rows.ts';

/**
 * New rows that are read as a project's source is, labels and all: samples, arrays with their labels beside them, colours in columns.
 * @throws Refusal where they can't be read so, or are of another kind or size
 */
export async function wholeSource(source: string, prepared: Prepared, choice: DataChoice): Promise<NewRows> {
  const { preprocessing } = prepared;
  const { kind, target, task, encoding, missing } = choice;
  const said = {
    ...(kind && { kind }),
    ...(target && { target }),
    ...(task && { task }),
    ...(encoding && { encoding }),
  };
  const found = await openSource(source, { ...said, ...(missing && { missing }) });
  let raw: RawDataset;
  try {
    raw = await found.read(() => {});
  } finally {
    await found.close();
  }
  if (raw.kind !== preprocessing.kind)
    throw new Refusal('error.predict.otherKind', { path: found.name, kind: raw.kind, expected: preprocessing.kind });
  checkFits(raw, prepared, found.name);
  const left = raw.leftOut.map(({ reason, rows }) => ({ reason, rows }));
  return {
    columns: raw.kind === 'table' ? raw.inputs.map(({ name }) => name) : raw.kind === 'text' ? ['text'] : ['row'],
    hasTarget: true,
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for (let at = 0; at < raw.rows; at += ROWS_AT_ONCE) {
        const numbers = Int32Array.from({ length: Math.min(ROWS_AT_ONCE, raw.rows - at) }, (_, i) => at + i);
        const rows = Array.from(
          numbers,
          (row): NewRow => ({
            place: raw.place(row),
            cells: cellsOf(raw, row),
            bad: null,
            target:
              raw.target.task === 'classification'
                ? raw.target.classes[raw.target.labels[row]!]!
                : raw.target.values[row]!,
          }),
        );
        yield { rows, stored: storedOf(raw, prepared, numbers) };
        onProgress((at + numbers.length) / raw.rows);
      }
    },
    notes: () =>
      left.map(({ reason, rows }) => ({
        key: 'predict.note.leftOut' as const,
        values: { count: rows, reasonKey: reason.key, ...reason.values },
      })),
  };
}

function cellsOf(raw: RawDataset, row: number): string[] {
  switch (raw.kind) {
    case 'text':
      return [raw.texts[row]!];
    case 'images': {
      const { file, line } = raw.place(row);
      return [line === null ? file : `${file}:${line}`];
    }
    case 'table':
      return raw.inputs.map(column => {
        if (column.type === 'category') return column.categories[column.codes[row]!] ?? '';
        const value = column.values[row]!;
        return Number.isNaN(value) ? '' : String(value);
      });
  }
}

/** Rows as a prepared file stores them, `[rows, features]`. */
function storedOf(raw: RawDataset, { preprocessing }: Prepared, rows: Int32Array): NewRowBatch['stored'] {
  if (raw.kind === 'images') return takeImages(raw, rows);
  if (raw.kind === 'text' && preprocessing.kind === 'text') return applyText(preprocessing, raw.texts, rows);
  if (raw.kind !== 'table' || preprocessing.kind !== 'table') throw new Error('kinds were compared');
  return applyTable(preprocessing, raw, rows);
}

/** @throws Refusal where images are of another size, or a table lacks columns */
function checkFits(raw: RawDataset, { preprocessing }: Prepared, path: string): void {
  if (raw.kind === 'images' && preprocessing.kind === 'images') {
    const size = (of: { height: number; width: number; channels: number }): string =>
      `${of.height} × ${of.width} × ${of.channels}`;
    if (size(raw) !== size(preprocessing))
      throw new Refusal('error.predict.imageSize', { path, found: size(raw), expected: size(preprocessing) });
  }
  if (raw.kind !== 'table' || preprocessing.kind !== 'table') return;
  const types = new Map(raw.inputs.map(({ name, type }) => [name, type]));
  const fits = ({ name, ...recipe }: ColumnRecipe): boolean => {
    const type = types.get(name);
    return type !== undefined && (type === 'category') === !('mean' in recipe);
  };
  const missing = preprocessing.columns.filter(column => !fits(column)).map(({ name }) => name);
  if (missing.length > 0)
    throw new Refusal('error.predict.columns', {
      file: path,
      count: missing.length,
      missing: listed(missing, ALL_NAMED),
      found: listed(
        raw.inputs.map(({ name }) => name),
        ALL_NAMED,
      ),
    });
}
