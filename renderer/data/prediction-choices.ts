import type { ColumnReport, Layout } from '#shared/domain/data-report.ts';
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

/** What the same source can be read as. */
export const kindsOf = ({ format, kind }: DatasetFacts): DataKind[] => (format === 'csv' ? ['table', 'text'] : [kind]);

/** Whether a target is a class or a number is open where it is a column. */
export const tasksOf = ({ format, task }: DatasetFacts): Task[] =>
  format === 'csv' ? ['classification', 'regression'] : [task];

/** Another target: whether it is classes or a number is then found out anew. */
export const withTarget = ({ task: _, ...choice }: DataChoice, target: string): DataChoice => ({ ...choice, target });

export const withTask = (choice: DataChoice, task: Task): DataChoice => ({ ...choice, task });

export const withKind = (choice: DataChoice, kind: DataKind): DataChoice => ({ ...choice, kind });
