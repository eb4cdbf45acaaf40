import { sum } from 'd3-array';
import type { ColumnReport } from '#shared/domain/data-report.ts';
import { shortened } from '../raw/row-text.ts';
import type { Column } from './column.ts';
import type { Measured } from './measured.ts';
import type { Plan } from './plan.ts';

const TOP = 5;
const SHOWN = 60;

function topOf(counts: ReadonlyMap<string, number> | null): ColumnReport['top'] {
  if (!counts) return [];
  const top: [string, number][] = [];
  for (const entry of counts) {
    if (top.length === TOP && entry[1] <= top[TOP - 1]![1]) continue;
    const place = top.findIndex(other => other[1] < entry[1]);
    top.splice(place < 0 ? top.length : place, 0, entry);
    if (top.length > TOP) top.pop();
  }
  return top.map(([value, rows]) => ({ value: shortened(value, SHOWN), rows }));
}

/** Cells that have no value: of numbers and dates also those that are none; of labels not those that are called "none". */
function missingOf({ type, numbers, profile }: Column, labels: Plan['labels']): number {
  if (labels) return profile.missing + profile.present - sum([...labels.values()]);
  if (type === 'number' || type === 'integer') return profile.missing + profile.present - numbers;
  return profile.missing + (type === 'date' ? profile.present - profile.dates.dates : 0);
}

/** Every column as Descent understood it, over all rows that have all their fields. */
export function columnReports(plan: Plan, measured: ReadonlyMap<Column, Measured>): ColumnReport[] {
  return plan.columns.map(column => {
    const isTarget = column === plan.target;
    const labels = isTarget ? plan.labels : null;
    return {
      name: column.name,
      type: column.type,
      role: plan.roles.get(column) ?? (isTarget ? 'target' : plan.inputs.includes(column) ? 'input' : 'leftOut'),
      note: plan.notes.get(column.index) ?? null,
      missing: missingOf(column, labels),
      distinct: labels ? labels.size : (column.profile.counts?.size ?? null),
      features: 0,
      range: measured.get(column)?.range ?? null,
      top: column.type === 'text' ? [] : topOf(labels ?? column.profile.counts),
    };
  });
}
