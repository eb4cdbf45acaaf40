import { writeSync } from 'node:fs';
import { lockHome } from '#electron/store/lock.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { aBatch, range, savedTrials } from './store-fixtures.ts';

// A core that stores points as fast as it can until it is killed. Each thing that the store acknowledged is printed at
// once: `trial ID`, `points ID LAST_STEP`, `ended ID`. The value at step s is s / 3.

/** Large enough that some kill meets a checkpoint of the WAL. */
const STEPS_A_BATCH = 2000;
const BATCHES_A_TRIAL = 5;
const say = (line: string) => writeSync(1, `${line}\n`);

const home = process.argv[2] ?? '';
lockHome(home);
const store = await openStore(home);
await store.recover(Date.now());

async function train(trial: Trial): Promise<void> {
  for (const k of range(0, BATCHES_A_TRIAL)) {
    const steps = range(k * STEPS_A_BATCH, (k + 1) * STEPS_A_BATCH);
    const batches = [aBatch('step', steps, { loss: s => s / 3, batchMetric: s => -s })];
    await store.appendPoints({ trialId: trial.id, attempt: 1, batches });
    say(`points ${trial.id} ${steps.at(-1)}`);
  }
  await store.endAttempt({ ...trial, status: 'finished', endedAt: Date.now() }, 'finished');
  say(`ended ${trial.id}`);
  await store.compact(trial.id);
}

for (;;) {
  const { trials } = await savedTrials(store, 3);
  for (const { id } of trials) say(`trial ${id}`);
  await Promise.all(trials.map(train));
}
