import type { DataCheck, DataCheckId } from '#shared/domain/data-report.ts';
import type { SplitWay } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import type { RawDataset, RawTarget } from '../raw/dataset.ts';
import type { Split } from '../split/split.ts';

/** What the checks look at: the rows as they were read, and how they were divided. */
export interface Checked {
  raw: RawDataset;
  /** With the classes that are left; a label of −1: the row is in no part. */
  target: RawTarget;
  split: Split;
  /** `[all rows]`: the group of near-duplicates of each row, as one of its rows. */
  groups: Int32Array;
  /** Whether the logarithm of the target is learnt. */
  logTarget: boolean;
  /** How the rows were divided. */
  way: SplitWay;
}

/** Nothing was found. Columns that are no pixels, and what had not to be guessed, are not worth a word. */
export const passes = (
  id: Exclude<DataCheckId, 'pixels' | 'guess'>,
  values: Reason['values'] = {},
  key: MessageKey = `data.check.${id}.passes`,
): DataCheck => ({
  id,
  verdict: 'passes',
  columns: [],
  reason: { key, values },
  examples: [],
  remedy: null,
});

/** Something was found that can make later figures wrong. */
export const warns = (
  id: DataCheckId,
  columns: string[],
  reason: Reason,
  more: Partial<Pick<DataCheck, 'examples' | 'remedy'>> = {},
): DataCheck => ({ id, verdict: 'warns', columns, reason, examples: [], remedy: null, ...more });

/** A number as a sentence shows it: five digits at most, whole ones as they are. */
export const shown = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(5)));

/** A share as percent: one decimal where there is one, and never 100 of what is not all. */
export const percent = (share: number): number =>
  share === 1 ? 100 : Math.min(99.9, Math.max(0, Math.round(1000 * share) / 10));
