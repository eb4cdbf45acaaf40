import type { ColumnReport } from '#shared/domain/data-report.ts';
import { formatCount, formatValue } from '../format.ts';
import { say } from '../say.ts';
import { table } from '../table.ts';
import { clip, indented, shorten } from './layout.ts';

/** More columns than that are a matter for `--json`. */
const SHOWN = 60;
const NAME = 28;
const VALUE = 16;
const DAY = 86_400_000;

/** A line a column: name, type, role, gaps, different values, and what stands in it; below it what is worth a word. */
export function columnList(columns: readonly ColumnReport[], width: number): string {
  const shown = columns.map((column, i) => ({ ...column, number: i + 1 })).filter(mayShow);
  const head = (['name', 'type', 'role', 'missing', 'distinct', 'values'] as const).map(key =>
    say(`dataStep.columns.${key}`),
  );
  const lines = table(
    ['', ...head],
    shown.map(column => [
      String(column.number),
      shorten(column.name, NAME),
      say(`data.type.${column.type}`),
      say(`data.role.${column.role}`),
      formatCount(column.missing),
      column.distinct === null ? say('dataStep.columns.many') : formatCount(column.distinct),
      valuesOf(column),
    ]),
    [0, 4, 5],
  ).split('\n');
  const noted = lines.flatMap((line, i) => {
    const note = shown[i - 1]?.note;
    const cut = clip(line, width);
    return note ? [cut, indented('      ', say(note.key, note.values), width)] : [cut];
  });
  const more = columns.length - shown.length;
  return [...noted, ...(more > 0 ? [say('cli.data.moreColumns', { count: more })] : [])].join('\n');
}

/** The first columns, and the target wherever it stands. */
const mayShow = ({ role }: ColumnReport, i: number): boolean => i < SHOWN || role === 'target';

/** Its range, or its most frequent values. */
function valuesOf({ type, range, top }: ColumnReport): string {
  if (range) {
    const format = (value: number) => (type === 'date' ? dayOf(value) : formatValue(value));
    return say('dataStep.columns.range', {
      min: format(range.min),
      max: format(range.max),
      median: format(range.median),
    });
  }
  return top
    .map(({ value, rows }) => say('dataStep.columns.top', { value: shorten(value, VALUE), rows: formatCount(rows) }))
    .join(say('page.list.separator'));
}

const dayOf = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10);
