import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import { isMissing, parseNumber } from '../csv/cells.ts';
import { parseDate, parseOpenDate } from '../csv/dates.ts';
import { parseWritten } from '../csv/written.ts';
import { placesOf, standardised, widthOf } from './column.ts';
import { type TableRecipe, tableFeatures } from './table.ts';
import { applyText, type TextRecipe } from './text.ts';

/** A row as a person writes it: its cells by the names of their columns. One that is not there is missing. */
export type NewRow = Readonly<Record<string, string>>;

/**
 * Applies a table's recipe to new rows; cells are read as those of the source were.
 * @returns `[rows, features]`
 */
export function applyToNewRows(recipe: TableRecipe, rows: readonly NewRow[]): Float32Array {
  const features = tableFeatures(recipe);
  const out = new Float32Array(rows.length * features);
  let start = 0;
  for (const column of recipe.columns) {
    const write = writer(column);
    rows.forEach((row, i) => {
      write(out, i * features + start, Object.hasOwn(row, column.name) ? row[column.name]! : '');
    });
    start += widthOf(column);
  }
  return out;
}

/**
 * Applies a recipe to new texts.
 * @returns `[texts, length]`
 */
export const applyToNewTexts = (recipe: TextRecipe, texts: readonly string[]): Int32Array =>
  applyText(
    recipe,
    texts,
    Int32Array.from(texts, (_, row) => row),
  );

/** The number that a cell holds, as its column is written; null: none. */
export function numberIn(
  cell: string,
  { kind, decimal, order, form, unit = '' }: Extract<ColumnRecipe, { mean: number }>,
): number | null {
  if (kind === 'number') return form ? parseWritten(cell, decimal, form, unit) : parseNumber(cell, decimal);
  return parseDate(cell) ?? (order ? parseOpenDate(cell, order) : null);
}

function writer(recipe: ColumnRecipe): (out: Float32Array, at: number, cell: string) => void {
  if ('mean' in recipe)
    return (out, at, cell) => {
      out[at] = standardised(numberIn(cell, recipe) ?? Number.NaN, recipe);
    };
  const placeOf = placesOf(recipe);
  // `NA` is a name like any other where train has it as one.
  const named = new Set(recipe.kind === 'oneHot' ? recipe.categories : []);
  return (out, at, cell) => {
    const bare = cell.trim();
    const place = placeOf(isMissing(cell) && !named.has(bare) ? '' : bare);
    if (place >= 0) out[at + place] = 1;
  };
}
