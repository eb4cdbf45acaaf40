import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { StageState } from '#electron/conductor/stages/stage-state.ts';
import { viewOf } from '#electron/conductor/stages/stage-view.ts';
import { readCurves } from '#electron/core/read-curves.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { wholeLosses } from '#shared/contract/whole-losses.ts';
import { TRAINING_LOSS } from '#shared/domain/metrics.ts';
import { aClock } from '../tools/clock.ts';
import { temporaryHome } from '../tools/home.ts';
import { aBatch, range, savedTrials } from './store-fixtures.ts';

const PAGE = 9000;
const PAGES = 20;

/** A stage of two trials: one with many pages of steps and some evaluations, one with nothing yet. */
async function longStage() {
  const home = temporaryHome();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const { stage, trials } = await savedTrials(store, 2);
  const trialId = trials[0]?.id ?? '';
  const kept = range(0, PAGES).map(k => {
    const steps = range(k * PAGE, k * PAGE + PAGE);
    const batches = [
      aBatch('step', steps, { loss: s => 1 / (s + 1), stepMs: s => s }),
      aBatch('eval', [k * PAGE], { devLoss: s => s }),
    ];
    return store.appendPoints({ trialId, attempt: 1, batches });
  });
  await Promise.all(kept);
  return { home, store, stage, trialId };
}

it('one answer holds so much at most, and says where to go on; a reader who asks on gets each point once', async () => {
  const { store, stage, trialId } = await longStage();
  const steps: number[] = [];
  const evaluations: number[] = [];
  let answers = 0;
  for (let after: number | null = -1; after !== null; answers++) {
    const cursors = [{ trialId, attempt: 1, afterStep: after }];
    const [long, empty] = await readCurves(store, { stageId: stage.id, cursors });
    expect(empty).toMatchObject({ batches: [], damaged: [], next: null });
    for (const { series, steps: some } of long?.batches ?? []) {
      expect(some.length).toBeLessThanOrEqual(60_000);
      (series === 'step' ? steps : evaluations).push(...some);
    }
    after = long?.next ?? null;
  }
  expect(answers).toBeGreaterThan(3);
  expect(steps).toEqual(range(0, PAGE * PAGES));
  expect(evaluations).toEqual(range(0, PAGES).map(k => k * PAGE));
  // The losses alone, all of them.
  const ask = ((_: string, input: Parameters<typeof readCurves>[1]) => readCurves(store, input)) as Ask;
  const [whole] = await wholeLosses(ask, stage.id);
  expect(whole?.batches.flatMap(batch => [...batch.steps])).toEqual(steps);
  expect(whole?.batches.every(batch => Object.keys(batch.columns).join() === 'loss')).toBe(true);
});

it('of one trial and one column there is nothing else; of a name that none has, nothing', async () => {
  const { store, stage, trialId } = await longStage();
  const read = (column: string) =>
    readCurves(store, { stageId: stage.id, trialId, cursors: [], column: { series: 'eval', column }, overview: true });
  const [only, ...others] = await read('devLoss');
  expect(others).toEqual([]);
  expect(only?.batches.map(({ series, steps, columns }) => [series, steps.length, Object.keys(columns)])).toEqual([
    ['eval', PAGES, ['devLoss']],
  ]);
  for (const name of ['constructor', '__proto__', 'low.devLoss', 'loss'])
    expect((await read(name))[0]?.batches.map(({ columns }) => Object.keys(columns))).toEqual([[]]);
});

it('a damaged page takes neither the stage nor its curves down: its steps are named', async () => {
  const { home, store, stage, trialId } = await longStage();
  const db = new Database(databaseFile(home));
  db.prepare("UPDATE metric_batches SET checksum = checksum + 1 WHERE series = 'step' AND first_step = ?").run(PAGE);
  db.close();
  const state = await StageState.load(store, stage.id, aClock());
  // What was trained was trained, whatever can be read of it.
  expect(state?.stepsOf(trialId)).toBe(PAGE * PAGES);
  expect(state && viewOf(state).recommendation.ranking).toHaveLength(2);
  const [curve] = await readCurves(store, { stageId: stage.id, cursors: [], column: TRAINING_LOSS });
  expect(curve?.damaged).toEqual([{ series: 'step', from: PAGE, to: 2 * PAGE - 1 }]);
  expect(curve?.batches[0]?.steps.length).toBeGreaterThan(PAGE);
});
