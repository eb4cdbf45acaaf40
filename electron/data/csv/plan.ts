import { sum } from 'd3-array';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice, Task } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { shortened } from '../raw/row-text.ts';
import { type Column, columnsOf, isNumeric } from './column.ts';
import { columnCalled, listed } from './column-called.ts';
import type { Decimal } from './column-profile.ts';
import { decimalOf, hasSentences } from './column-type.ts';
import { DROPPED, LISTS, NEARLY_ALL, tooManyValues } from './left-out-columns.ts';
import { MAX_CELLS, MIN_ROWS } from './limits.ts';
import { type Pixels, pixelsOf } from './pixels.ts';
import type { TableProfile } from './profile.ts';
import { type ColumnWay, chosenWay, SAYS_PART, saysPart, waysOf } from './split-columns.ts';
import type { Table } from './table.ts';
import { guessTarget } from './target.ts';
import { inOrder, labelCounts, taskOf } from './task.ts';

/** What is made of a table: which columns are read as what, and why. */
export interface Plan {
  kind: 'table' | 'text' | 'images';
  task: Task;
  decimal: Decimal;
  /** Whether it could as well be the other one. */
  isDecimalGuess: boolean;
  columns: Column[];
  target: Column;
  /** Rows of each label, in the order that classes have; null for regression. */
  labels: Map<string, number> | null;
  inputs: Column[];
  /** The ways in which columns could divide the rows, and the one that the person chose. */
  ways: ColumnWay[];
  chosenWay: ColumnWay | null;
  /** What columns do that are neither target nor input nor left out. */
  roles: ReadonlyMap<Column, 'time' | 'group' | 'split'>;
  /** The images that the columns are, or rather are; null where they are none. */
  pixels: Pixels | null;
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

/** Whether a column rather describes rows than names them: no date, no number or word that nearly each row has another of. */
const isFeature = ({ type, profile: { distinctShare } }: Column): boolean =>
  type === 'number' ||
  type === 'boolean' ||
  (type !== 'date' && distinctShare < (type === 'category' ? 0.5 : NEARLY_ALL));

/** Share of rows with a sentence from which on it is what a row is about, rather than a comment on some. */
const SPOKEN = 0.95;
/** So many other columns may stand beside sentences that are what the rows are about, and beside whole paragraphs. */
const BESIDE_SENTENCES = 2;
const BESIDE_PARAGRAPHS = 6;
/** Mean words of a cell that is a paragraph. */
const PARAGRAPH_WORDS = 12;

/**
 * Whether a table is about its sentences: every row has some, and few other columns stand beside. A comment that some rows
 * have, or the title of each among a dozen measurements, is a column of a table.
 */
function areMatter(sentences: readonly Column[], beside: number): boolean {
  const matter = sentences.filter(({ profile: p }) => p.present >= SPOKEN * (p.present + p.missing));
  const most = matter.some(({ profile: { words, texts } }) => words >= PARAGRAPH_WORDS * texts);
  return matter.length > 0 && beside <= (most ? BESIDE_PARAGRAPHS : BESIDE_SENTENCES);
}

/**
 * The kind and the input columns. It is text where sentences are what the rows are about, or texts are all there is beside the
 * target: then the text columns are the input alone. Else it is a table of all columns that are some use; a text column is one of categories
 * there, unless nearly all its values are different and there are other inputs.
 * @throws Refusal where no input is left, or no text where the person said that it is text
 */
function inputsOf(file: string, columns: readonly Column[], target: Column, chosen: DataChoice['kind']): Inputs {
  const others = columns.filter(column => column !== target && !isDropped(column));
  const useful = others.filter(({ useless }) => !useless);
  // What only seems to number the rows is better than nothing to learn from.
  const usable = useful.length > 0 ? useful : others.filter(({ useless }) => useless?.key === SEEMS_TO_NUMBER);
  const texts = usable.filter(({ type }) => type === 'text');
  const measured = usable.filter(({ type }) => type !== 'text');
  const sentences = texts.filter(({ profile }) => hasSentences(profile));
  const speaks = texts.length > 0 && (measured.length === 0 || areMatter(sentences, measured.filter(isFeature).length));
  if (chosen === 'text' || (!chosen && speaks)) {
    const words = others.filter(c => c.type === 'category' && c.profile.counts?.size !== 1);
    const inputs = texts.length > 0 ? texts : words.filter(({ profile }) => profile.present > 0);
    if (inputs.length === 0) throw new Refusal('error.data.csv.noText', { file, columns: named(columns) });
    const key = chosen ? 'data.csv.kind.textChosen' : 'data.csv.kind.text';
    return { kind: 'text', inputs, why: { key, values: { columns: named(inputs), count: inputs.length } } };
  }
  if (!chosen && sentences.length > 0) {
    const inputs = usable.filter(
      column => !sentences.includes(column) && !(column.type === 'text' && tooManyValues(column.profile)),
    );
    const values = { columns: named(sentences), count: sentences.length, inputs: inputs.length };
    return { kind: 'table', inputs, why: { key: 'data.csv.kind.tableWithText', values } };
  }
  const repeating = usable.filter(({ type, profile }) => type !== 'text' || !tooManyValues(profile));
  const inputs = repeating.length > 0 ? repeating : texts;
  const lists = others.filter(({ useless }) => useless?.key === LISTS);
  if (inputs.length === 0 && lists.length > 0)
    throw new Refusal('error.data.csv.lists', { file, name: lists[0]!.name, column: lists[0]!.index + 1 });
  if (inputs.length === 0)
    throw new Refusal('error.data.csv.noInputs', { file, name: target.name, columns: withExamples(columns, target) });
  const key = chosen ? 'data.csv.kind.tableChosen' : 'data.csv.kind.table';
  return { kind: 'table', inputs, why: { key, values: { count: inputs.length } } };
}

/** Whether the person leaves a column out. */
const isDropped = ({ useless }: Column): boolean => useless?.key === DROPPED;

/**
 * The columns with those marked as no use that the person leaves out, or that say which part a row belongs to.
 * @throws Refusal where one is named that there is not, or the target
 */
function withoutDropped(file: string, columns: Column[], { drop = [], target }: DataChoice): Column[] {
  const dropped = new Set(drop.map(said => columnCalled(file, columns, said)));
  const wanted = target === undefined ? undefined : columnCalled(file, columns, target);
  if (wanted && dropped.has(wanted)) throw new Refusal('error.data.csv.targetDropped', { file, name: wanted.name });
  const useless: Reason = { key: DROPPED, values: {} };
  const says: Reason = { key: SAYS_PART, values: {} };
  return columns.map(column => {
    if (dropped.has(column)) return { ...column, useless };
    return column !== wanted && saysPart(column) ? { ...column, useless: says } : column;
  });
}

/** The columns that may be what is predicted: none that the person drops, or divides the rows by. */
function mayBeTarget(file: string, columns: readonly Column[], { split }: DataChoice): Column[] {
  const divides = split?.column === undefined ? undefined : columnCalled(file, columns, split.column);
  return columns.filter(column => !isDropped(column) && column !== divides);
}

/** The pixels as inputs. @throws Refusal where the columns are none */
function imageInputs(file: string, columns: readonly Column[], pixels: Pixels | null): Inputs {
  if (!pixels) throw new Refusal('error.data.csv.noPixels', { file, columns: columns.length });
  const { height, width, channels } = pixels;
  const key = channels === 1 ? 'data.csv.kind.images' : 'data.csv.kind.imagesColour';
  return { kind: 'images', inputs: pixels.columns, why: { key, values: { height, width } } };
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
          : { key: tooManyValues(profile) ? 'data.csv.leftOut.textInTable' : 'data.csv.leftOut.sentences', values: {} };
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
    else {
      const note = numbersNote(column);
      if (note) notes.set(index, note);
    }
  }
  return notes;
}

