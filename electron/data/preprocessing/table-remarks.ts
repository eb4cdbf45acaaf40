import type { ColumnReport, DataCheck, DataWarning } from '#shared/domain/data-report.ts';
import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { RawTable } from '../raw/dataset.ts';
import { EXAMPLES, namesOf, shortened } from '../raw/row-text.ts';
import type { Split } from '../split/split.ts';
import { HELD_FROM, held, placesOf, widthOf } from './column.ts';
import type { TableRecipe } from './table.ts';

/** What became of each column: how many numbers, that it is hashed, or that train has only one value of it. */
export const columnsAfter = (columns: readonly ColumnReport[], recipe: TableRecipe): ColumnReport[] =>
  columns.map(column => {
    if (column.role !== 'input') return column;
    const fitted = recipe.columns.find(({ name }) => name === column.name);
    if (!fitted) return { ...column, role: 'leftOut', note: { key: 'data.column.constantInTrain', values: {} } };
    const features = widthOf(fitted);
    if (fitted.kind === 'hashed')
      return { ...column, features, note: { key: 'data.column.hashed', values: { buckets: fitted.buckets } } };
    return { ...column, features, note: column.note ?? gapsNote(column.missing, fitted) };
  });

const MS_PER_DAY = 86_400_000;

/** What cells without a value count as; null where there are none. */
function gapsNote(count: number, recipe: Exclude<ColumnRecipe, { kind: 'hashed' }>): Reason | null {
  if (count === 0) return null;
  if (recipe.kind === 'oneHot') {
    const key = recipe.categories.includes('') ? 'data.column.gapsCategory' : 'data.column.gapsUnknown';
    return { key, values: { count } };
  }
  const value =
    recipe.kind === 'date'
      ? new Date(recipe.fill * MS_PER_DAY).toISOString().slice(0, 10)
      : String(Number(recipe.fill.toPrecision(5)));
  return { key: 'data.column.gapsMedian', values: { count, value } };
}

/**
 * What is odd about a table as its recipe sees it.
 * @param checks what was found already, and is not said again.
 */
export const tableWarnings = (
  raw: RawTable,
  recipe: TableRecipe,
  split: Split,
  checks: readonly DataCheck[] = [],
): DataWarning[] => [
  ...mostlyMissing(raw),
  ...heldValues(raw, recipe, split, checks),
  ...unknownCategories(raw, recipe, split),
];

/** From this share of missing cells on, a column is mostly its median or a category "missing". */
const MOSTLY = 0.5;

function mostlyMissing({ rows, columns }: RawTable): DataWarning[] {
  const names = columns.filter(({ role, missing }) => role === 'input' && missing > MOSTLY * rows).map(c => c.name);
  if (names.length === 0) return [];
  const values = { count: names.length, names: namesOf(names), percent: 100 * MOSTLY };
  return [{ reason: { key: 'data.warning.mostlyMissing', values }, examples: [] }];
}

/** Numbers so far out that they are held at a bound, and what they count as. */
function heldValues(raw: RawTable, recipe: TableRecipe, split: Split, checks: readonly DataCheck[]): DataWarning[] {
  const examples: DataWarning['examples'] = [];
  const names = new Set<string>();
  let count = 0;
  for (const column of recipe.columns) {
    const input = raw.inputs.find(({ name }) => name === column.name);
    if (!('mean' in column) || !input || input.type === 'category') continue;
    const codes = new Set(
      checks
        .filter(({ id, columns }) => id === 'missingCode' && columns.includes(column.name))
        .map(({ reason }) => Number(String(reason.values.value).replace(',', '.'))),
    );
    for (const rows of Object.values(split))
      for (const row of rows) {
        const value = input.values[row]!;
        const taken = held(value, column);
        if (taken === value || Number.isNaN(value) || codes.has(value)) continue;
        count++;
        names.add(column.name);
        if (examples.length < EXAMPLES)
          examples.push({ place: raw.place(row), text: `${column.name}: ${value} → ${Number(taken.toPrecision(4))}` });
      }
  }
  if (count === 0) return [];
  const values = { count, columns: namesOf([...names]), times: HELD_FROM };
  return [{ reason: { key: 'data.warning.held', values }, examples }];
}

/** Characters of a category in an example. */
const CATEGORY_LENGTH = 60;

/** Cells of dev and test whose category train doesn't have, or has once only. */
function unknownCategories(raw: RawTable, recipe: TableRecipe, split: Split): DataWarning[] {
  const examples: DataWarning['examples'] = [];
  const names = new Set<string>();
  let cells = 0;
  for (const column of recipe.columns) {
    const input = raw.inputs.find(({ name }) => name === column.name);
    if (column.kind !== 'oneHot' || input?.type !== 'category') continue;
    const placeOf = placesOf(column);
    // The last stands for a missing one, whose code is −1.
    const known = [...input.categories, ''].map(category => placeOf(category) >= 0);
    for (const row of [...split.dev, ...split.test]) {
      const code = input.codes[row]!;
      if (known.at(code)) continue;
      cells++;
      names.add(column.name);
      if (examples.length < EXAMPLES)
        examples.push({
          place: raw.place(row),
          text: `${column.name}: ${shortened(input.categories[code] ?? '', CATEGORY_LENGTH)}`,
        });
    }
  }
  if (cells === 0) return [];
  const values = { count: cells, columns: namesOf([...names]) };
  return [{ reason: { key: 'data.warning.unknownCategories', values }, examples }];
}
