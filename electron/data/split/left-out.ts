import type { LeftOut } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { RawDataset } from '../raw/dataset.ts';
import { EXAMPLES, exampleOf } from '../raw/row-text.ts';

/** Rows that are in no part, with the first of them; none: no word. The reason may name their `count` otherwise. */
export function leftOutRows(raw: RawDataset, reason: Reason, rows: Int32Array): LeftOut[] {
  if (rows.length === 0) return [];
  const examples = [...rows.subarray(0, EXAMPLES)].map(row => exampleOf(raw, row));
  return [{ reason: { ...reason, values: { count: rows.length, ...reason.values } }, rows: rows.length, examples }];
}

/** Rows that stand in a part which is held out, too; those of classes that are left out are counted there. */
export function twins(
  raw: RawDataset,
  key: 'data.leftOut.inTest' | 'data.leftOut.inHeldOut' | 'data.leftOut.devInTest',
  rows: Int32Array,
  heldOut: ReadonlySet<number>,
  groups: Int32Array,
): LeftOut[] {
  return leftOutRows(
    raw,
    { key, values: {} },
    rows.filter(row => heldOut.has(groups[row]!)),
  );
}
