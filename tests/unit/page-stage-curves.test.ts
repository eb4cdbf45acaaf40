import { expect, it, vi } from 'vitest';
import { StageCurves } from '#renderer/client/stage-curves.ts';
import type { Ask, CurvePiece, Input } from '#shared/contract/requests.ts';
import { LAYER_EVERY, type MetricBatch, type RecordedColumn, type SeriesName } from '#shared/domain/metrics.ts';
import { candidate, stageView } from './page-views.ts';

const DEV: RecordedColumn = { series: 'eval', column: 'devLoss' };
const RATIO: RecordedColumn = { series: 'layer', column: 'hidden1.weight' };
const EVERY = 100;
const trials = stageView([candidate(0.1), candidate(0.01)]).trials.map(trial => ({
  ...trial,
  hyperparameters: { ...trial.hyperparameters, evalEvery: EVERY },
}));
const [A, B] = ['trial-0.1', 'trial-0.01'];

function rows(series: SeriesName, steps: readonly number[]): MetricBatch {
  const array = Float64Array.from(steps);
  return { series, steps: array, columns: { devLoss: array, [RATIO.column]: array, loss: array } };
}
const settled = () => new Promise(resolve => setTimeout(resolve));

/** A core that has these rows of each trial stored, and a page's curves of it. */
function pageOf(stored: MetricBatch[]) {
  const asked: Input<'curves.read'>[] = [];
  const ask = (async (_: string, input: Input<'curves.read'>): Promise<CurvePiece[]> => {
    asked.push(input);
    const wanted = trials.filter(({ id }) => input.trialId === undefined || id === input.trialId);
    return wanted.map(({ id }) => {
      const after = input.cursors.find(({ trialId }) => trialId === id)?.afterStep ?? -1;
      const batches = stored
        .filter(({ series }) => series === input.column?.series)
        .map(({ series, steps }) =>
          rows(
            series,
            [...steps].filter(step => step > after),
          ),
        )
        .filter(({ steps }) => steps.length > 0);
      return { trialId: id, attempt: 1, batches, damaged: [], next: null };
    });
  }) as unknown as Ask;
  const curves = new StageCurves('stage', ask, () => trials);
  const hear = (trialId: string, ...batches: MetricBatch[]) =>
    curves.hear({ type: 'metrics', stageId: 'stage', trialId, attempt: 1, batches });
  const stepsOf = (trialId: string, column: RecordedColumn) => {
    const points = curves.points(trialId, column);
    return points && [...points.steps.subarray(0, points.count)];
  };
  return { curves, asked, stored, hear, stepsOf };
}

it('what is measured now and then is whole without being asked for again, and a hole in it is closed', async () => {
  const page = pageOf([rows('eval', [0, EVERY, 2 * EVERY])]);
  page.curves.hold([DEV]);
  await settled();
  expect(page.stepsOf(A, DEV)).toEqual([0, EVERY, 2 * EVERY]);
  page.hear(A, rows('eval', [3 * EVERY]), rows('step', [3 * EVERY]));
  await settled();
  expect(page.asked).toHaveLength(1);
  // Something was missed: what lies between is read, from the last that is known on.
  page.stored[0] = rows(
    'eval',
    [0, 1, 2, 3, 4, 5, 6].map(k => k * EVERY),
  );
  page.hear(A, rows('eval', [6 * EVERY]));
  await settled();
  expect(page.asked).toHaveLength(2);
  expect(page.asked[1]?.cursors).toContainEqual({ trialId: A, attempt: 1, afterStep: 3 * EVERY });
  expect(page.stepsOf(A, DEV)).toEqual([0, 1, 2, 3, 4, 5, 6].map(k => k * EVERY));
});

it('rows that nobody has are asked for once, not for ever', async () => {
  const page = pageOf([rows('eval', [0, 5 * EVERY, 6 * EVERY])]);
  page.curves.hold([DEV]);
  await settled();
  page.hear(A, rows('eval', [7 * EVERY]));
  page.hear(A, rows('eval', [8 * EVERY]));
  await settled();
  expect(page.asked).toHaveLength(1);
  expect(page.stepsOf(A, DEV)).toEqual([0, 5 * EVERY, 6 * EVERY, 7 * EVERY, 8 * EVERY]);
});

it('one trial’s layers are read and kept for that one alone', async () => {
  const page = pageOf([rows('layer', [0, LAYER_EVERY])]);
  const release = page.curves.hold([RATIO], A);
  await settled();
  page.hear(A, rows('layer', [2 * LAYER_EVERY]));
  page.hear(B, rows('layer', [0]));
  expect(page.asked.map(({ trialId, column }) => [trialId, column])).toEqual([[A, RATIO]]);
  expect(page.stepsOf(A, RATIO)).toEqual([0, LAYER_EVERY, 2 * LAYER_EVERY]);
  expect(page.stepsOf(B, RATIO)).toBeNull();
  release();
  await settled();
  expect(page.stepsOf(A, RATIO)).toBeNull();
});

it('says when all that is stored has come, also where that is nothing', async () => {
  const { curves } = pageOf([]);
  const heard = vi.fn();
  curves.subscribe(heard);
  curves.hold([DEV]);
  expect(curves.isRead(A, DEV)).toBe(false);
  await settled();
  expect([curves.isRead(A, DEV), curves.points(A, DEV), heard.mock.calls.length]).toEqual([true, null, 1]);
});
