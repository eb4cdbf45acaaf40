import { placeCalled, plainChoice, withChange } from '#shared/domain/data-choice.ts';
import type { ColumnReport, DataReport, Layout } from '#shared/domain/data-report.ts';
import {
  type DataChoice,
  type DataKind,
  type DatasetFacts,
  hasColumns,
  type SplitWay,
  type Task,
} from '#shared/domain/dataset.ts';

/** The columns that may be the target, each with what a choice calls it: its name, or its number where the file names none. */
export function targetsOf(
  { format }: DatasetFacts,
  columns: readonly ColumnReport[],
  { header }: Layout,
): { column: ColumnReport; target: string }[] {
  if (!hasColumns(format)) return [];
  return columns.map((column, i) => ({ column, target: header === false ? String(i + 1) : column.name }));
}

/** What the same source can be read as; images where its columns are pixels. */
export function kindsOf({ format, kind }: DatasetFacts, { checks }: Pick<DataReport, 'checks'>): DataKind[] {
  if (!hasColumns(format)) return [kind];
  return kind === 'images' || checks.some(({ id }) => id === 'pixels')
    ? ['table', 'text', 'images']
    : ['table', 'text'];
}

/** Whether a target is a class or a number is open where it is a column. */
export const tasksOf = ({ format, task }: DatasetFacts): Task[] =>
  hasColumns(format) ? ['classification', 'regression'] : [task];

/** What is left out without one column, whatever the choice calls it. */
const without = (drop: DataChoice['drop'], names: readonly string[], place: number): DataChoice['drop'] =>
  drop?.filter(said => placeCalled(names, said) !== place);

/** Another target: whether it is classes or a number is then found out anew, and it is not left out. */
export function withTarget(
  { task: _, logTarget: __, drop, split, ...choice }: DataChoice,
  columns: readonly ColumnReport[],
  target: string,
): DataChoice {
  const names = columns.map(({ name }) => name);
  const place = placeCalled(names, target);
  const dividesBy = split?.column !== undefined && placeCalled(names, split.column) === place;
  return plainChoice({
    ...choice,
    target,
    drop: without(drop, names, place),
    ...(split && !dividesBy && { split }),
  });
}

/** What the rows could be divided by: chance first, then what the data brings. */
export function waysOf({ split }: DatasetFacts, { splitWays }: Pick<DataReport, 'splitWays'>): SplitWay[] {
  if (!split) return [];
  const all: SplitWay[] = [{ by: 'random', column: null }, ...splitWays];
  return all.some(way => sameWay(way, split)) ? all : [...all, split];
}

export const sameWay = (a: SplitWay, b: SplitWay): boolean => a.by === b.by && a.column === b.column;

/** The rows divided in another way. */
export const withWay = (choice: DataChoice, { by, column }: SplitWay): DataChoice =>
  plainChoice({ ...choice, split: { by, ...(column !== null && { column }) } });

/** Classes have no logarithm. */
export const withTask = ({ logTarget: _, ...choice }: DataChoice, task: Task): DataChoice => ({ ...choice, task });

export const withKind = (choice: DataChoice, kind: DataKind): DataChoice => ({ ...choice, kind });

/** What a person may make of a column. `text`: the one that is read, instead of a table. */
export type Role = 'input' | 'target' | 'leftOut' | 'time' | 'group' | 'text';

/** Fewer values of a column can't be in three parts. */
const LEAST_GROUPS = 3;

/**
 * What a person can make of a column in place: of an input, of one that divides the rows, and of one that they left out themselves.
 * There is always a target, and what Descent left out is no use to learn from; but whom rows belong to, or when, it may say.
 */
export function rolesOf({ role, note, type, distinct }: ColumnReport): Role[] {
  const isFree = role === 'input' || note?.key === 'data.csv.leftOut.dropped';
  const divides = role === 'time' || role === 'group';
  if (role === 'target' || role === 'split' || !(isFree || divides || role === 'leftOut')) return [];
  const hasTimes = type === 'date' || type === 'integer' || type === 'number';
  const hasGroups = type !== 'date' && type !== 'text' && (distinct === null || distinct >= LEAST_GROUPS);
  const others: Role[] = [
    ...(hasTimes ? ['time' as const] : []),
    ...(hasGroups ? ['group' as const] : []),
    ...(type === 'text' ? ['text' as const] : []),
  ];
  if (isFree || divides) return ['input', 'target', 'leftOut', ...others];
  return others.length > 0 ? ['leftOut', ...others] : [];
}

/** The role that a column has, as a person names it: texts that are read are no columns of a table. */
export const roleOf = ({ role, type }: ColumnReport, { kind }: Pick<DatasetFacts, 'kind'>): Role | 'split' =>
  role === 'input' && type === 'text' && kind === 'text' ? 'text' : role;

/**
 * A column in another role.
 * @param place from 0
 */
export function withRole(choice: DataChoice, columns: readonly ColumnReport[], place: number, role: Role): DataChoice {
  const names = columns.map(column => column.name);
  const name = names[place] ?? '';
  const drop = without(choice.drop, names, place);
  const divides = columns[place]?.role === 'time' || columns[place]?.role === 'group';
  // What divided the rows and does so no more leaves them to chance; what another column does stays.
  const freed: DataChoice = divides ? { ...choice, split: { by: 'random' } } : choice;
  switch (role) {
    case 'target':
      return withTarget(freed, columns, name);
    case 'leftOut':
      return withChange(freed, { drop: [name] });
    case 'time':
    case 'group':
      return plainChoice({ ...choice, drop, split: { by: role, column: name } });
    case 'text': {
      const others = columns.filter((column, i) => i !== place && column.type === 'text' && column.role !== 'target');
      return plainChoice({ ...freed, kind: 'text', drop: [...(drop ?? []), ...others.map(other => other.name)] });
    }
    case 'input':
      return plainChoice({ ...freed, drop });
  }
}
