import { Refusal } from '#shared/contract/refusal.ts';
import type { Task } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { isMissingLabel } from './cells.ts';
import { type Column, isNumeric, numberOf } from './column.ts';
import { MAX_CLASSES } from './limits.ts';
import { namesClasses } from './target.ts';

/** Whole numbers are classes where they have at most so many different values… */
const MAX_NUMBER_CLASSES = 20;
/** …each of which stands for so many rows at the mean. */
const MIN_ROWS_A_VALUE = 5;
/** Share of different values from which on words are no classes. */
const TOO_DIFFERENT = 0.5;

/**
 * The label that a cell of the target gives a row: of numbers `5` for `5`, `5.0` and ` 5`, of words the word without spaces around
 * it, of yes and no as it is spelled most often; null where there is none.
 */
export function labelOf(
  cell: string,
  column: Pick<Column, 'type' | 'decimal' | 'written' | 'isNaName' | 'spelling'>,
): string | null {
  if (column.isNaName && cell.trim() === 'NA') return 'NA';
  if (isMissingLabel(cell)) return null;
  if (!isNumeric(column)) return column.spelling.get(cell.trim().toLowerCase()) ?? cell.trim();
  const value = numberOf(cell, column);
  return value === null ? null : String(value);
}

/** Rows of each label; null where there are too many different ones to be counted. */
export function labelCounts(column: Column): Map<string, number> | null {
  const { counts, maybeLabels } = column.profile;
  if (!counts) return null;
  const labels = new Map<string, number>();
  const na: [string, number][] = column.isNaName ? [['NA', column.profile.na]] : [];
  for (const [value, rows] of [...counts, ...maybeLabels, ...na]) {
    const label = labelOf(value, column);
    if (label !== null) labels.set(label, (labels.get(label) ?? 0) + rows);
  }
  return labels;
}

/** Numbers by size, everything else by code units. */
export function inOrder(labels: Iterable<string>, column: Pick<Column, 'type'>): string[] {
  const sorted = [...labels].sort();
  return isNumeric(column) ? sorted.sort((a, b) => Number(a) - Number(b)) : sorted;
}

/** The sign between several labels of a row, and such a cell, where the labels are rather lists of a few: `io|csv`. */
function tagsOf(labels: ReadonlyMap<string, number>, present: number): { sign: string; example: string } | null {
  if (labels.size <= TOO_DIFFERENT * present) return null;
  for (const sign of ['|', ';', ',']) {
    const lists = [...labels.keys()].filter(label => label.includes(sign));
    const parts = new Set([...labels.keys()].flatMap(label => label.split(sign).map(part => part.trim())));
    if (2 * lists.length >= labels.size && 2 * parts.size <= labels.size)
      return { sign, example: lists[0]!.slice(0, 60) };
  }
  return null;
}

interface Decided {
  task: Task;
  why: Reason;
}

/**
 * Whether the target is a class or a number, and why. Words are classes. Whole numbers are classes where at most 20 different
 * ones stand for at least 5 rows each at the mean, or where the column is named label, class, species or the like and there are
 * at most 1000; else numbers are numbers.
 * @param chosen what the person said
 * @throws Refusal where the target can't be used, or not as was said
 */
export function taskOf(file: string, column: Column, chosen: Task | undefined): Decided {
  const { name, type, profile } = column;
  const where = { file, column: column.index + 1, name };
  if (type === 'date') throw new Refusal('error.data.csv.dateTarget', where);
  const labels = labelCounts(column);
  if (labels?.size === 0) throw new Refusal('error.data.csv.emptyTarget', where);
  if (labels?.size === 1) {
    const [value, rows] = [...labels][0]!;
    const count = profile.missing + profile.present - rows;
    const key = count > 0 ? 'error.data.csv.oneValueAndGaps' : 'error.data.csv.oneValue';
    throw new Refusal(key, { ...where, value: value.slice(0, 60), count });
  }
  const tooMany = () =>
    new Refusal('error.data.csv.tooManyClasses', {
      ...where,
      count: labels ? String(labels.size) : `> ${profile.sizeAtLimit}`,
      limit: MAX_CLASSES,
    });
  if (!isNumeric(column)) {
    if (chosen === 'regression') {
      const odd = profile.numbers(column.decimal).odd[0] ?? { line: 1, cell: '' };
      throw new Refusal('error.data.csv.notNumbers', { ...where, line: odd.line, value: odd.cell.slice(0, 60) });
    }
    const tags = labels && tagsOf(labels, profile.present);
    if (tags) throw new Refusal('error.data.csv.tags', { ...where, ...tags });
    if (!labels || labels.size > MAX_CLASSES) throw tooMany();
    if (labels.size > TOO_DIFFERENT * profile.present)
      throw new Refusal('error.data.csv.labelsDiffer', { ...where, count: labels.size, rows: profile.present });
    const why = chosen ? 'data.csv.task.chosenClasses' : 'data.csv.task.words';
    return { task: 'classification', why: { key: why, values: { count: labels.size, name } } };
  }
  const whole = type === 'integer';
  if (chosen === 'regression')
    return { task: 'regression', why: { key: 'data.csv.task.chosenNumber', values: { name } } };
  if (chosen === 'classification') {
    if (!labels || labels.size > (whole ? MAX_CLASSES : MAX_NUMBER_CLASSES))
      throw whole ? tooMany() : new Refusal('error.data.csv.notClasses', { ...where, limit: MAX_NUMBER_CLASSES });
    return {
      task: 'classification',
      why: { key: 'data.csv.task.chosenClasses', values: { count: labels.size, name } },
    };
  }
  const few = labels && labels.size <= MAX_NUMBER_CLASSES && labels.size * MIN_ROWS_A_VALUE <= profile.present;
  if (whole && labels && few)
    return { task: 'classification', why: { key: 'data.csv.task.fewWhole', values: { count: labels.size, name } } };
  if (whole && labels && namesClasses(name) && labels.size <= MAX_CLASSES)
    return { task: 'classification', why: { key: 'data.csv.task.namedClasses', values: { count: labels.size, name } } };
  return {
    task: 'regression',
    why: { key: whole ? 'data.csv.task.manyWhole' : 'data.csv.task.decimals', values: { name } },
  };
}
