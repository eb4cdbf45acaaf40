import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { StageState } from '#electron/conductor/stages/stage-state.ts';
import { viewOf } from '#electron/conductor/stages/stage-view.ts';
import { AwakeClock } from '#electron/conductor/trials/awake-clock.ts';
import { Figures } from '#electron/conductor/trials/figures.ts';
import { readCurves } from '#electron/core/read-curves.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import type { Cursor } from '#shared/contract/requests.ts';
import { TRAINING_LOSS } from '#shared/domain/metrics.ts';
import { savedTrials } from '../../contract/store-fixtures.ts';
import { aDayBatch, BATCHES_A_SECOND, besides, STEPS_A_BATCH } from './batches.ts';

const TRIALS = 4;
/** Reported by each trial between two waits for the disk. */
const AT_ONCE = 1000;
const MIB = 2 ** 20;

/** Collects all garbage and returns what is left, in MiB. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
}

/** Reads a stage's curves as a page does that opens it: what it waits for, and how much is sent. */
async function openOnPage(store: Store, stageId: string) {
  const begun = performance.now();
  let cursors: Cursor[] = [];
  let [more, numbers] = [true, 0];
  while (more) {
    const pieces = await readCurves(store, { stageId, cursors, column: TRAINING_LOSS, overview: true });
    for (const { batches, overview } of pieces) {
      for (const { steps } of batches) numbers += 2 * steps.length;
      if (overview) numbers += 4 * overview.steps.length;
    }
    cursors = pieces.map(({ trialId, attempt, batches, next }) => {
      const afterStep = next ?? batches[0]?.steps.at(-1) ?? cursors.find(c => c.trialId === trialId)?.afterStep ?? -1;
      return { trialId, attempt, afterStep };
    });
    more = pieces.some(({ next }) => next !== null);
  }
  return { ms: performance.now() - begun, MiB: (8 * numbers) / MIB };
}

/**
 * So many hours' worth of the batches of four trials, at speed, through the store and the core's state of their stage: what memory
 * that leaves in use, and what it takes on disk and to open again.
 */
export async function replay(hours: number): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const clock = new AwakeClock();
  let store: Store = await openStore(home);
  try {
    const { stage, trials } = await savedTrials(store, TRIALS);
    let state = (await StageState.load(store, stage.id, clock)) as StageState;
    const figures = new Map(trials.map(({ id }) => [id, new Figures()]));
    const batches = Math.round(hours * 3600 * BATCHES_A_SECOND);
    const begun = performance.now();
    let before = Number.NaN;
    for (let from = 0; from < batches; from += AT_ONCE) {
      const kept: Promise<void>[] = [];
      for (let index = from; index < Math.min(batches, from + AT_ONCE); index++) {
        for (const { id } of trials) {
          const reported = [aDayBatch(index), ...besides(index)];
          figures.get(id)?.take(reported);
          const committed = store.appendPoints({ trialId: id, attempt: 1, batches: reported });
          kept.push(committed.then(() => state.addPoints(id, reported, 1000 / BATCHES_A_SECOND)));
        }
      }
      await Promise.all(kept);
      // A view is what the page hears four times a second: the answer follows from the curves each time.
      viewOf(state);
      if (from === 0) before = memory();
    }
    const after = memory();
    const seconds = (performance.now() - begun) / 1000;
    const points = state.trials.reduce((sum, { id }) => sum + state.stepsOf(id), 0);
    const { rss } = process.memoryUsage();
    await store.close();
    const bytes = readdirSync(home)
      .filter(name => name.startsWith('descent.db'))
      .reduce((sum, name) => sum + statSync(join(home, name)).size, 0);
    const opening = performance.now();
    store = await openStore(home);
    state = (await StageState.load(store, stage.id, clock)) as StageState;
    const openMs = performance.now() - opening;
    const onPage = await openOnPage(store, stage.id);
    return {
      hours,
      batches: batches * TRIALS,
      points,
      expectedPoints: batches * STEPS_A_BATCH * TRIALS,
      seconds,
      'heap and external memory, MiB': { before, after, growth: after - before },
      rssMiB: rss / MIB,
      'MiB on disk per million points': bytes / MIB / (points / 1e6),
      'ms to open per million points': openMs / (points / 1e6),
      'to open on a page': onPage,
    };
  } finally {
    clock.close();
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}
