import type { Output, Parsed } from '#shared/contract/requests.ts';
import type { SeriesName } from '#shared/domain/metrics.ts';
import type { ReadOnlyStore } from '../store/store.ts';

const SERIES: readonly SeriesName[] = ['step', 'eval'];

/**
 * A stage's stored curves after the reader's cursors. A cursor of an older attempt counts for nothing: that curve was
 * begun anew.
 */
export async function readCurves(
  store: ReadOnlyStore,
  stageId: string,
  cursors: Parsed<'curves.read'>['cursors'],
): Promise<Output<'curves.read'>> {
  const trials = await store.trials(stageId);
  return Promise.all(
    trials.map(async ({ id: trialId, attempt }) => {
      const cursor = cursors.find(c => c.trialId === trialId && c.attempt === attempt);
      const read = (series: SeriesName) =>
        // Evaluations are few and sparser than steps, so all of them are sent; the reader merges by step.
        store.points(trialId, series, series === 'step' ? (cursor?.afterStep ?? -1) : -1);
      const batches = await Promise.all(SERIES.map(read));
      return { trialId, attempt, batches: batches.filter(b => b.steps.length > 0) };
    }),
  );
}
