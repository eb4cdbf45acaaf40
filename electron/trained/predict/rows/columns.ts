import { isMissing } from '#electron/data/csv/cells.ts';
import { type NewRow as Cells, numberIn } from '#electron/data/preprocessing/new-rows.ts';
import type { TableRecipe } from '#electron/data/preprocessing/table.ts';
import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { listed } from './new-rows.ts';

/** Values of a column that are named in a note, at most; more are counted. */
const KEPT = 20;

/** What happened to the cells of one column. */
interface Tally {
  column: ColumnRecipe;
  known: ReadonlySet<string>;
  missing: number;
  held: number;
  unknown: number;
  values: Set<string>;
}

/** Looks at rows before they are put through a table's recipe: which can't be, and what is to be said of the others. */
export class ColumnsCheck {
  private readonly tallies: Tally[];

  constructor({ columns }: TableRecipe) {
    this.tallies = columns.map(column => ({
      column,
      known: new Set(column.kind === 'oneHot' ? column.categories : []),
      ...{ missing: 0, held: 0, unknown: 0 },
      values: new Set<string>(),
    }));
  }

  /** Why a row can't be predicted: a cell that should be a number, or a date, is none. Null: it can. */
  look(cells: Cells): Reason | null {
    for (const { column } of this.tallies) {
      const cell = cells[column.name] ?? '';
      if ('mean' in column && !isMissing(cell) && numberIn(cell, column) === null)
        return { key: `predict.bad.${column.kind}`, values: { column: column.name, cell: listed([cell.trim()]) } };
    }
    for (const tally of this.tallies) count(tally, cells[tally.column.name] ?? '');
    return null;
  }

  /** A note for each kind of thing that happened to a column. */
  notes(): Reason[] {
    return this.tallies.flatMap(({ column, missing, held, unknown, values }): Reason[] => {
      const { name } = column;
      return [
        ...(missing > 0 && 'mean' in column
          ? [
              {
                key: 'predict.note.filled' as const,
                values: { column: name, count: missing, fill: plain(column.fill) },
              },
            ]
          : []),
        ...(missing > 0 && !('mean' in column)
          ? [{ key: 'predict.note.missing' as const, values: { column: name, count: missing } }]
          : []),
        ...(held > 0 && 'mean' in column
          ? [
              {
                key: 'predict.note.held' as const,
                values: { column: name, count: held, low: plain(column.low), high: plain(column.high) },
              },
            ]
          : []),
        ...(unknown > 0
          ? [
              {
                key: 'predict.note.unknownCategory' as const,
                values: { column: name, count: unknown, values: listed([...values]) },
              },
            ]
          : []),
      ];
    });
  }
}

function count(tally: Tally, cell: string): void {
  const { column, known, values } = tally;
  const bare = cell.trim();
  if (isMissing(cell) && !known.has(bare)) {
    tally.missing++;
    return;
  }
  if ('mean' in column) {
    const value = numberIn(cell, column) ?? column.fill;
    if (value < column.low || value > column.high) tally.held++;
  } else if (column.kind === 'oneHot' && !known.has(bare)) {
    tally.unknown++;
    if (values.size < KEPT) values.add(bare);
  }
}

const plain = (value: number): number => Number(value.toPrecision(6));
