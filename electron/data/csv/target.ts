import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Column } from './column.ts';
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

/** Most column names that a sentence lists. */
const LISTED = 30;

export function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).join(', ') + (more > 0 ? ` … (+${more})` : '');
}

/**
 * The column that a person calls by its name (as it is written, else in any case), or by its number from 1.
 * @throws Refusal with the names that there are
 */
export function columnCalled(file: string, columns: readonly Column[], said: string): Column {
  const wanted = said.trim();
  const column =
    columns.find(({ name }) => name === said || name === wanted) ??
    columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ??
    (/^\d+$/.test(wanted) ? columns[Number(wanted) - 1] : undefined);
  if (column) return column;
  const names = listed(columns.map(({ name }) => name));
  throw new Refusal('error.data.csv.noSuchColumn', { file, name: said, columns: names, count: columns.length });
}

/** Whether a column could be what is predicted: it differs, names no rows, and is neither a text nor a date. */
const isCandidate = ({ type, useless }: Column): boolean => !useless && type !== 'text' && type !== 'date';

const isLikeId = ({ type, profile }: Column): boolean => type === 'integer' && profile.distinctShare >= NEARLY_ALL;

/** Whether a column is the second of x and y (and z) with something else to predict. */
const isCoordinate = ({ name, index }: Column, columns: readonly Column[]): boolean =>
  plain(name) === 'y' &&
  index > 0 &&
  plain(columns[index - 1]!.name) === 'x' &&
  columns.some(column => isCandidate(column) && !['x', 'y', 'z'].includes(plain(column.name)));

/**
 * The column to predict where nobody said which, and why: one with a certain name (but a `y` after an `x` is a coordinate), the
 * last column with a likely name, else the last one. Columns that hold texts or dates are passed over, and, unless their name is
 * certain or they stand last with a likely one, those that name the rows or have one value alone.
 * @returns null where no column can be.
 */
export function guessTarget(columns: readonly Column[]): { column: Column; why: Reason } | null {
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
  const last = end === columns.at(-1) ? end : (candidates.findLast(column => !isLikeId(column)) ?? end);
  if (!last) return null;
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
