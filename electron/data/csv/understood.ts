import { Refusal } from '#shared/contract/refusal.ts';
import type { Layout, LeftOut, Preview } from '#shared/domain/data-report.ts';
import { layoutEncoding } from '../encoding/encoding.ts';
import { imagePreview } from '../images/preview.ts';
import type { RawDataset } from '../raw/dataset.ts';
import { shortened } from '../raw/row-text.ts';
import { columnReports } from './column-reports.ts';
import type { DividedTable } from './division.ts';
import { exampleOf } from './examples.ts';
import { guessesOf } from './guesses.ts';
import { MIN_ROWS } from './limits.ts';
import { measure } from './measured.ts';
import type { Plan } from './plan.ts';
import type { TableProfile } from './profile.ts';
import type { ReadRows } from './read-rows.ts';
import type { Table } from './table.ts';
import { fileWarnings, valueWarnings } from './warnings.ts';

const PREVIEW_ROWS = 20;
const PREVIEW_CHARACTERS = 500;

function raggedRows({ file, columns: { names } }: Table, { ragged }: TableProfile): LeftOut[] {
  if (ragged.rows === 0) return [];
  return [
    {
      reason: { key: 'data.csv.ragged', values: { expected: names.length } },
      rows: ragged.rows,
      examples: ragged.examples.map(({ line, fields }) =>
        exampleOf(file.name, line, `[${fields.length}] ${fields.join(' | ')}`),
      ),
    },
  ];
}

function previewOf(
  { columns: { names } }: Table,
  profile: TableProfile,
  { kind, pixels }: Plan,
  read: ReadRows,
): Preview {
  const { target } = read;
  const label = (row: number): string =>
    target.task === 'classification' ? target.classes[target.labels[row]!]! : String(target.values[row]);
  if (kind === 'images' && read.pixels && pixels) {
    const first = Array.from({ length: Math.min(read.rows, PREVIEW_ROWS) }, (_, row) => row);
    return imagePreview({ ...pixels, pixels: read.pixels }, first, label);
  }
  if (kind === 'table') {
    const rows = profile.preview.map(cells => cells.map(cell => shortened(cell, PREVIEW_CHARACTERS)));
    return { kind: 'rows', columns: names, rows };
  }
  const rows = read.texts.slice(0, PREVIEW_ROWS);
  return {
    kind: 'texts',
    rows: rows.map((text, row) => ({ text: shortened(text, PREVIEW_CHARACTERS), label: label(row) })),
  };
}

/**
 * A table that was read, with everything there is to say about it.
 * @throws Refusal where too few rows have a label, or all of them the same
 */
export function understood(table: Table, profile: TableProfile, { plan, read, division }: DividedTable): RawDataset {
  const { file } = table;
  const { rows, target, lines } = read;
  const where = { file: file.name, column: plan.target.index + 1, name: plan.target.name };
  if (rows < MIN_ROWS) throw new Refusal('error.data.csv.tooFewLabelled', { ...where, count: rows, needed: MIN_ROWS });
  const only = target.task === 'classification' ? target.classes : [...new Set(target.values.subarray(0, 1))];
  const differs = target.task === 'classification' ? target.classes.length > 1 : target.values.some(v => v !== only[0]);
  if (!differs) throw new Refusal('error.data.csv.oneValue', { ...where, value: String(only[0]) });
  const layout: Layout = {
    files: 1,
    bytes: file.size,
    encoding: layoutEncoding(table.encoding),
    separator: table.dialect.separator,
    decimal: plan.decimal,
    header: table.header !== null,
  };
  const measured = measure(plan, read);
  const common = {
    rows,
    target,
    place: (row: number) => ({ file: file.name, line: lines[row]! }),
    layout,
    columns: columnReports(plan, measured),
    leftOut: [...raggedRows(table, profile), ...profile.noRows.report(), ...read.leftOut],
    warnings: [...fileWarnings(table, profile), ...valueWarnings(file.name, plan, read, measured)],
    why: plan.why,
    preview: previewOf(table, profile, plan, read),
    guesses: guessesOf(plan),
    ...(division && { division }),
    splitWays: plan.ways.map(({ by, column }) => ({ by, column })),
  };
  if (plan.kind === 'text') return { kind: 'text', ...common, texts: read.texts };
  const { pixels } = plan;
  if (plan.kind === 'images' && pixels && read.pixels) {
    const { height, width, channels } = pixels;
    // Each is one of the image's numbers, also where all rows have the same.
    const columns = common.columns.map(column => (column.role === 'input' ? { ...column, features: 1 } : column));
    return { kind: 'images', ...common, columns, height, width, channels, scale: 1 / 255, pixels: read.pixels };
  }
  return {
    kind: 'table',
    ...common,
    inputs: read.inputs,
    choosable: true,
    ...(pixels?.areSure && { pixels: { height: pixels.height, width: pixels.width, channels: pixels.channels } }),
  };
}
