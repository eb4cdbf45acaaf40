import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice, Task } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { shortened } from '../shortened.ts';
import { type Column, columnsOf } from './column.ts';
import type { Decimal } from './column-profile.ts';
import { decimalOf, hasSentences } from './column-type.ts';
import { tooManyValues } from './left-out-columns.ts';
import { MAX_CELLS, MIN_ROWS } from './limits.ts';
import type { TableProfile } from './profile.ts';
import type { Table } from './table.ts';
import { columnCalled, guessTarget, listed } from './target.ts';
import { inOrder, labelCounts, taskOf } from './task.ts';

/** What is made of a table: which columns are read as what, and why. */
export interface Plan {
  kind: 'table' | 'text';
  task: Task;
  decimal: Decimal;
  columns: Column[];
  target: Column;
  /** Rows of each label, in the order that classes have; null for regression. */
  labels: Map<string, number> | null;
  inputs: Column[];
  /** By a column's index: why it is left out, or what else is worth a word. */
  notes: Map<number, Reason>;
  why: { kind: Reason; target: Reason; task: Reason };
}

/** The reason that a column of a table may still be an input, where there is no other. */
const SEEMS_TO_NUMBER = 'data.csv.leftOut.numbered';

/** Characters of a value that stands for its column. */
const EXAMPLE = 30;

type Inputs = Pick<Plan, 'kind' | 'inputs'> & { why: Reason };

/** Names with the first value of each, which often tells what is wrong: `price (USD 100.25)`. */
const withExamples = (columns: readonly Column[], target: Column): string =>
  listed(
    columns
      .filter(column => column !== target)
      .map(({ name, profile: { first } }) => (first === null ? name : `${name} (${shortened(first, EXAMPLE)})`)),
  );

const named = (columns: readonly Column[]): string => listed(columns.map(({ name }) => name));

/**
 * The kind and the input columns. It is text where a column holds sentences, or texts are all there is beside the target: then the
 * text columns are the input alone. Else it is a table of all columns that are some use; a text column is one of categories
 * there, unless nearly all its values are different and there are other inputs.
 * @throws Refusal where no input is left, or no text where the person said that it is text
 */
function inputsOf(file: string, columns: readonly Column[], target: Column, chosen: DataChoice['kind']): Inputs {
  const others = columns.filter(column => column !== target);
  const useful = others.filter(({ useless }) => !useless);
  // What only seems to number the rows is better than nothing to learn from.
  const usable = useful.length > 0 ? useful : others.filter(({ useless }) => useless?.key === SEEMS_TO_NUMBER);
  const texts = usable.filter(({ type }) => type === 'text');
  const measured = usable.filter(({ type }) => type !== 'text');
  const speaks = texts.some(({ profile }) => hasSentences(profile)) || (texts.length > 0 && measured.length === 0);
  if (chosen === 'text' || (!chosen && speaks)) {
    const words = columns.filter(c => c !== target && c.type === 'category' && c.profile.counts?.size !== 1);
    const inputs = texts.length > 0 ? texts : words.filter(({ profile }) => profile.present > 0);
    if (inputs.length === 0) throw new Refusal('error.data.csv.noText', { file, columns: named(columns) });
    const key = chosen ? 'data.csv.kind.textChosen' : 'data.csv.kind.text';
    return { kind: 'text', inputs, why: { key, values: { columns: named(inputs), count: inputs.length } } };
  }
  const repeating = usable.filter(({ type, profile }) => type !== 'text' || !tooManyValues(profile));
  const inputs = repeating.length > 0 ? repeating : texts;
  if (inputs.length === 0)
    throw new Refusal('error.data.csv.noInputs', { file, name: target.name, columns: withExamples(columns, target) });
  const key = chosen ? 'data.csv.kind.tableChosen' : 'data.csv.kind.table';
  return { kind: 'table', inputs, why: { key, values: { count: inputs.length } } };
}

function notesOf(columns: readonly Column[], target: Column, { kind, inputs }: Inputs): Map<number, Reason> {
  const notes = new Map<number, Reason>();
  for (const column of columns) {
    const { index, type, profile, useless } = column;
    const isInput = inputs.includes(column);
    if (!isInput && column !== target) {
      const unread: Reason =
        kind === 'text'
          ? { key: 'data.csv.leftOut.besideText', values: {} }
          : { key: 'data.csv.leftOut.textInTable', values: {} };
      notes.set(index, useless ?? unread);
    } else if (isInput && kind === 'table' && type === 'text')
      notes.set(index, { key: 'data.csv.note.textInTable', values: {} });
    else if (type === 'category' && profile.leadingZeros > 0)
      notes.set(index, { key: 'data.csv.note.codes', values: {} });
    else if (type === 'date' && profile.dates.decisive)
      notes.set(index, {
        key: `data.csv.note.${profile.dates.order}`,
        values: { example: profile.dates.decisive.cell.trim(), line: profile.dates.decisive.line },
      });
    else if ((type === 'number' || type === 'integer') && profile.units.size === 1)
      notes.set(index, { key: 'data.csv.note.unit', values: { unit: [...profile.units.keys()][0]! } });
  }
  return notes;
}

function chosenTarget(file: string, columns: readonly Column[], said: string): { column: Column; why: Reason } {
  const column = columnCalled(file, columns, said);
  return { column, why: { key: 'data.csv.target.chosen', values: { name: column.name } } };
}

/**
 * Understands a table from its profile.
 * @throws Refusal where it can't be used, or not as the person said
 */
export function planOf(table: Table, profile: TableProfile, choice: DataChoice): Plan {
  const { file, dialect } = table;
  const { rows } = profile;
  if (rows === 0) throw new Refusal('error.data.csv.noRows', { file: file.name });
  if (rows < MIN_ROWS)
    throw new Refusal('error.data.csv.tooFewRows', { file: file.name, count: rows, needed: MIN_ROWS });
  const decimal = decimalOf(profile.columns, dialect.separator);
  const columns = columnsOf(table, profile, decimal);
  const guess = choice.target === undefined ? guessTarget(columns) : chosenTarget(file.name, columns, choice.target);
  if (!guess) throw new Refusal('error.data.csv.noTarget', { file: file.name, columns: named(columns) });
  const target = guess.column;
  const { task, why: whyTask } = taskOf(file.name, target, choice.task);
  const found = inputsOf(file.name, columns, target, choice.kind);
  if (found.inputs.length * rows > MAX_CELLS)
    throw new Refusal('error.data.csv.tooManyCells', { file: file.name, columns: columns.length, limit: MAX_CELLS });
  const counts = task === 'classification' ? labelCounts(target) : null;
  const labels = counts && new Map(inOrder(counts.keys(), target).map(label => [label, counts.get(label)!]));
  return {
    kind: found.kind,
    task,
    decimal,
    columns,
    target,
    labels,
    inputs: found.inputs,
    notes: notesOf(columns, target, found),
    why: { kind: found.why, target: guess.why, task: whyTask },
  };
}
