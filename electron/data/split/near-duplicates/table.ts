import type { OnProgress, RawColumn, RawTable } from '../../raw/dataset.ts';
import { quantilesOf } from '../../raw/statistics.ts';
import { RowKeys } from './row-keys.ts';
import { UnionFind } from './union-find.ts';

/** Numbers are alike that lie within this share of their column's middle half (interquartile range). */
const TOLERANCE = 1e-4;

/**
 * Rows of a table that are the same but for the last digits of numbers, and for case and spaces of categories. The target
 * doesn't count: the same inputs with another answer would tell dev as much about train.
 *
 * Numbers are compared on a grid, and on one shifted by half a cell, so that two that are close but lie across a border of
 * one grid meet on the other.
 */
export function similarRows({ rows, inputs }: Pick<RawTable, 'rows' | 'inputs'>, onProgress: OnProgress): UnionFind {
  const sets = new UnionFind(rows);
  const columns = inputs.map(keyed);
  for (const shift of [0, 0.5]) {
    const keys = new RowKeys(rows);
    columns.forEach((keyOf, i) => {
      for (let row = 0; row < rows; row++) keys.addNumber(row, keyOf(row, shift));
      onProgress(shift + (i + 1) / columns.length / 2);
    });
    keys.first().forEach((first, row) => {
      if (first !== row) sets.unite(first, row);
    });
  }
  return sets;
}

/**
 * How many different rows a table's columns can hold: the product of their different values. It is not counted on beyond the
 * number of rows.
 */
export function combinationsOf({ rows, inputs }: Pick<RawTable, 'rows' | 'inputs'>): number {
  let combinations = 1;
  for (const column of inputs) {
    if (combinations >= rows) break;
    const keyOf = keyed(column);
    const distinct = new Set<number>();
    for (let row = 0; row < rows; row++) distinct.add(keyOf(row, 0));
    combinations *= distinct.size;
  }
  return combinations;
}

/** What stands for a row's cell where cells are compared, on a grid shifted by so many cells; NaN: missing. */
type KeyOf = (row: number, shift: number) => number;

function keyed(column: RawColumn): KeyOf {
  if (column.type === 'category') {
    const { codes } = column;
    const alike = alikeCategories(column.categories);
    return row => alike[codes[row]!] ?? Number.NaN;
  }
  const { values } = column;
  const cell = TOLERANCE * spreadOf(values);
  // Without any spread there is nothing to round.
  if (!(cell > 0)) return row => values[row]!;
  return (row, shift) => Math.floor(values[row]! / cell + shift);
}

/** The interquartile range, or where that is 0 a tenth of the whole range; NaN of a column without any value. */
function spreadOf(values: Float64Array): number {
  const quantile = quantilesOf(values);
  const middle = quantile(0.75) - quantile(0.25);
  return middle > 0 ? middle : (quantile(1) - quantile(0)) / 10;
}

/** A number for each category, the same where only case and spaces differ. */
function alikeCategories(categories: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return categories.map(category => {
    const name = category.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}
