import type { LeftOut } from '#shared/domain/data-report.ts';
import type { OnProgress, RawColumn, RawTarget } from '../raw/dataset.ts';
import { isMissing } from './cells.ts';
import type { Column } from './column.ts';
import { columnReader } from './column-reader.ts';
import { LeftOutRows } from './examples.ts';
import { pixelReader } from './pixels.ts';
import type { Plan } from './plan.ts';
import type { TableProfile } from './profile.ts';
import { cellsOf, rowsOf } from './rows.ts';
import { saidMissing } from './said-missing.ts';
import type { Table } from './table.ts';
import { labelOf } from './task.ts';

/** What the second pass over a table brings. */
export interface ReadRows {
  rows: number;
  target: RawTarget;
  /** The input columns of a table, in the plan's order; none of texts. */
  inputs: RawColumn[];
  /** Further columns that may divide the rows. */
  beside: ReadonlyMap<Column, RawColumn>;
  /** The text of each row, its text columns joined by line breaks; none of a table. */
  texts: string[];
  /** Of images `[rows, height · width · channels]`. */
  pixels: Uint8Array | null;
  /** The line that each row begins in. */
  lines: Int32Array;
  leftOut: LeftOut[];
}

/** Reads the cells of the target, row by row; false where a row has none. */
function targetReader({ target, labels, task }: Plan, capacity: number) {
  const numbers = new Map([...(labels?.keys() ?? [])].map((label, i) => [label, i]));
  const codes = new Int32Array(task === 'classification' ? capacity : 0);
  const values = new Float64Array(task === 'regression' ? capacity : 0);
  return {
    set: (row: number, cell: string): boolean => {
      const label = labelOf(cell, target);
      if (label === null) return false;
      if (task === 'classification') codes[row] = numbers.get(label)!;
      else values[row] = Number(label);
      return true;
    },
    target: (rows: number): RawTarget =>
      task === 'classification'
        ? occurring(target.name, codes.subarray(0, rows), [...numbers.keys()])
        : { name: target.name, task, values: values.subarray(0, rows) },
  };
}

/** Labels and classes without those classes whose rows were all left out. */
function occurring(
  name: string,
  labels: Int32Array,
  classes: string[],
): Extract<RawTarget, { task: 'classification' }> {
  const occurs = new Uint8Array(classes.length);
  for (const label of labels) occurs[label] = 1;
  const place = new Int32Array(classes.length);
  for (let i = 1; i < classes.length; i++) place[i] = place[i - 1]! + occurs[i - 1]!;
  return {
    name,
    task: 'classification',
    labels: labels.map(label => place[label]!),
    classes: classes.filter((_, i) => occurs[i]),
  };
}

/** Columns that may divide the rows, and are not read as inputs. */
function besideInputs({ kind, inputs, ways, chosenWay }: Plan): Column[] {
  const wanted = new Set([...ways, ...(chosenWay ? [chosenWay] : [])].flatMap(({ columns }) => columns));
  return [...wanted].filter(column => kind !== 'table' || !inputs.includes(column));
}

/**
 * The second pass over a table: its rows as typed columns. Rows without a label are left out, as are, of texts, rows without
 * a text.
 */
export async function readRows(
  table: Table,
  profile: TableProfile,
  plan: Plan,
  onProgress: OnProgress,
): Promise<ReadRows> {
  const width = table.columns.names.length;
  const capacity = profile.rows;
  const target = targetReader(plan, capacity);
  const { blanked } = saidMissing(table);
  const pixels = plan.kind === 'images' && plan.pixels ? pixelReader(plan.pixels, capacity) : null;
  const columns = plan.kind === 'table' ? plan.inputs.map(column => columnReader(column, capacity)) : [];
  const places = plan.inputs.map(({ index }) => index);
  const beside = besideInputs(plan).map(column => ({ column, reader: columnReader(column, capacity) }));
  const texts: string[] = [];
  const lines = new Int32Array(capacity);
  const name = { name: plan.target.name, column: plan.target.index + 1 };
  const unlabelled = new LeftOutRows({ key: 'data.csv.unlabelled', values: name }, table.file.name);
  const empty = new LeftOutRows({ key: 'data.csv.withoutText', values: {} }, table.file.name);
  let rows = 0;
  for await (const batch of rowsOf(table, profile.dialect, onProgress))
    for (const record of batch) {
      const written = cellsOf(record, width);
      if (!written || profile.noRows.has(record.line)) continue;
      const cells = blanked(written);
      if (!target.set(rows, cells[plan.target.index]!)) {
        unlabelled.add(record.line, written);
        continue;
      }
      if (plan.kind === 'text') {
        const parts = places.map(place => cells[place]!).filter(cell => !isMissing(cell));
        if (parts.length === 0) {
          empty.add(record.line, cells);
          continue;
        }
        texts.push(parts.map(part => part.trim()).join('\n'));
      }
      for (let i = 0; i < columns.length; i++) columns[i]!.set(rows, cells[places[i]!]!);
      for (const { column, reader } of beside) reader.set(rows, cells[column.index]!);
      pixels?.set(rows, cells);
      lines[rows] = record.line;
      rows++;
    }
  return {
    rows,
    target: target.target(rows),
    inputs: columns.map(column => column.column(rows)),
    beside: new Map(beside.map(({ column, reader }) => [column, reader.column(rows)])),
    texts,
    pixels: pixels?.pixels(rows) ?? null,
    lines: lines.subarray(0, rows),
    leftOut: [...unlabelled.report(), ...empty.report()],
  };
}
