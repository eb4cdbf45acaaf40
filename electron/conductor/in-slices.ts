import type { SeriesName } from '#shared/domain/metrics.ts';
import { between } from '../store/columns.ts';
import type { PointsSlice, ReadOnlyStore } from '../store/store.ts';

/** So many rows are worked through in some milliseconds. */
const ROWS = 20_000;

/**
 * A trial's stored points of one series before a step, a slice at a time: between two slices others have their turn, and only one
 * is ever held. What is damaged is named with the slice that passes over it.
 */
export async function* inSlices(
  store: Pick<ReadOnlyStore, 'slice'>,
  trialId: string,
  series: SeriesName,
  before = Number.POSITIVE_INFINITY,
): AsyncGenerator<Pick<PointsSlice, 'points' | 'damaged'>> {
  for (let after: number | null = -1; after !== null && after < before - 1; ) {
    const slice: PointsSlice = await store.slice(trialId, series, after, ROWS);
    const points = between(slice.points, -1, before);
    const damaged = slice.damaged.filter(({ from }) => from < before);
    if (points.steps.length > 0 || damaged.length > 0) yield { points, damaged };
    after = slice.next;
  }
}