/** How numbers were read that are more than digits; null of others. */
function numbersNote(column: Column): Reason | null {
  const { written, profile } = column;
  if (!isNumeric(column)) return null;
  const values = { example: profile.written.example ?? '' };
  if (written?.form === 'unit') return { key: 'data.csv.note.unit', values: { unit: written.unit } };
  if (written) return { key: `data.csv.note.${written.form}`, values };
  if (profile.minusBehind > 0) return { key: 'data.csv.note.minusBehind', values: {} };
  if (profile.accounts > 0) return { key: 'data.csv.note.accounts', values: {} };
  if (profile.units.size !== 1) return null;
  return { key: 'data.csv.note.unit', values: { unit: [...profile.units.keys()][0]! } };
}

function chosenTarget(file: string, columns: readonly Column[], said: string): { column: Column; why: Reason } {
  const column = columnCalled(file, columns, said);
  return { column, why: { key: 'data.csv.target.chosen', values: { name: column.name } } };
}

/** Whether a name of a column says nothing: a number, or one behind a letter (`V3`). */
const isBareName = (name: string): boolean => /^\s*[vxc]?\d+\s*$/i.test(name);

/** Share of rows that must have a value in a column that is taken for the target without being called so. */
const FILLED = 0.5;

/** Whether a column, as the target, would not be refused, and most rows have a value there. */
function canBeTarget(file: string, column: Column, rows: number, task: Task | undefined): boolean {
  const present = sum([...(labelCounts(column)?.values() ?? [column.profile.present])]);
  if (present < MIN_ROWS || present < FILLED * rows) return false;
  try {
    taskOf(file, column, task);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Lets a refusal of a target that nobody chose bring the columns along, so that one of them can be. */
function offeringColumns<T>(columns: readonly Column[], { target }: DataChoice, then: () => T): T {
  try {
    return then();
  } catch (error) {
    if (!(error instanceof Refusal) || target !== undefined) throw error;
    const { key, values } = error.record;
    throw new Refusal(key, { ...values, columns: named(columns) });
  }
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
  const { decimal, isGuess } = decimalOf(profile.columns, dialect.separator, choice.decimal);
  for (const { dates } of profile.columns) dates.said = choice.dateOrder ?? null;
  const columns = withoutDropped(file.name, columnsOf(table, profile, decimal), choice);
  const kept = mayBeTarget(file.name, columns, choice);
  const guess =
    choice.target === undefined
      ? guessTarget(kept, table.header === null || table.header.every(isBareName), column =>
          canBeTarget(file.name, column, rows, choice.task),
        )
      : chosenTarget(file.name, columns, choice.target);
  if (!guess) throw new Refusal('error.data.csv.noTarget', { file: file.name, columns: named(columns) });
  const target = guess.column;
  const { task, why: whyTask } = offeringColumns(columns, choice, () => taskOf(file.name, target, choice.task));
  const ways = waysOf(columns, target);
  const pixels = pixelsOf(columns, target, profile);
  const found =
    choice.kind === 'images'
      ? imageInputs(file.name, columns, pixels)
      : inputsOf(file.name, columns, target, choice.kind);
  if (found.inputs.length * rows > MAX_CELLS)
    throw new Refusal('error.data.csv.tooManyCells', { file: file.name, columns: columns.length, limit: MAX_CELLS });
  const counts = task === 'classification' ? labelCounts(target) : null;
  const labels = counts && new Map(inOrder(counts.keys(), target).map(label => [label, counts.get(label)!]));
  return {
    kind: found.kind,
    task,
    decimal,
    isDecimalGuess: isGuess,
    columns,
    target,
    labels,
    inputs: found.inputs,
    ways,
    chosenWay: chosenWay(file.name, columns, target, ways, choice.split),
    roles: new Map(),
    pixels,
    notes: notesOf(columns, target, found),
    why: { kind: found.why, target: guess.why, task: whyTask },
  };
}
