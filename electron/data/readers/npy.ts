import { Refusal } from '#shared/contract/refusal.ts';
import type { Layout, Place } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { uniqueNames } from '../csv/header.ts';
import { MAX_COLUMNS } from '../csv/limits.ts';
import { inParts, oneFile } from '../csv/parts.ts';
import { readTable } from '../csv/read-table.ts';
import type { CsvRecord } from '../csv/records.ts';
import type { Table } from '../csv/table.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { imagePreview } from '../images/preview.ts';
import { imageTarget } from '../images/target.ts';
import {
  checkType,
  isBoolean,
  isText,
  type NpyArray,
  type NpyValues,
  npyArray,
  npyValues,
  shapeText,
} from '../npy/array.ts';
import { type NpyPair, npyPairs } from '../npy/pairs.ts';
import { areImages, imageShape, pixelsOf, rangeOf, scaleOf } from '../npy/pixels.ts';
import type { OnProgress, RawDataset, RawImages } from '../raw/dataset.ts';
import { MAX_ROWS } from '../raw/limits.ts';
import { passedOver } from './passed-over.ts';
import type { Reader } from './reader.ts';

const NAME = /\.npy$/i;
/** Rows that are handed on at once. */
const BATCH = 1000;

/**
 * Reads NumPy's arrays: one file, those beside it that belong to it (`X.npy`, `y.npy`), a folder of them, or an `.npz`, which is a ZIP of
 * them. Images become images, all else a table with a column a number; arrays named train, val and test are the parts as given.
 */
export const npyReader: Reader = {
  async open(set, choice) {
    const found = await pairsIn(set);
    if (!found) return null;
    const files = found.flatMap(({ x, y }) => [x.file, ...(y ? [y.file] : [])]);
    return {
      format: 'npy',
      files,
      async read(onProgress) {
        const data = await read(set.name, found, choice, onProgress);
        return { ...data, warnings: [...passedOver(set, files), ...data.warnings] };
      },
    };
  },
};

/** The arrays of a set, by what they are; null where most of its files are something else. */
async function pairsIn(set: FileSet): Promise<NpyPair[] | null> {
  if (set.kind === 'file') return pairsOfFile(set);
  const named = set.files.filter(({ path }) => NAME.test(path));
  if (named.length === 0 || 2 * named.length <= set.files.length) return null;
  const arrays = await arraysOf(named);
  return arrays.length === 0 ? null : checked(npyPairs(set.name, arrays));
}

async function pairsOfFile(set: FileSet): Promise<NpyPair[] | null> {
  const own = await npyArray(set.files[0]!);
  if (!own) return null;
  const beside = await arraysOf((await set.beside()).filter(({ path }) => NAME.test(path)));
  const together = [own, ...beside].sort((a, b) => (a.name < b.name ? -1 : 1));
  try {
    const pairs = npyPairs(set.name, together);
    if (pairs.some(({ x, y }) => x === own || y === own)) return checked(pairs);
  } catch (error) {
    // What lies beside it need not belong to it.
    if (!(error instanceof Refusal) || error.record.key !== 'error.data.npy.unclear') throw error;
  }
  return checked(npyPairs(set.name, [own]));
}

async function arraysOf(files: readonly SourceFile[]): Promise<NpyArray[]> {
  const found: NpyArray[] = [];
  // One after another: a folder may hold more files than may be open at once.
  for (const file of files) {
    const array = await npyArray(file);
    if (array) found.push(array);
  }
  return found;
}

/** @throws Refusal where they hold what Descent reads none of */
function checked(pairs: NpyPair[]): NpyPair[] {
  for (const { x, y } of pairs) {
    checkType(x);
    if (y) checkType(y);
    const rows = x.shape[0] ?? 0;
    if (rows > MAX_ROWS) throw new Refusal('error.data.idx.tooManyRows', { file: x.file.name, rows, limit: MAX_ROWS });
  }
  return pairs;
}

/** A pair with its values. */
interface Read {
  part: NpyPair['part'];
  x: NpyValues;
  y: NpyValues | null;
}

