import type { FileSet, SourceFile } from '#electron/data/files/file-set.ts';
import { IDX_HEADER_BYTES, idxRole } from '#electron/data/idx/header.ts';
import { readIdx } from '#electron/data/idx/read-idx.ts';
import { checkType, isText, npyArray, npyValues, shapeText } from '#electron/data/npy/array.ts';
import { imageShape, pixelsOf, rangeOf } from '#electron/data/npy/pixels.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { applyToNewRows } from '#electron/data/preprocessing/new-rows.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { ColumnsCheck } from './columns.ts';
import type { NewRow, NewRowBatch, NewRows } from './new-rows.ts';

/**
 * New rows of an array alone, as nobody has labels of them: an IDX file of images, or a NumPy array of a row's numbers or images.
 * Null: it is none, or its rows are no rows of this network.
 * @throws Refusal where it is one that can't be read, or images are of another size
 */
export async function bareArray({ files }: FileSet, prepared: Prepared): Promise<NewRows | null> {
  const [file, another] = files;
  if (!file || another) return null;
  const { preprocessing } = prepared;
  if (preprocessing.kind === 'images' && idxRole(await file.beginning(IDX_HEADER_BYTES)) === 'images') {
    const { sizes, data } = await readIdx(file, 'images');
    const [, height = 0, width = 0] = sizes;
    return imagesOf(file, { height, width, channels: 1, pixels: data }, row => `${file.name} › ${row + 1}`, prepared);
  }
  const array = await npyArray(file);
  if (!array) return null;
  checkType(array);
  const shape = imageShape(array);
  const nameOf = (row: number): string => `${file.name}[${row}]`;
  if (preprocessing.kind === 'images') {
    if (!shape || isText(array)) return null;
    const values = await npyValues(array);
    const range = rangeOf([values]);
    if ('array' in range) throw new Refusal('error.data.npy.notFinite', { file: file.name, row: range.row });
    return imagesOf(file, { ...shape, pixels: pixelsOf([values], shape, range) }, nameOf, prepared);
  }
  return preprocessing.kind === 'table' ? tableOf(await npyValues(array), nameOf, prepared) : null;
}

interface Images {
  height: number;
  width: number;
  channels: number;
  pixels: Uint8Array;
}

function imagesOf(
  file: SourceFile,
  images: Images,
  nameOf: (row: number) => string,
  { preprocessing, facts }: Prepared,
): NewRows | null {
  if (preprocessing.kind !== 'images') return null;
  const size = ({ height, width, channels }: Omit<Images, 'pixels'>): string => `${height} × ${width} × ${channels}`;
  if (size(images) !== size(preprocessing)) {
    const values = { path: file.name, found: size(images), expected: size(preprocessing) };
    throw new Refusal('error.predict.imageSize', values);
  }
  const { features } = facts;
  return {
    columns: ['row'],
    hasTarget: false,
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      const count = images.pixels.length / features;
      for (let at = 0; at < count; at += ROWS_AT_ONCE) {
        const end = Math.min(count, at + ROWS_AT_ONCE);
        const rows = Array.from({ length: end - at }, (_, i): NewRow => {
          const name = nameOf(at + i);
          return { place: { file: name, line: null }, cells: [name], bad: null, target: null };
        });
        yield { rows, stored: images.pixels.slice(at * features, end * features) };
        onProgress(end / count);
      }
    },
    notes: () => [],
  };
}

/** Columns of an array have no names but their places: those of the inputs, in the order in which they were trained on. */
function tableOf(
  values: Awaited<ReturnType<typeof npyValues>>,
  nameOf: (row: number) => string,
  { preprocessing, report }: Prepared,
): NewRows | null {
  if (preprocessing.kind !== 'table') return null;
  const names = report.columns.filter(({ role }) => role !== 'target').map(({ name }) => name);
  if (values.width !== names.length) {
    const counts = { path: values.file.name, shape: shapeText(values.shape), count: values.width };
    throw new Refusal('error.predict.arrayWidth', { ...counts, expected: names.length });
  }
  const check = new ColumnsCheck(preprocessing);
  return {
    columns: names,
    hasTarget: false,
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for (let at = 0; at < values.rows; at += ROWS_AT_ONCE) {
        const end = Math.min(values.rows, at + ROWS_AT_ONCE);
        const good: Record<string, string>[] = [];
        const rows = Array.from({ length: end - at }, (_, i): NewRow => {
          const cells = names.map((_, column) => values.cell(at + i, column));
          const named = Object.fromEntries(names.map((name, column) => [name, cells[column]!]));
          const bad = check.look(named);
          if (!bad) good.push(named);
          return { place: { file: nameOf(at + i), line: null }, cells, bad, target: null };
        });
        yield { rows, stored: applyToNewRows(preprocessing, good) };
        onProgress(end / values.rows);
      }
    },
    notes: () => check.notes(),
  };
}
