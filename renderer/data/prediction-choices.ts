import { placeCalled, plainChoice, withChange } from '#shared/domain/data-choice.ts';
import type { ColumnReport, DataReport, Layout } from '#shared/domain/data-report.ts';
import type { DataChoice, DataKind, DatasetFacts, Task } from '#shared/domain/dataset.ts';

/** The columns that may be the target, each with what a choice calls it: its name, or its number where the file names none. */
export function targetsOf(
  { format }: DatasetFacts,
  columns: readonly ColumnReport[],
  { header }: Layout,
): { column: ColumnReport; target: string }[] {
  if (format !== 'csv') return [];
  return columns.map((column, i) => ({ column, target: header === false ? String(i + 1) : column.name }));
}

/** What the same source can be read as; images where its columns are pixels. */
export function kindsOf({ format, kind }: DatasetFacts, { checks }: Pick<DataReport, 'checks'>): DataKind[] {
  if (format !== 'csv') return [kind];
  return kind === 'images' || checks.some(({ id }) => id === 'pixels')
    ? ['table', 'text', 'images']
    : ['table', 'text'];
}

/** Whether a target is a class or a number is open where it is a column. */
export const tasksOf = ({ format, task }: DatasetFacts): Task[] =>
  format === 'csv' ? ['classification', 'regression'] : [task];

/** What is left out without one column, whatever the choice calls it. */
const without = (drop: DataChoice['drop'], names: readonly string[], place: number): DataChoice['drop'] =>
  drop?.filter(said => placeCalled(names, said) !== place);

/** Another target: whether it is classes or a number is then found out anew, and it is not left out. */
export function withTarget(
  { task: _, logTarget: __, drop, ...choice }: DataChoice,
  columns: readonly ColumnReport[],
  target: string,
): DataChoice {
  const names = columns.map(({ name }) => name);
  return plainChoice({ ...choice, target, drop: without(drop, names, placeCalled(names, target)) });
}

/** Classes have no logarithm. */
export const withTask = ({ logTarget: _, ...choice }: DataChoice, task: Task): DataChoice => ({ ...choice, task });

export const withKind = (choice: DataChoice, kind: DataKind): DataChoice => ({ ...choice, kind });

/**
 * What a person can make of a column in place: of an input, and of one that they left out themselves. There is always a target, and what
 * Descent left out is no use.
 */
export const rolesOf = ({ role, note }: ColumnReport): ColumnReport['role'][] =>
  role === 'input' || note?.key === 'data.csv.leftOut.dropped' ? ['input', 'target', 'leftOut'] : [];

/**
 * A column in another role.
 * @param place from 0
 */
export function withRole(
  choice: DataChoice,
  columns: readonly ColumnReport[],
  place: number,
  role: ColumnReport['role'],
): DataChoice {
  const name = columns[place]?.name ?? '';
  if (role === 'target') return withTarget(choice, columns, name);
  if (role === 'leftOut') return withChange(choice, { drop: [name] });
  const names = columns.map(column => column.name);
  return plainChoice({ ...choice, drop: without(choice.drop, names, place) });
}
