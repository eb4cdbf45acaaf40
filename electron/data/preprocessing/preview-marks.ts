import type { Preview } from '#shared/domain/data-report.ts';
import type { MissingCode } from '#shared/domain/dataset.ts';
import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import { isMissing } from '../csv/cells.ts';
import { held } from './column.ts';
import { numberIn } from './new-rows.ts';
import type { TableRecipe } from './table.ts';

type Rows = Extract<Preview, { kind: 'rows' }>;
type Mark = NonNullable<Rows['marks']>[number];

const DAY = 86_400_000;
/** How a plain number or day is written; what is written otherwise was read as one. */
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;

const shown = (value: number, { kind }: ColumnRecipe): string => {
  if (kind !== 'date') return String(Number(value.toPrecision(6)));
  const time = value * DAY;
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString().slice(0, 10) : String(value);
};

/**
 * Marks the cells of a preview that count as something else than what is written: without a value, far out, or written as no plain
 * number is.
 * @param missing what the person says stands for “no value”.
 */
export function markedPreview(preview: Preview, recipe: TableRecipe, missing: readonly MissingCode[] = []): Preview {
  if (preview.kind !== 'rows') return preview;
  const recipes = new Map(recipe.columns.map(column => [column.name, column]));
  const marks = preview.rows.flatMap((cells, row) =>
    cells.flatMap((cell, column): Mark[] => {
      const name = preview.columns[column]!;
      const found = recipes.get(name);
      if (!found || !('mean' in found)) return [];
      const isCode = missing.some(code => code.value === cell.trim() && (code.column ?? name) === name);
      const mark = markOf(isCode ? '' : cell, found);
      return mark ? [{ row, column, ...mark }] : [];
    }),
  );
  return marks.length > 0 ? { ...preview, marks } : preview;
}

function markOf(cell: string, recipe: Extract<ColumnRecipe, { mean: number }>): Pick<Mark, 'change' | 'value'> | null {
  const value = isMissing(cell) ? null : numberIn(cell, recipe);
  if (value === null) return { change: 'filled', value: shown(recipe.fill, recipe) };
  const taken = held(value, recipe);
  if (taken !== value) return { change: 'clipped', value: shown(taken, recipe) };
  const plain = recipe.kind === 'date' ? PLAIN_DAY : PLAIN;
  return plain.test(cell.trim()) ? null : { change: 'read', value: shown(value, recipe) };
}
