import type { Reason } from '#shared/domain/reason.ts';
import type { Column } from './column.ts';
import { listed } from './column-called.ts';
import { NEARLY_ALL } from './left-out-columns.ts';

/** Names that can mean nothing but the target; the first that occurs is taken. */
const CERTAIN = [
  'target',
  'label',
  'labels',
  'class',
  'y',
  'target_class',
  'class_label',
  '标签',
  '目标',
  '类别',
  '分类',
  '类',
];

/** Names that mean the target unless a certain one is there; of several the last column is taken. */
const LIKELY = new Set(
  ['quality', 'outcome', 'species', 'sentiment', 'category', 'survived', 'result', 'response', 'diagnosis', 'churn']
    .concat(['variety', 'polarity', 'rating', 'score', 'grade', 'price', 'type', 'spam', 'default', 'exited', 'intent'])
    .concat([
      'emotion',
      'topic',
      'medv',
      'median_house_value',
      'saleprice',
      '情感',
      '质量',
      '结果',
      '价格',
      '评分',
      '等级',
    ]),
);

/** A name as the lists have it: `Sale Price`, `sale-price` and `SalePrice` all become `saleprice` or `sale_price`. */
const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Whether a column could be what is predicted: it differs, names no rows, and is neither a text nor a date. */
const isCandidate = ({ type, useless }: Column): boolean => !useless && type !== 'text' && type !== 'date';

const isLikeId = ({ type, profile }: Column): boolean => type === 'integer' && profile.distinctShare >= NEARLY_ALL;

/** Whether a column is the second of x and y (and z) with something else to predict. */
const isCoordinate = ({ name, index }: Column, columns: readonly Column[]): boolean =>
  plain(name) === 'y' &&
  index > 0 &&
  plain(columns[index - 1]!.name) === 'x' &&
  columns.some(column => isCandidate(column) && !['x', 'y', 'z'].includes(plain(column.name)));

/** The next column from the end that can be it, where the one that would be taken can't; that one if none can, or leaves nothing
 * to learn from, so that it says why. */
function passedOver(
  last: Column,
  columns: readonly Column[],
  canBe: (column: Column) => boolean,
): { column: Column; why: Reason } {
  const candidates = columns.filter(isCandidate);
  const others = candidates.filter(column => column !== last && !isLikeId(column));
  const column = others.findLast(canBe);
  const isLeft = columns.some(
    other => !(other.useless || other === column || (column && other.index > column.index && isCandidate(other))),
  );
  if (!column || !isLeft)
    return { column: last, why: { key: 'data.csv.target.lastUsable', values: { name: last.name } } };
  const passed = candidates.filter(({ index }) => index > column.index);
  const values = { name: column.name, passed: listed(passed.map(({ name }) => name)), count: passed.length };
  return { column, why: { key: 'data.csv.target.passedOver', values } };
}

/** Different values that the column of the labels may have, and rows of each at the mean. */
const FEW_VALUES = 26;
const ROWS_A_VALUE = 5;
/** Share of the others that must be unlike labels for the last column to stand out as being like them. */
const MOST = 0.5;

/** Whether a column has few values, as labels do: words, or whole numbers. */
function isLikeLabels({ type, profile: { counts, present } }: Column): boolean {
  if (type !== 'category' && type !== 'boolean' && type !== 'integer') return false;
  return counts !== null && counts.size > 1 && counts.size <= FEW_VALUES && counts.size * ROWS_A_VALUE <= present;
}

/** Share of a column's cells that its most frequent value has. */
const majority = ({ profile: { counts, present } }: Column): number => Math.max(...(counts?.values() ?? [0])) / present;

/** By so much must the first column be less of one value than the last, where both could be labels. */
const EVENER = 0.3;

/**
 * The first column of a table without names where it rather holds the labels than the last one: it has few values, all others
 * are measurements, and the last doesn't stand out among these (as labels among decimals, or the one column of whole numbers).
 */
function labelInFront(columns: readonly Column[]): Column | null {
  const first = columns.find(column => !(column.useless || isLikeId(column)));
  const last = columns.at(-1)!;
  if (!first || first === last || !isLikeLabels(first)) return null;
  const others = columns.slice(columns.indexOf(first) + 1);
  const measured = others.filter(({ useless }) => !useless);
  if (measured.length < 2 || !measured.every(({ type }) => type === 'number' || type === 'integer')) return null;
  if (last.useless) return first;
  const middle = measured.slice(0, -1);
  const like = middle.filter(isLikeLabels).length;
  const standsOut = isLikeLabels(last)
    ? like < MOST * middle.length || (first.type === 'integer' && majority(last) < majority(first) + EVENER)
    : last.type === 'integer' && middle.every(({ type }) => type === 'number');
  return standsOut ? null : first;
}

/**
 * The column to predict where nobody said which, and why: one with a certain name (but a `y` after an `x` is a coordinate), the
 * last column with a likely name, else the last one. Columns that hold texts or dates are passed over, and, unless their name is
 * certain or they stand last with a likely one, those that name the rows or have one value alone. Of a table without names it
 * may be the first (`labelInFront`).
 * @param areNameless whether no column has a name that says anything.
 * @param canBe whether a column would not be refused; one that would is passed over, unless its name says that it is meant.
 * @returns null where no column can be.
 */
export function guessTarget(
  columns: readonly Column[],
  areNameless: boolean,
  canBe: (column: Column) => boolean,
): { column: Column; why: Reason } | null {
  const candidates = columns.filter(isCandidate);
  const certain = columns.filter(({ type }) => type !== 'text' && type !== 'date');
  const named = (column: Column): { column: Column; why: Reason } => ({
    column,
    why: { key: 'data.csv.target.named', values: { name: column.name } },
  });
  for (const name of CERTAIN) {
    const column = certain.find(column => plain(column.name) === name);
    if (column && !isCoordinate(column, columns)) return named(column);
  }
  const isLikely = (column: Column | undefined): boolean => column !== undefined && LIKELY.has(plain(column.name));
  const likely =
    certain.at(-1) === columns.at(-1) && isLikely(columns.at(-1)) ? columns.at(-1) : candidates.findLast(isLikely);
  if (likely) return named(likely);
  const [end] = candidates.slice(-1);
  // Where the last column can't be it, whole numbers that nearly all differ are rather names of the rows.
  const first = areNameless ? labelInFront(columns) : null;
  if (first && canBe(first)) {
    const others = { name: first.name, last: columns.at(-1)!.name };
    return { column: first, why: { key: 'data.csv.target.first', values: others } };
  }
  const last = end === columns.at(-1) ? end : (candidates.findLast(column => !isLikeId(column)) ?? end);
  if (!last) return null;
  if (!canBe(last)) return passedOver(last, columns, canBe);
  const key = last === columns.at(-1) ? 'data.csv.target.last' : 'data.csv.target.lastUsable';
  return { column: last, why: { key, values: { name: last.name } } };
}

/** Whether a name says that its numbers are the names of classes. */
export const namesClasses = (name: string): boolean =>
  [
    'label',
    'labels',
    'class',
    'class_label',
    'target_class',
    'species',
    'category',
    '标签',
    '类别',
    '分类',
    '类',
  ].includes(plain(name));
