import type { MetricBatch } from '#shared/domain/metrics.ts';

// Float64Array is little-endian on every platform that better-sqlite3 and Electron are built for.

/** One batch on its way into the database: its steps, then its columns, end to end in a buffer of its own. */
export interface PackedBatch {
  series: MetricBatch['series'];
  names: string[];
  steps: number;
  firstStep: number;
  lastStep: number;
  data: Float64Array<ArrayBuffer>;
}

/** Arrays of one length, end to end. */
export function join(arrays: readonly Float64Array[], length: number): Float64Array<ArrayBuffer> {
  const data = new Float64Array(arrays.length * length);
  for (const [index, array] of arrays.entries()) data.set(array, index * length);
  return data;
}

/** The bytes of an array as SQLite takes them, not copied. */
export const blob = (data: Float64Array): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/**
 * The arrays that `join` put into a blob.
 * @throws RangeError where the blob's size doesn't fit.
 */
export function split(bytes: Buffer, arrays: number, length: number): Float64Array<ArrayBuffer>[] {
  if (bytes.length !== arrays * length * 8) {
    throw new RangeError(`${bytes.length} bytes can't be ${arrays} columns of ${length} numbers`);
  }
  // Copied, because SQLite's bytes need not be aligned to 8; each array gets a buffer of its own, to be transferred.
  return Array.from({ length: arrays }, (_, index) => {
    const array = new Float64Array(length);
    new Uint8Array(array.buffer).set(bytes.subarray(index * length * 8, (index + 1) * length * 8));
    return array;
  });
}

/** Copies a batch once, so that it can be transferred while its owner keeps the original. Null: it has no rows. */
export function pack({ series, steps, columns }: MetricBatch): PackedBatch | null {
  const firstStep = steps[0];
  const lastStep = steps.at(-1);
  if (firstStep === undefined || lastStep === undefined) return null;
  const names = Object.keys(columns);
  const data = join([steps, ...Object.values(columns)], steps.length);
  return { series, names, steps: steps.length, firstStep, lastStep, data };
}

/** The rows of a batch with `after` < step < `before`. */
export function between(batch: MetricBatch, after: number, before: number): MetricBatch {
  const { steps } = batch;
  let start = 0;
  while (start < steps.length && steps[start]! <= after) start++;
  let end = steps.length;
  while (end > start && steps[end - 1]! >= before) end--;
  return rows(batch, start, end);
}

/** The first so many rows of a batch. */
export const first = (batch: MetricBatch, count: number): MetricBatch => rows(batch, 0, count);

/** The rows of a batch in pieces of at most so many bytes, a row each at least. */
export function pieces(batch: MetricBatch, bytes: number): MetricBatch[] {
  const { steps, columns } = batch;
  const each = Math.max(1, Math.floor(bytes / (8 * (1 + Object.keys(columns).length))));
  return Array.from({ length: Math.ceil(steps.length / each) }, (_, i) => rows(batch, i * each, (i + 1) * each));
}

/** Copies, so that no row holds more memory than its own. */
function rows(batch: MetricBatch, start: number, end: number): MetricBatch {
  const { series, steps, columns } = batch;
  if (start === 0 && end >= steps.length) return batch;
  return {
    series,
    steps: steps.slice(start, end),
    columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(start, end)])),
  };
}

/** Batches of one series, in step order, as one; a column that a batch lacks is NaN there. */
export function merge(series: MetricBatch['series'], batches: readonly MetricBatch[]): MetricBatch {
  if (batches.length === 1) return batches[0]!;
  const rows = batches.reduce((sum, batch) => sum + batch.steps.length, 0);
  const steps = new Float64Array(rows);
  const columns: Record<string, Float64Array<ArrayBuffer>> = {};
  let at = 0;
  for (const batch of batches) {
    steps.set(batch.steps, at);
    for (const [name, column] of Object.entries(batch.columns)) {
      columns[name] ??= new Float64Array(rows).fill(Number.NaN);
      columns[name].set(column, at);
    }
    at += batch.steps.length;
  }
  return { series, steps, columns };
}
