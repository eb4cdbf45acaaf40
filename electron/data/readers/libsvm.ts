import { Refusal } from '#shared/contract/refusal.ts';
import type { ColumnReport, Preview } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { MAX_CELLS, MAX_COLUMNS } from '../csv/limits.ts';
import { layoutEncoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import { inClassOrder } from '../raw/classes.ts';
import type { OnProgress, RawTable, RawTarget } from '../raw/dataset.ts';
import { MAX_NUMBER, MAX_ROWS } from '../raw/limits.ts';
import { encodingOf } from '../text/chosen.ts';
import { linesOf } from '../text/lines.ts';
import type { Reader } from './reader.ts';

const BEGINNING = 16_384;
/** A label, and values by the number of their column: `-1 1:0.7 4:-2`. */
const ROW = /^\s*[^\s:]+(?:\s+qid:\d+)?(?:\s+\d+:[^\s:]+)+\s*(?:#.*)?$/;
/** Lines that must be such rows for a file to be taken for one of them. */
const LINES = 5;

/** Whole numbers are classes where there are at most so many, with so many rows each at the mean. */
const MOST_CLASSES = 20;
const ROWS_A_CLASS = 5;

const PREVIEW_ROWS = 20;
const PREVIEW_COLUMNS = 30;

/** Reads LIBSVM's sparse rows (also SVMlight's): a label, then the values that are not zero, each with the number of its column. */
export const libsvmReader: Reader = {
  async open({ kind, files }, choice) {
    const [file] = files;
    if (kind !== 'file' || (choice.kind !== undefined && choice.kind !== 'table') || !(await isLibsvm(file!)))
      return null;
    if (choice.target !== undefined)
      throw new Refusal('error.data.libsvm.target', { file: file!.name, target: choice.target });
    return { format: 'libsvm', files, read: onProgress => read(file!, choice, onProgress) };
  },
};

async function isLibsvm(file: SourceFile): Promise<boolean> {
  const lines = Buffer.from(await file.beginning(BEGINNING))
    .toString('latin1')
    .split(/\r?\n/);
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter(line => line.trim() !== '').slice(0, LINES);
  return whole.length > 0 && whole.every(line => ROW.test(line));
}

interface Row {
  line: number;
  label: string;
  /** Column (from 1) and value in turn. */
  cells: Float64Array;
}

/**
 * A line's label (null: it has none, as of new rows) and its values, each after the number of its column; null: it is no such row.
 */
export function libsvmRow(text: string): { label: number | null; values: [column: number, value: number][] } | null {
  const parts = text.replace(/#.*$/, '').trim().split(/\s+/);
  const hasLabel = !parts[0]?.includes(':');
  const label = hasLabel ? Number(parts.shift()) : null;
  if (label !== null && !(Math.abs(label) <= MAX_NUMBER)) return null;
  const values: [number, number][] = [];
  for (const part of parts.filter(part => !part.startsWith('qid:'))) {
    const at = part.indexOf(':');
    const [column, value] = [Number(part.slice(0, at)), Number(part.slice(at + 1))];
    if (at < 1 || at === part.length - 1 || !Number.isInteger(column) || column < 0 || !(Math.abs(value) <= MAX_NUMBER))
      return null;
    values.push([column, value]);
  }
  return { label, values };
}

/** @throws Refusal where a line is no such row, or has no label. */
function rowOf(file: SourceFile, line: number, text: string): Row {
  const found = libsvmRow(text);
  if (!found || found.label === null)
    throw new Refusal('error.data.libsvm.line', { file: file.name, line, text: text.trim().slice(0, 60) });
  return { line, label: String(found.label), cells: Float64Array.from(found.values.flat()) };
}

async function rowsIn(file: SourceFile, { encoding: chosen }: DataChoice, onProgress: OnProgress) {
  const encoding = await encodingOf(file, chosen);
  const rows: Row[] = [];
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for await (const { line, text } of linesOf(file, encoding, onProgress)) {
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const row = rowOf(file, line, text);
    rows.push(row);
    for (let i = 0; i < row.cells.length; i += 2) {
      least = Math.min(least, row.cells[i]!);
      most = Math.max(most, row.cells[i]!);
    }
    if (rows.length > MAX_ROWS) throw new Refusal('error.data.csv.tooManyRows', { file: file.name, limit: MAX_ROWS });
    if (most > MAX_COLUMNS)
      throw new Refusal('error.data.csv.tooManyColumns', { file: file.name, columns: most, limit: MAX_COLUMNS });
  }
  // Some count their columns from 0.
  const from = least === 0 ? 0 : 1;
  const width = most - from + 1;
  if (rows.length * width > MAX_CELLS)
    throw new Refusal('error.data.csv.tooManyCells', { file: file.name, columns: width, limit: MAX_CELLS });
  return { rows, from, width, encoding };
}

async function read(file: SourceFile, choice: DataChoice, onProgress: OnProgress): Promise<RawTable> {
  const { rows, from, width, encoding } = await rowsIn(file, choice, onProgress);
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length));
  for (const [row, { cells }] of rows.entries())
    for (let i = 0; i < cells.length; i += 2) columns[cells[i]! - from]![row] = cells[i + 1]!;
  const names = columns.map((_, i) => `feature ${i + from}`);
  const target = targetOf(file, rows, choice);
  return {
    kind: 'table',
    rows: rows.length,
    target,
    inputs: columns.map((values, i) => ({ name: names[i]!, type: 'number', decimal: '.', values })),
    place: row => ({ file: file.name, line: rows[row]!.line }),
    layout: {
      files: 1,
      bytes: file.size,
      encoding: layoutEncoding(encoding),
      separator: ' ',
      decimal: '.',
      header: false,
    },
    columns: columns.map((values, i) => reportOf(names[i]!, values)),
    leftOut: [],
    warnings: [],
    why: {
      kind: { key: 'data.libsvm.kind', values: { columns: width } },
      target: { key: 'data.libsvm.target', values: {} },
      task: { key: `data.libsvm.${target.task}`, values: {} },
    },
    preview: previewOf(rows, columns, names),
  };
}

function targetOf(file: SourceFile, rows: readonly Row[], { task }: DataChoice): RawTarget {
  const values = Float64Array.from(rows, ({ label }) => Number(label));
  const classes = inClassOrder(new Set(Array.from(values, String)));
  const areWhole = values.every(Number.isInteger);
  const areFew = classes.length <= MOST_CLASSES && classes.length * ROWS_A_CLASS <= rows.length;
  if (classes.length < 2) throw new Refusal('error.data.lines.oneLabel', { file: file.name, name: classes[0] ?? '' });
  if (task !== 'classification' && (task === 'regression' || !areWhole || !areFew))
    return { name: null, task: 'regression', values };
  if (2 * classes.length > rows.length)
    throw new Refusal('error.data.lines.tooManyLabels', { file: file.name, count: classes.length, rows: rows.length });
  const indexOf = new Map(classes.map((label, i) => [label, i]));
  const labels = Int32Array.from(values, value => indexOf.get(String(value))!);
  return { name: null, task: 'classification', labels, classes };
}

function reportOf(name: string, values: Float64Array): ColumnReport {
  const sorted = values.toSorted();
  const { length } = sorted;
  const median = (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
  let mean = 0;
  for (const value of sorted) mean += value / length;
  const range = { min: sorted[0]!, median, mean, max: sorted[length - 1]! };
  return { name, type: 'number', role: 'input', note: null, missing: 0, distinct: null, features: 0, range, top: [] };
}

function previewOf(rows: readonly Row[], columns: readonly Float64Array[], names: readonly string[]): Preview {
  const some = columns.slice(0, PREVIEW_COLUMNS);
  return {
    kind: 'rows',
    columns: ['', ...names.slice(0, PREVIEW_COLUMNS)],
    rows: rows.slice(0, PREVIEW_ROWS).map(({ label }, row) => [label, ...some.map(values => String(values[row]))]),
  };
}
