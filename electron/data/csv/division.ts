import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Division, RawColumn } from '../raw/dataset.ts';
import type { Column } from './column.ts';
import { parseDate } from './dates.ts';
import type { Plan } from './plan.ts';
import type { ReadRows } from './read-rows.ts';
import { type ColumnWay, isProposedGroup, partOf } from './split-columns.ts';

/** Share of the steps from row to row that go one way (or stay) where rows stand in the order of time. */
const ONE_WAY = 0.99;
/** Different times from which on a column orders the rows, rather than sorts them into a few boxes. */
const LEAST_TIMES = 10;
/** Share of the rows that must have a time. */
const TIMED = 0.95;

/** Whether rows stand in the order of their times, forwards or backwards. */
function ordersRows(times: Float64Array): boolean {
  let [up, down, steps, known] = [0, 0, 0, 0];
  let before = Number.NaN;
  const different = new Set<number>();
  for (const time of times) {
    if (Number.isNaN(time)) continue;
    known++;
    if (different.size < LEAST_TIMES) different.add(time);
    if (time > before) up++;
    if (time < before) down++;
    if (!Number.isNaN(before)) steps++;
    before = time;
  }
  if (different.size < LEAST_TIMES || known < TIMED * times.length) return false;
  return Math.min(up, down) <= (1 - ONE_WAY) * steps;
}

const valuesOf = (column: RawColumn): Float64Array =>
  column.type === 'category'
    ? Float64Array.from(column.codes, code => (code < 0 ? Number.NaN : monthOf(column.categories[code]!)))
    : column.values;

/** The number of a month that is named: `Jan`, `January`; NaN of others. */
const monthOf = (name: string): number => {
  const days = parseDate(`1 ${name.slice(0, 3)} 2000`);
  return days === null ? Number.NaN : new Date(days * MS_PER_DAY).getUTCMonth() + 1;
};

const MS_PER_DAY = 86_400_000;

/** Times by one column, or by year, month, day and hour. */
function timesOf(
  { columns }: ColumnWay,
  read: ReadonlyMap<Column, RawColumn>,
): { times: Float64Array; areDays: boolean } {
  const [first, ...more] = columns.map(column => read.get(column)!) as [RawColumn, ...RawColumn[]];
  const values = valuesOf(first);
  if (more.length === 0) return { times: values, areDays: first.type === 'date' };
  const [months, days, hours] = more.map(valuesOf);
  const times = values.map((year, row) => {
    const date = new Date(0);
    date.setUTCFullYear(year, months![row]! - 1, days?.[row] ?? 1);
    return date.getTime() / MS_PER_DAY + (hours?.[row] ?? 0) / 24;
  });
  return { times, areDays: true };
}

/** Rows by whom they belong to: equal numbers for equal cells; −1: none. */
function membersOf(column: RawColumn): Int32Array {
  if (column.type === 'category') return column.codes;
  const numbers = new Map<number, number>();
  return Int32Array.from(column.values, value => {
    if (Number.isNaN(value)) return -1;
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
}

function partsOf(column: RawColumn): Int8Array {
  if (column.type !== 'category') return new Int8Array(column.values.length).fill(-1);
  const parts = column.categories.map(partOf);
  return Int8Array.from(column.codes, code => (code < 0 ? -1 : parts[code]!));
}

function divisionBy(way: ColumnWay, read: ReadonlyMap<Column, RawColumn>, why: Reason): Division {
  const { column } = way;
  const of = read.get(way.columns[0]!)!;
  if (way.by === 'time') return { by: 'time', column, ...timesOf(way, read), why };
  if (way.by === 'group') return { by: 'group', column, members: membersOf(of), why };
  return { by: 'given', column, parts: partsOf(of), why };
}

const reason = (way: ColumnWay, isChosen: boolean): Reason => ({
  key: isChosen && way.by !== 'random' ? `data.split.${way.by}Chosen` : `data.split.${way.by}`,
  values: { columns: way.columns.map(({ name }) => name).join(', ') },
});

/**
 * What divides a table's rows [M9]: what the person chose; else a column that names the parts, one that puts the rows in the order of
 * time, or one that names whom they belong to. Null: chance.
 */
function divisionOf(plan: Plan, read: ReadonlyMap<Column, RawColumn>, split: DataChoice['split']): Division | null {
  if (split?.by === 'random') return null;
  if (plan.chosenWay) return divisionBy(plan.chosenWay, read, reason(plan.chosenWay, true));
  const given = plan.ways.find(({ by }) => by === 'given');
  if (given) return divisionBy(given, read, reason(given, false));
  const timed = plan.ways.find(way => way.by === 'time' && ordersRows(timesOf(way, read).times));
  if (timed) return divisionBy(timed, read, reason(timed, false));
  const grouped = plan.ways.find(isProposedGroup);
  return grouped ? divisionBy(grouped, read, reason(grouped, false)) : null;
}

/** A table as it is divided: what divides the rows is not learnt from, unless nothing else is there. */
export interface DividedTable {
  plan: Plan;
  read: ReadRows;
  division: Division | null;
}

/**
 * Takes the column that divides the rows out of the inputs.
 * @throws Refusal where it is the only one
 */
export function withDivision(file: string, plan: Plan, read: ReadRows, split: DataChoice['split']): DividedTable {
  const columns = new Map([...read.beside, ...(plan.kind === 'table' ? zip(plan.inputs, read.inputs) : [])]);
  const division = divisionOf(plan, columns, split);
  if (!division || division.by === 'random') return { plan, read, division };
  const at = plan.columns.find(({ name }) => name === division.column)!;
  const inputs = plan.inputs.filter(column => column !== at);
  if (inputs.length === 0) {
    if (division.by !== 'time' && plan.chosenWay)
      throw new Refusal('error.data.split.onlyInput', { file, name: at.name });
    // Time alone is learnt from, rather than nothing.
    return division.by === 'time' ? { plan, read, division } : { plan, read, division: null };
  }
  const place = plan.kind === 'table' ? plan.inputs.indexOf(at) : -1;
  const role = division.by === 'given' ? ('split' as const) : division.by;
  const notes = new Map(plan.notes);
  notes.delete(at.index);
  const count = { key: plan.why.kind.key, values: { ...plan.why.kind.values } };
  if (place >= 0) {
    if ('inputs' in count.values) count.values.inputs = inputs.length;
    else count.values.count = inputs.length;
  }
  return {
    plan: { ...plan, inputs, notes, roles: new Map([[at, role]]), why: { ...plan.why, kind: count } },
    read: place < 0 ? read : { ...read, inputs: read.inputs.filter((_, i) => i !== place) },
    division,
  };
}

const zip = (columns: readonly Column[], read: readonly RawColumn[]): [Column, RawColumn][] =>
  columns.map((column, i) => [column, read[i]!]);