async function read(path: string, pairs: NpyPair[], choice: DataChoice, onProgress: OnProgress): Promise<RawDataset> {
  const parts: Read[] = [];
  for (const [i, { part, x, y }] of pairs.entries()) {
    parts.push({ part, x: await npyValues(x), y: y && labelsOf(await npyValues(y)) });
    onProgress((0.3 * (i + 1)) / pairs.length);
  }
  const progress = (done: number) => onProgress(0.3 + 0.7 * done);
  const { x } = parts[0]!;
  if (parts.every(({ y }) => y) && imageShape(x) && !isText(x)) {
    const range = rangeOf(parts.map(part => part.x));
    if ('array' in range) {
      if (choice.kind === 'images')
        throw new Refusal('error.data.npy.notFinite', { file: range.array.file.name, row: range.row });
    } else if (areImages(x, range, choice.kind)) return imagesOf(path, parts, range, choice);
  }
  return tableOf(path, parts, choice, progress);
}

/** Labels, one a row; of one-hot rows, where the one stands. @throws Refusal where there are several a row */
function labelsOf(y: NpyValues): NpyValues {
  if (y.width === 1) return y;
  const hot = new Int32Array(y.rows);
  for (let row = 0; row < y.rows; row++) {
    let ones = 0;
    for (let i = 0; i < y.width; i++) {
      const value = y.number(row, i);
      if (value === 1) hot[row] = i;
      if (value === 1) ones++;
      if (ones > 1 || (value !== 0 && value !== 1)) throw severalTargets(y);
    }
    if (ones !== 1) throw severalTargets(y);
  }
  return { ...y, dtype: '<i4', width: 1, number: row => hot[row]!, cell: row => String(hot[row]) };
}

const severalTargets = ({ file, shape }: NpyValues): Refusal =>
  new Refusal('error.data.npy.manyTargets', { file: file.name, shape: shapeText(shape) });

const labelText = (y: NpyValues, row: number): string =>
  isBoolean(y) ? (y.number(row, 0) === 0 ? 'False' : 'True') : y.cell(row, 0);

const sizeOf = (parts: readonly Read[]) => ({
  files: parts.reduce((sum, { y }) => sum + (y ? 2 : 1), 0),
  bytes: parts.reduce((sum, { x, y }) => sum + x.file.size + (y?.file.size ?? 0), 0),
});

/** As NumPy counts rows: from 0. */
const placeIn = ({ name }: SourceFile, row: number): Place => ({ file: `${name}[${row}]`, line: null });

/** The parts that other arrays than those to train on give, by their first rows. */
function publishedIn(parts: readonly Read[]): Pick<RawImages, 'publishedDev' | 'publishedTest'> {
  const firstOf = (part: Read['part']): number => {
    const index = parts.findIndex(one => one.part === part);
    return index < 0 ? -1 : parts.slice(0, index).reduce((sum, { x }) => sum + x.rows, 0);
  };
  const [dev, test] = [firstOf('validation'), firstOf('test')];
  return { ...(dev > 0 && { publishedDev: dev }), ...(test > 0 && { publishedTest: test }) };
}

