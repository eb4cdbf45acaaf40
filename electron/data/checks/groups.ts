import type { DataCheck } from '#shared/domain/data-report.ts';
import type { RawColumn } from '../readers/reader.ts';
import type { Split } from '../split/split.ts';
import { type Checked, passes, warns } from './check.ts';

/** Whom or what rows belong to, whatever the number of rows each has. */
const MEMBERS =
  /^(?:patient|subject|person|participant|user|customer|client|session|speaker|author|device|student|household|family|visitor|member|player|driver|animal)(?:s|[_\s.-]?(?:id|no|nr|num|number|name|code))?$|^(?:病人|患者|受试者|参与者|用户|客户|会话|说话人|学生|设备)(?:id|编号|号|姓名|名)?$/i;
/** What ends like an id. */
const ENDS_LIKE_ID = /(?:^|[_\s.-])(?:id|uuid|guid)$/i;
const ENDS_LIKE_ID_CAMEL = /[a-z\d]I[dD]$/;
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
export function groupColumns({ raw, split }: Checked): DataCheck[] {
  if (raw.kind !== 'table') return [];
  const found = raw.inputs.flatMap(column => groupsIn(column, split) ?? []);
  if (found.length === 0) return [passes('groups')];
  return found.map(({ name, ...counts }) =>
    warns('groups', [name], { key: 'data.check.groups.warns', values: { name, ...counts } }),
  );
}

interface Groups {
  name: string;
  /** Values that occur, and those of them with rows in train and in another part. */
  groups: number;
  shared: number;
}

function groupsIn(column: RawColumn, { train, dev, test }: Split): Groups | null {
  const { name, type } = column;
  const isMember = MEMBERS.test(name.trim());
  if (type === 'date' || !(isMember || ENDS_LIKE_ID.test(name.trim()) || ENDS_LIKE_ID_CAMEL.test(name.trim())))
    return null;
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
