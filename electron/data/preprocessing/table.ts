import type { ColumnRecipe, Preprocessing } from '#shared/domain/preprocessing.ts';
import type { RawColumn, RawTable } from '../raw/dataset.ts';
import { fitColumn, placesOf, standardised, widthOf } from './column.ts';

export type TableRecipe = Extract<Preprocessing, { kind: 'table' }>;

/**
 * How a table's rows become numbers, from the rows of train alone. Columns that train has only one value of are left out.
 * @param train indices of its rows.
 */
export const fitTable = ({ inputs }: Pick<RawTable, 'inputs'>, train: Int32Array): TableRecipe => ({
  kind: 'table',
  columns: inputs.flatMap(column => fitColumn(column, train) ?? []),
});

/** Numbers a row. */
export const tableFeatures = ({ columns }: TableRecipe): number =>
  columns.reduce((sum, column) => sum + widthOf(column), 0);

/**
 * Turns rows into numbers.
 * @param rows indices of those wanted.
 * @returns `[rows, features]`
 */
export function applyTable(recipe: TableRecipe, { inputs }: Pick<RawTable, 'inputs'>, rows: Int32Array): Float32Array {
  const features = tableFeatures(recipe);
  const out = new Float32Array(rows.length * features);
  const byName = new Map(inputs.map(column => [column.name, column]));
  let start = 0;
  for (const column of recipe.columns) {
    const numberOf = writer(column, byName.get(column.name)!);
    for (let i = 0, at = start; i < rows.length; i++, at += features) numberOf(out, at, rows[i]!);
    start += widthOf(column);
  }
  return out;
}

/** Writes a row's numbers of one column at a place. */
function writer(recipe: ColumnRecipe, column: RawColumn): (out: Float32Array, at: number, row: number) => void {
  if ('mean' in recipe) {
    const { values } = column as Extract<RawColumn, { values: Float64Array }>;
    return (out, at, row) => {
      out[at] = standardised(values[row]!, recipe);
    };
  }
  const { codes, categories } = column as Extract<RawColumn, { codes: Int32Array }>;
  const placeOf = placesOf(recipe);
  // One look-up a category, not a row; the last stands for a missing one.
  const places = [...categories, ''].map(placeOf);
  return (out, at, row) => {
    const code = codes[row]!;
    const place = places[code < 0 ? categories.length : code]!;
    if (place >= 0) out[at + place] = 1;
  };
}
