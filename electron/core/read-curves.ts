import type { CurvePiece, Parsed } from '#shared/contract/requests.ts';
import { between } from '../store/rows/columns.ts';
import type { DamagedSteps, ReadOnlyStore } from '../store/store.ts';

/** One answer holds about so many rows; of few trials it may hold more of each. */
const ROWS = 60_000;
/** Of each trial so many at least, or a stage of many would be read in crumbs. */
const LEAST_ROWS = 2500;

/**
 * A stage's stored curves after the reader's cursors, as much as one answer holds. A cursor of an older attempt counts for nothing:
 * that curve was begun anew. The evaluations of these steps go with them, but not where a reader asks for one column.
 */
export async function readCurves(
  store: ReadOnlyStore,
  { stageId, trialId: only, cursors, column, overview }: Parsed<'curves.read'>,
): Promise<CurvePiece[]> {
  const trials = (await store.trials(stageId)).filter(({ id }) => only === undefined || id === only);
  const rows = Math.max(LEAST_ROWS, Math.floor(ROWS / Math.max(1, trials.length)));
  return Promise.all(
    trials.map(async ({ id: trialId, attempt }) => {
      const after = cursors.find(c => c.trialId === trialId && c.attempt === attempt)?.afterStep ?? -1;
      const short = overview && column ? await store.overview(trialId, column, after) : null;
      if (short) {
        const { from, to, points, damaged, next } = short;
        return { trialId, attempt, batches: [], overview: { from, to, ...points }, damaged: damaged.map(toTell), next };
      }
      const steps = await store.slice(trialId, column?.series ?? 'step', after, rows);
      if (column) {
        // Its name is a reader's: it may be one of an object's own makings.
        const own = Object.entries(steps.points.columns).filter(([name]) => name === column.column);
        steps.points.columns = Object.fromEntries(own);
      }
      const evaluations = column ? null : await store.slice(trialId, 'eval', after, rows);
      const batches = [steps.points];
      if (evaluations) batches.push(between(evaluations.points, after, (steps.next ?? Number.POSITIVE_INFINITY) + 1));
      return {
        trialId,
        attempt,
        batches: batches.filter(b => b.steps.length > 0),
        damaged: [...steps.damaged, ...(evaluations?.damaged ?? [])].map(toTell),
        next: steps.next,
      };
    }),
  );
}

/** What a reader hears of damaged steps. */
const toTell = ({ series, from, to }: DamagedSteps): CurvePiece['damaged'][number] => ({ series, from, to });
