import { setImmediate } from 'node:timers/promises';
import type { MetricBatch } from '#shared/domain/metrics.ts';

/** So many rows are worked through in some milliseconds. */
const ROWS = 20_000;

/** The rows of some batches, a slice at a time; between two slices others have their turn. */
export async function* inSlices(batches: readonly MetricBatch[]): AsyncGenerator<MetricBatch> {
  for (const { series, steps, columns } of batches) {
    for (let from = 0; from < steps.length; from += ROWS) {
      if (from > 0) await setImmediate();
      const slice = (column: Float64Array<ArrayBuffer>) => column.subarray(from, from + ROWS);
      yield {
        series,
        steps: slice(steps),
        columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, slice(column)])),
      };
    }
  }
}
