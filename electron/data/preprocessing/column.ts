import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import type { RawColumn } from '../raw/dataset.ts';
import { momentsOf, quantilesOf } from '../raw/statistics.ts';

/** Categories that get a number each; where train has more, all are hashed. */
export const MAX_ONE_HOT = 32;
/** Numbers a hashed column becomes. */
export const HASH_BUCKETS = 64;
/** Rows of train that a category must have; one that occurs once can't be learned, and counts as unknown. */
const MIN_COUNT = 2;

/**
 * Values further than this many interquartile ranges outside the quartiles are held there. One lost decimal point (1001 for
 * 1.001) would blow up the standard deviation and squeeze all other rows into one spot; a long tail that belongs to the
 * data stays nearly as it is (a log-normal one of σ = 1 exceeds it once in 3,000 rows). It also keeps every row, also a new
 * one, within what a float32 can hold.
 */
export const HELD_FROM = 20;

type Numbers = Extract<RawColumn, { values: Float64Array }>;
type Categories = Extract<RawColumn, { codes: Int32Array }>;

/**
 * How one column becomes numbers, from the rows of train alone.
 * @param train indices of its rows.
 * @returns null where train holds no two different values: such a column tells nothing.
 */
export const fitColumn = (column: RawColumn, train: Int32Array): ColumnRecipe | null =>
  column.type === 'category' ? fitCategories(column, train) : fitNumbers(column, train);

function fitNumbers(
  { name, type, decimal, order, form, unit, values }: Numbers,
  train: Int32Array,
): ColumnRecipe | null {
  const taken = Float64Array.from(train, row => values[row]!);
  const quantile = quantilesOf(taken);
  const fill = quantile(0.5);
  if (Number.isNaN(fill)) return null;
  const bounds = boundsOf(quantile);
  for (let i = 0; i < taken.length; i++) taken[i] = held(taken[i]!, { fill, ...bounds });
  // Equal values may have a tiny deviation from their own mean by rounding.
  if (taken.every(value => value === taken[0])) return null;
  const written = { ...(order && { order }), ...(form && { form }), ...(unit && { unit }) };
  return { kind: type, name, decimal, ...written, fill, ...bounds, ...momentsOf(taken) };
}

/** Where most rows have one value, the quartiles say nothing of the others: then it is the range of all that counts. */
function boundsOf(quantile: (share: number) => number): { low: number; high: number } {
  const quartiles = [quantile(0.25), quantile(0.75)] as const;
  const [from, to] = quartiles[0] < quartiles[1] ? quartiles : [quantile(0), quantile(1)];
  const reach = HELD_FROM * (to - from);
  return { low: from - reach, high: to + reach };
}

function fitCategories({ name, codes, categories }: Categories, train: Int32Array): ColumnRecipe | null {
  const counts = new Int32Array(categories.length + 1);
  // A missing category has the code −1, and is counted last.
  for (const row of train) counts[codes[row]! < 0 ? categories.length : codes[row]!]!++;
  const frequent = [...categories, ''].flatMap((category, code) =>
    counts[code]! >= MIN_COUNT ? [[category, counts[code]!] as const] : [],
  );
  const different = counts.filter(count => count > 0).length;
  if (different < 2 || frequent.length === 0) return null;
  if (frequent.length > MAX_ONE_HOT) return { kind: 'hashed', name, buckets: HASH_BUCKETS };
  const order = frequent.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { kind: 'oneHot', name, categories: order.map(([category]) => category) };
}

/** Numbers that a column becomes. */
export const widthOf = (recipe: ColumnRecipe): number =>
  recipe.kind === 'oneHot' ? recipe.categories.length : recipe.kind === 'hashed' ? recipe.buckets : 1;

/** The number of a numeric cell (NaN: missing). */
export const standardised = (value: number, recipe: Extract<ColumnRecipe, { mean: number }>): number =>
  (held(value, recipe) - recipe.mean) / recipe.std;

/** Which of a column's numbers is 1 for a category ('': missing); −1: none. */
export function placesOf(recipe: Exclude<ColumnRecipe, { mean: number }>): (category: string) => number {
  if (recipe.kind === 'hashed') return category => fnv1a(category) % recipe.buckets;
  const places = new Map(recipe.categories.map((category, place) => [category, place]));
  return category => places.get(category) ?? -1;
}

/** What a number counts as: a missing one (NaN) as the median, one far out as its bound. */
export function held(value: number, { fill, low, high }: { fill: number; low: number; high: number }): number {
  return Number.isNaN(value) ? fill : Math.min(Math.max(value, low), high);
}

const encoder = new TextEncoder();

/** FNV-1a, 32 bits, of a text's UTF-8 bytes (http://www.isthe.com/chongo/tech/comp/fnv). From 0 to 2³² − 1. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
