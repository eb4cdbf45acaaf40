import type { ColumnReport } from '#shared/domain/data-report.ts';
import type { Column } from './column.ts';
import { type LostPoint, lostPoints } from './lost-points.ts';
import type { Plan } from './plan.ts';
import type { ReadRows } from './read-rows.ts';

/** What the numbers of a column say once all are there. */
export interface Measured {
  range: ColumnReport['range'];
  lost: LostPoint[];
}

/** The numbers of an input column, of one that may divide the rows, or of the target of a regression; null of all else. */
function valuesOf(column: Column, plan: Plan, { inputs, beside, target }: ReadRows): Float64Array | null {
  if (column === plan.target) return target.task === 'regression' ? target.values : null;
  const input = inputs[plan.inputs.indexOf(column)] ?? beside.get(column);
  return input && input.type !== 'category' ? input.values : null;
}

/** @param sorted ascending, without NaN */
function rangeOf(sorted: Float64Array): ColumnReport['range'] {
  const { length } = sorted;
  if (length === 0) return null;
  const median = (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
  let mean = 0;
  for (const value of sorted) mean += value / length;
  return { min: sorted[0]!, median, mean, max: sorted[length - 1]! };
}

/** Measures each column that was read and holds numbers or dates, one after the other: a sorted copy of one is there at a time. */
export function measure(plan: Plan, read: ReadRows): Map<Column, Measured> {
  const measured = new Map<Column, Measured>();
  for (const column of new Set([...plan.inputs, plan.target, ...read.beside.keys()])) {
    const values = valuesOf(column, plan, read);
    if (!values) continue;
    const sorted = values.filter(value => !Number.isNaN(value)).sort();
    const lost = column.type === 'number' ? lostPoints(values, sorted) : [];
    measured.set(column, { range: rangeOf(sorted), lost });
  }
  return measured;
}
