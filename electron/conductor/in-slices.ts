import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { between } from '../store/columns.ts';
import type { ReadOnlyStore } from '../store/store.ts';

/** So many rows are worked through in some milliseconds. */
const ROWS = 20_000;

/**
 * A trial's stored points of one series before a step, a slice at a time: between two slices others have their turn, and only one
 * is ever held. What is damaged is passed over.
 */
export async function* inSlices(
  store: Pick<ReadOnlyStore, 'slice'>,
  trialId: string,
  series: SeriesName,
  before = Number.POSITIVE_INFINITY,
): AsyncGenerator<MetricBatch> {
  for (let after: number | null = -1; after !== null && after < before - 1; ) {
    const { points, next }: { points: MetricBatch; next: number | null } = await store.slice(
      trialId,
      series,
      after,
      ROWS,
    );
    const slice = between(points, -1, before);
    if (slice.steps.length > 0) yield slice;
    after = next;
  }
}
