import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice, SplitWay } from '#shared/domain/dataset.ts';
import { isIdName, isMemberName } from '../raw/member-names.ts';
import type { Column } from './column.ts';
import { columnCalled } from './column-called.ts';
import { DROPPED } from './left-out-columns.ts';

/** A way in which a column could divide the rows. */
export type ColumnWay = SplitWay & { column: string; columns: Column[] };

/** The reason of a column that says which part a row belongs to. */
export const SAYS_PART = 'data.csv.leftOut.split';

const PART_COLUMN = /^(?:data[_\s.-]?)?(?:split|set|subset|partition|part|fold|usage)(?:[_\s.-]?name)?$/i;
const PARTS: readonly RegExp[] = [
  /^train(?:ing)?(?:[_\s-]?set)?$/i,
  /^(?:dev|val|valid|validation|eval|evaluation|development)(?:[_\s-]?set)?$/i,
  /^test(?:ing)?(?:[_\s-]?set)?$/i,
];

/** The part that a cell names: its place in train, dev, test; −1: none. */
export const partOf = (cell: string): number => PARTS.findIndex(part => part.test(cell.trim()));

/** Whether all values of a column are names of parts, train and another among them. */
export function namesParts({ profile: { counts, missing } }: Pick<Column, 'profile'>): boolean {
  if (!counts || counts.size < 2 || counts.size > 3 || missing > 0) return false;
  const parts = [...counts.keys()].map(partOf);
  return !parts.includes(-1) && parts.includes(0);
}

/** Whether a column's name and values say that it names the part of each row. */
export const saysPart = (column: Pick<Column, 'profile' | 'name'>): boolean =>
  PART_COLUMN.test(column.name.trim()) && namesParts(column);

const YEAR = /^(?:year|yr|jahr|année|año|年|年份)$/i;
const MONTH = /^(?:month|mon|mo|mnth|monat|mois|mes|月|月份)$/i;
const DAY = /^(?:day|dy|day[_\s.-]?of[_\s.-]?month|dom|tag|jour|día|日)$/i;
const HOUR = /^(?:hour|hr|stunde|heure|hora|时|小时)$/i;
/** Seconds or milliseconds since 1970 stand in columns that are called so. */
const TIMESTAMP = /^(?:unix[_\s.-]?)?(?:timestamp|datetime|date|ts|epoch)(?:[_\s.-]?(?:s|ms|sec|utc))?$/i;

/** Different values of whom rows belong to, and rows each has at the mean, from which on whole groups are held out unasked. */
const LEAST_MEMBERS = 10;
const LEAST_ROWS_EACH = 2;
/** The same of what may be chosen. */
const FEWEST_MEMBERS = 3;

/** Year, month, day and hour, as far as they are columns of their own, the year first. */
function yearAndMore(columns: readonly Column[]): Column[] {
  const called = (name: RegExp) => columns.filter(column => name.test(column.name.trim()));
  const years = called(YEAR).filter(({ type }) => type === 'integer');
  if (years.length !== 1) return [];
  const more: Column[] = [];
  for (const name of [MONTH, DAY, HOUR]) {
    const [only, second] = called(name);
    if (!only || second) break;
    more.push(only);
  }
  return [...years, ...more];
}

const members = ({ profile: { counts, present, differentAtLeast } }: Column): { values: number; rowsEach: number } => {
  const values = counts?.size ?? differentAtLeast;
  return { values, rowsEach: present / Math.max(1, values) };
};

/** Every way in which columns other than the target could divide the rows, those by time first as the columns stand. */
export function waysOf(columns: readonly Column[], target: Column): ColumnWay[] {
  const others = columns.filter(column => column !== target && column.useless?.key !== DROPPED);
  const way = (by: ColumnWay['by'], ...of: Column[]): ColumnWay => ({ by, column: of[0]!.name, columns: of });
  const dated = others.filter(({ type }) => type === 'date');
  const years = yearAndMore(others);
  const stamps = others.filter(({ type, name }) => type === 'integer' && TIMESTAMP.test(name.trim()));
  const grouped = others.filter(column => {
    const { values, rowsEach } = members(column);
    const isNamed = isMemberName(column.name) || isIdName(column.name);
    return isNamed && column.type !== 'date' && values >= FEWEST_MEMBERS && rowsEach >= 1.2;
  });
  return [
    ...others.filter(saysPart).map(column => way('given', column)),
    ...dated.map(column => way('time', column)),
    ...(years.length > 0 ? [way('time', ...years)] : []),
    ...stamps.map(column => way('time', column)),
    ...grouped.map(column => way('group', column)),
  ];
}

/** Whether rows of such a group are kept together unasked. */
export function isProposedGroup({ by, columns: [column] }: ColumnWay): boolean {
  const { values, rowsEach } = members(column!);
  return by === 'group' && isMemberName(column!.name) && values >= LEAST_MEMBERS && rowsEach >= LEAST_ROWS_EACH;
}

/**
 * The way that a person chose; null where they chose none, or chance.
 * @throws Refusal where the column that they named is not there or can't do that, or none can
 */
export function chosenWay(
  file: string,
  columns: readonly Column[],
  target: Column,
  ways: readonly ColumnWay[],
  split: DataChoice['split'],
): ColumnWay | null {
  if (!split || split.by === 'random') return null;
  const { by, column: said } = split;
  if (said === undefined) {
    const found = ways.find(way => way.by === by);
    if (found) return found;
    throw new Refusal(`error.data.split.no.${by}`, { path: file, column: '' });
  }
  const column = columnCalled(file, columns, said);
  if (column === target) throw new Refusal('error.data.split.isTarget', { file, name: column.name });
  const known = ways.find(way => way.by === by && way.column === column.name);
  if (known) return known;
  const value = (column.profile.first ?? '').slice(0, 40);
  if (by === 'time' && !['date', 'integer', 'number'].includes(column.type))
    throw new Refusal('error.data.split.notTime', { file, name: column.name, value });
  if (by === 'given' && !namesParts(column))
    throw new Refusal('error.data.split.notParts', { file, name: column.name, value });
  return { by, column: column.name, columns: [column] };
}
