import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { MOST_AHEAD, runTrial } from '#electron/conductor/trials/trial-run.ts';
import { MemoryWitness } from '#electron/hosts/memory.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { ProcessPool } from '#electron/hosts/process-pool.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import { aClock } from '../tools/clock.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { aProject, aStage, aTrial, bits } from './store-fixtures.ts';
import { hyperparameters, preparedBytes, train } from './trainer-fixture.ts';

it('a disk that takes nothing holds the trainer up: what is in flight is bounded, it hears stop, and nothing is lost', async () => {
  const home = temporaryHome();
  const real = await openStore(home);
  onTestFinished(() => real.close());
  const project = aProject();
  const stage = aStage(project);
  const choice = { steps: 10_000_000, evalEvery: 10_000_000 };
  const prepared = preparedBytes();
  const dataDigest = createHash('sha256').update(prepared).digest('hex');
  const trial = aTrial(stage, { hyperparameters: hyperparameters(choice), dataDigest });
  await real.saveProject(project);
  await real.saveStage(stage, [trial]);
  const preparedFile = join(home, 'prepared');
  writeFileSync(preparedFile, prepared);

  // A store that commits nothing before it is let.
  const open = Promise.withResolvers<void>();
  let inFlight = 0;
  let most = 0;
  const store: Store = {
    ...real,
    appendPoints: async points => {
      inFlight++;
      most = Math.max(most, inFlight);
      await open.promise;
      await real.appendPoints(points);
      inFlight--;
    },
  };
  const clock = aClock();
  const pool = new ProcessPool(() => nodeHosts().startTrainer());
  onTestFinished(() => pool.close());
  const log: string[] = [];
  const run = runTrial({
    trial,
    home,
    preparedFile,
    until: null,
    marks: [],
    child: pool.lend(trial.id),
    store,
    clock,
    log: line => void log.push(line),
    onBegin: () => {},
    onPoints: () => {},
    onRows: () => {},
    onEvent: () => {},
    witness: new MemoryWitness(() => null),
    onMemory: () => {},
    onFree: () => {},
  });
  const waits = () => log.filter(line => line.includes('waits for the disk'));
  await vi.waitFor(() => expect(waits()).toHaveLength(1), PATIENCE);
  await sleep(500); // Anything more that it would send would come now.
  expect(inFlight).toBe(MOST_AHEAD);
  run.stop('stopped');
  await vi.waitFor(() => expect(log.some(line => line.startsWith('stopped after'))).toBe(true), PATIENCE);
  open.resolve();
  const ended = await run.done;
  // With its end it may report what was measured since the last time.
  expect(most).toBeLessThanOrEqual(MOST_AHEAD + 1);
  expect(waits()).toHaveLength(1);
  expect(ended).toMatchObject({ status: 'stopped', reason: null });

  const { steps, columns } = await real.points(trial.id, 'step', -1);
  expect(steps.every((step, i) => step === i)).toBe(true);
  expect(steps.length).toBe(ended.result?.steps);
  const reference = await train('wasm', { ...choice, steps: 40 });
  expect(bits(columns.loss?.slice(0, 40))).toBe(bits(Float64Array.from(reference.series.step?.loss ?? [])));
});
