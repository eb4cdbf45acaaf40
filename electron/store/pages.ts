import { crc32 } from 'node:zlib';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { blob, type PackedBatch, split } from './columns.ts';

/** Consecutive rows of one series as one row of `metric_batches`; steps of a trial's attempt lie in one page each. */
export interface PageRow {
  first_step: number;
  last_step: number;
  row_count: number;
  /** The columns' names as JSON. */
  columns: string;
  data: Buffer;
  /** Null: written by a version that made none. */
  checksum: number | null;
  /** Of the finite values of the training loss; null where there are none. */
  loss_low: number | null;
  loss_high: number | null;
  loss_mean: number | null;
}

const checksumOf = (columns: string, data: Uint8Array): number => crc32(data, crc32(columns));

/** A batch as the row that it is stored in. */
export function toPage(batch: PackedBatch): PageRow {
  const columns = JSON.stringify(batch.names);
  const data = blob(batch.data);
  return {
    first_step: batch.firstStep,
    last_step: batch.lastStep,
    row_count: batch.steps,
    columns,
    data,
    checksum: checksumOf(columns, data),
    ...lossOf(batch),
  };
}

/**
 * The batch that a row holds.
 * @throws Error that says what is wrong with a row that is not as it was written
 */
export function fromPage(series: SeriesName, row: PageRow): MetricBatch {
  const { first_step, last_step, row_count, columns, data, checksum } = row;
  if (checksum !== null && checksum !== checksumOf(columns, data)) throw new Error('its checksum is another');
  const names = JSON.parse(columns) as string[];
  const [steps, ...values] = split(data, names.length + 1, row_count);
  if (steps?.[0] !== first_step || steps.at(-1) !== last_step) throw new Error('it holds other steps');
  return { series, steps, columns: Object.fromEntries(names.map((name, index) => [name, values[index]!])) };
}

function lossOf({ series, names, steps, data }: PackedBatch): Pick<PageRow, 'loss_low' | 'loss_high' | 'loss_mean'> {
  const at = series === 'step' ? names.indexOf('loss') + 1 : 0;
  let [low, high, sum, finite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const value of at > 0 ? data.subarray(at * steps, (at + 1) * steps) : []) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    finite++;
  }
  return finite === 0
    ? { loss_low: null, loss_high: null, loss_mean: null }
    : { loss_low: low, loss_high: high, loss_mean: sum / finite };
}
