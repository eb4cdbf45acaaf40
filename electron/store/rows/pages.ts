import { crc32 } from 'node:zlib';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { blob, type PackedBatch, split } from './columns.ts';

/** Whose numbers a row holds. */
export type Key = [trialId: string, attempt: number, series: SeriesName];

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
  };
}

/** A row is not as it was written. */
export class DamagedPage extends Error {}

/**
 * The batch that a row holds.
 * @throws DamagedPage that says what is wrong
 */
export function fromPage(series: SeriesName, row: PageRow): MetricBatch {
  try {
    return batchOf(series, row);
  } catch (error) {
    throw new DamagedPage((error as Error).message);
  }
}

function batchOf(series: SeriesName, row: PageRow): MetricBatch {
  const { first_step, last_step, row_count, columns, data, checksum } = row;
  if (checksum !== null && checksum !== checksumOf(columns, data)) throw new Error('its checksum is another');
  const names = JSON.parse(columns) as string[];
  const [steps, ...values] = split(data, names.length + 1, row_count);
  if (steps?.[0] !== first_step || steps.at(-1) !== last_step) throw new Error('it holds other steps');
  return { series, steps, columns: Object.fromEntries(names.map((name, index) => [name, values[index]!])) };
}