function imagesOf(path: string, parts: Read[], range: { low: number; high: number }, choice: DataChoice): RawImages {
  const x = parts.map(part => part.x);
  const shape = imageShape(x[0]!)!;
  const pixels = pixelsOf(x, shape, range);
  const labels = parts.flatMap(({ y }) => Array.from({ length: y!.rows }, (_, row) => labelText(y!, row)));
  const isMeasured = labels.some(label => !Number.isInteger(Number(label)) && Number.isFinite(Number(label)));
  const target = imageTarget(path, labels, isMeasured && !choice.task ? { ...choice, task: 'regression' } : choice);
  const { height, width, channels } = shape;
  const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, part) => sum + part.x.rows, 0));
  const { asTheyAre } = scaleOf(range);
  const layout: Layout = { ...sizeOf(parts), encoding: null, separator: null, decimal: null, header: null };
  return {
    kind: 'images',
    rows: labels.length,
    height,
    width,
    channels,
    scale: 1 / 255,
    pixels,
    target: { ...target, name: null },
    place(row) {
      const index = starts.findLastIndex(start => start <= row);
      return placeIn(x[index]!.file, row - starts[index]!);
    },
    layout,
    columns: [],
    leftOut: [],
    warnings: asTheyAre
      ? []
      : [{ reason: { key: 'data.npy.scaled', values: { low: range.low, high: range.high } }, examples: [] }],
    why: {
      kind: { key: 'data.npy.images', values: { name: x[0]!.name, height, width } },
      target: { key: 'data.npy.target', values: { name: parts[0]!.y!.name } },
      task: { key: `data.npy.${target.task}`, values: {} },
    },
    preview: imagePreview(
      { height, width, channels, pixels },
      Array.from({ length: labels.length }, (_, row) => row),
      row => labels[row]!,
    ),
    ...publishedIn(parts),
  };
}

/** Column names and rows as a table that all else that is known of tables is done with. */
async function tableOf(path: string, parts: Read[], choice: DataChoice, onProgress: OnProgress): Promise<RawDataset> {
  const [{ x, y }] = parts as [Read, ...Read[]];
  if (x.width >= MAX_COLUMNS)
    throw new Refusal('error.data.csv.tooManyColumns', { file: x.file.name, columns: x.width, limit: MAX_COLUMNS });
  const inputs = Array.from({ length: x.width }, (_, i) => (y ? `feature ${i + 1}` : `column ${i + 1}`));
  const header = y ? [...inputs, y.name.replace(/^.*\//, '')] : inputs;
  const columns = uniqueNames(header, header.length);
  const target = columns.names.at(-1)!;
  const files = parts.map(part => ({ file: part.x.file, part: part.part }));
  async function* records(onProgress: OnProgress): AsyncGenerator<CsvRecord[]> {
    const rows = parts.reduce((sum, part) => sum + part.x.rows, 0);
    let line = 0;
    for (const part of parts)
      for (let row = 0; row < part.x.rows; row += BATCH) {
        const count = Math.min(BATCH, part.x.rows - row);
        yield Array.from({ length: count }, (_, i) => ({ line: ++line, fields: fieldsOf(part, row + i) }));
        onProgress(line / rows);
      }
  }
  const table: Table = {
    file: oneFile(path, files),
    encoding: { name: 'utf-8', bom: false },
    dialect: { separator: ',', quotes: 'strict', skip: 0 },
    unquoted: null,
    header: y ? columns.names : null,
    underHeader: 0,
    columns,
    before: null,
    records,
  };
  const isChosen = choice.target !== undefined || !y;
  const data = await readTable(table, isChosen ? choice : { ...choice, target }, onProgress);
  const placed = inParts(
    data,
    files,
    parts.map(part => part.x.rows),
    (file, line) => placeIn(file, line - 1),
  );
  const values = { name: x.name, shape: shapeText(x.shape) };
  return {
    ...placed,
    layout: { ...placed.layout, ...sizeOf(parts), encoding: null, separator: null, decimal: null, header: null },
    why: {
      ...placed.why,
      ...(data.kind === 'table' && choice.kind === undefined && { kind: { key: 'data.npy.table', values } }),
      ...(!isChosen && { target: { key: 'data.npy.target', values: { name: y.name } } }),
    },
    warnings: [
      ...(x.shape.length > 2 && data.kind === 'table' && choice.kind === undefined
        ? [{ reason: { key: 'data.npy.flattened' as const, values: { ...values, count: x.width } }, examples: [] }]
        : []),
      ...placed.warnings,
    ],
  };
}

function fieldsOf({ x, y }: Read, row: number): string[] {
  const fields = new Array<string>(x.width);
  for (let i = 0; i < x.width; i++) fields[i] = x.cell(row, i);
  if (y) fields.push(labelText(y, row));
  return fields;
}
