import { quantilesOf } from '../../quantiles.ts';
import type { RawColumn, RawTable } from '../../readers/reader.ts';
import { UnionFind } from '../union-find.ts';
import { RowKeys } from './row-keys.ts';

/** Numbers are alike that lie within this share of their column's middle half (interquartile range). */
const TOLERANCE = 1e-4;

/**
 * Rows of a table that are the same but for the last digits of numbers, and for case and spaces of categories. The target
 * doesn't count: the same inputs with another answer would tell dev as much about train.
 *
 * Numbers are compared on a grid, and on one shifted by half a cell, so that two that are close but lie across a border of
 * one grid meet on the other.
 * @returns the sets, and how many different rows the columns can hold at most (the product of their different values).
 */
export function similarRows({ rows, inputs }: Pick<RawTable, 'rows' | 'inputs'>): {
  sets: UnionFind;
  combinations: number;
} {
  const sets = new UnionFind(rows);
  let combinations = 1;
  for (const shift of [0, 0.5]) {
    const keys = new RowKeys(rows);
    for (const column of inputs) {
      const distinct = column.type === 'category' ? addCategories(keys, column) : addNumbers(keys, column, shift);
      if (shift === 0) combinations *= distinct;
    }
    keys.first().forEach((first, row) => {
      if (first !== row) sets.unite(first, row);
    });
  }
  return { sets, combinations };
}

/** @returns how many different cells of the grid occur. */
function addNumbers(keys: RowKeys, { values }: Extract<RawColumn, { values: Float64Array }>, shift: number): number {
  const cell = TOLERANCE * spreadOf(values);
  const distinct = new Set<number>();
  values.forEach((value, row) => {
    const key = cell > 0 ? Math.floor(value / cell + shift) : value;
    distinct.add(key);
    keys.addNumber(row, key);
  });
  return distinct.size;
}

/** The interquartile range, or where that is 0 a tenth of the whole range. */
function spreadOf(values: Float64Array): number {
  const quantile = quantilesOf(values);
  const middle = quantile(0.75) - quantile(0.25);
  // A column without any value has no spread, and no border to lie across.
  return middle > 0 ? middle : (quantile(1) - quantile(0)) / 10;
}

/** @returns how many different categories there are. */
function addCategories(keys: RowKeys, { codes, categories }: Extract<RawColumn, { codes: Int32Array }>): number {
  const places = new Map<string, number>();
  const alike = categories.map(category => {
    const name = category.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
  codes.forEach((code, row) => {
    keys.add(row, code < 0 ? -1 : alike[code]!);
  });
  return places.size + 1;
}
