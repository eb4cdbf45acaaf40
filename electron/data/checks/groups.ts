import type { DataCheck } from '#shared/domain/data-report.ts';
import type { SplitWay } from '#shared/domain/dataset.ts';
import type { RawColumn } from '../raw/dataset.ts';
import { isIdName, isMemberName } from '../raw/member-names.ts';
import type { Split } from '../split/split.ts';
import { type Checked, passes, warns } from './check.ts';

/** Different values that such a column has at least, and rows that a value has at most at the mean: else it is a kind of thing. */
const LEAST_VALUES = 20;
const MOST_ROWS_EACH = 50;
const LEAST_MEMBERS = 5;
/** Rows that a value has at least at the mean: else hardly any comes twice. */
const LEAST_ROWS_EACH = 1.2;

/**
 * Columns that name whom a row belongs to (a patient, a session) and whose values have rows in train and in dev or test: what is
 * known of one row is then asked of another, and dev looks better than new people will.
 */
export function groupColumns({ raw, split, way }: Checked): DataCheck[] {
  if (raw.kind !== 'table') return [];
  const found = raw.inputs.flatMap(column => groupsIn(column, split) ?? []);
  if (found.length === 0) return [passes('groups')];
  return found.map(({ name, ...counts }) =>
    warns(
      'groups',
      [name],
      { key: 'data.check.groups.warns', values: { name, ...counts } },
      { remedy: raw.choosable ? keptTogether(name, way) : null },
    ),
  );
}

/** Whole groups are held out, instead of what divides the rows now; the sentence names that by its own key. */
const keptTogether = (name: string, { by }: SplitWay): DataCheck['remedy'] => ({
  change: { split: { by: 'group', column: name } },
  effect: { key: `data.check.effect.insteadOf.${by}`, values: {} },
});

interface Groups {
  name: string;
  /** Values that occur, and those of them with rows in train and in another part. */
  groups: number;
  shared: number;
}

function groupsIn(column: RawColumn, { train, dev, test }: Split): Groups | null {
  const { name, type } = column;
  const isMember = isMemberName(name);
  if (type === 'date' || !(isMember || isIdName(name))) return null;
  const cells = type === 'category' ? column.codes : column.values;
  if (type === 'number' && !cells.every(cell => Number.isNaN(cell) || Number.isInteger(cell))) return null;
  const isThere = (cell: number): boolean => !Number.isNaN(cell) && !(type === 'category' && cell < 0);
  const valuesOf = (rows: Int32Array): Set<number> => new Set(Array.from(rows, row => cells[row]!).filter(isThere));
  const inTrain = valuesOf(train);
  const heldOut = new Set([...valuesOf(dev), ...valuesOf(test)]);
  const shared = [...heldOut].filter(value => inTrain.has(value)).length;
  const groups = inTrain.size + heldOut.size - shared;
  const rowsEach = (train.length + dev.length + test.length) / Math.max(1, groups);
  if (shared === 0 || rowsEach < LEAST_ROWS_EACH || groups < LEAST_MEMBERS) return null;
  if (!isMember && (groups < LEAST_VALUES || rowsEach > MOST_ROWS_EACH)) return null;
  return { name, groups, shared };
}
