import type { RawColumn, RawImages, RawTable, RawTarget, RawTexts } from '#electron/data/raw/dataset.ts';
import type { ColumnReport, Preview } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';

/** Data sets as readers give them, for tests of what comes after. */

const WHY: Reason = { key: 'data.lines.task', values: { classes: 2 } };

const common = (rows: number, target: RawTarget) => ({
  rows,
  target,
  place: (row: number) => ({ file: 'rows.csv', line: row + 2 }),
  layout: { files: 1, bytes: 1, encoding: null, separator: null, decimal: null, header: null },
  columns: [] as ColumnReport[],
  leftOut: [],
  warnings: [],
  why: {
    kind: WHY,
    target: WHY,
    task: WHY,
  },
  preview: { kind: 'texts', rows: [] } as Preview,
});

/** Labels by name; classes in the order in which they first occur. */
export function classTarget(names: readonly string[]): RawTarget {
  const classes = [...new Set(names)];
  return {
    name: 'label',
    task: 'classification',
    classes,
    labels: Int32Array.from(names, name => classes.indexOf(name)),
  };
}

export const valueTarget = (values: readonly number[]): RawTarget => ({
  name: 'value',
  task: 'regression',
  values: Float64Array.from(values),
});

export const numberColumn = (name: string, values: readonly number[]): RawColumn => ({
  name,
  type: 'number',
  decimal: '.',
  values: Float64Array.from(values),
});

/** '' is a missing one. */
export function categoryColumn(name: string, cells: readonly string[]): RawColumn {
  const categories = [...new Set(cells.filter(cell => cell !== ''))];
  return { name, type: 'category', categories, codes: Int32Array.from(cells, cell => categories.indexOf(cell)) };
}

const columnReport = (column: RawColumn): ColumnReport => ({
  name: column.name,
  type: column.type,
  role: 'input',
  note: null,
  missing:
    column.type === 'category'
      ? column.codes.filter(code => code < 0).length
      : column.values.filter(value => Number.isNaN(value)).length,
  distinct: null,
  features: 0,
  range: null,
  top: [],
});

export const rawTable = (target: RawTarget, inputs: RawColumn[]): RawTable => {
  const rows = target.task === 'classification' ? target.labels.length : target.values.length;
  return { ...common(rows, target), kind: 'table', inputs, columns: inputs.map(columnReport) };
};

export const rawTexts = (target: RawTarget, texts: string[]): RawTexts => ({
  ...common(texts.length, target),
  kind: 'text',
  texts,
});

export const rawImages = (target: RawTarget, height: number, width: number, pixels: Uint8Array): RawImages => ({
  ...common(pixels.length / (height * width), target),
  kind: 'images',
  height,
  width,
  channels: 1,
  scale: 1 / 255,
  pixels,
});
