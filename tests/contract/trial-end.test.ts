import { existsSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runTrial } from '#electron/conductor/trials/trial-run.ts';
import { MemoryWitness } from '#electron/hosts/memory.ts';
import { ProcessPool } from '#electron/hosts/process-pool.ts';
import { checkpointFile } from '#electron/store/checkpoint-files.ts';
import { openStore } from '#electron/store/open-store.ts';
import { aClock } from '../tools/clock.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';
import { aProject, aStage, aTrial } from './store-fixtures.ts';

/** A trial under way whose points from the second message on the disk does not take, and its trainer. */
async function losesPoints() {
  const home = temporaryHome();
  const real = await openStore(home);
  onTestFinished(() => real.close());
  const project = aProject();
  const stage = aStage(project);
  const trial = aTrial(stage);
  await real.saveProject(project);
  await real.saveStage(stage, [trial]);
  const hosts = new ScriptedHosts();
  const pool = new ProcessPool(() => hosts.startTrainer());
  onTestFinished(() => pool.close());
  let calls = 0;
  const committed: number[] = [];
  const run = runTrial({
    trial,
    home,
    preparedFile: '',
    until: null,
    marks: [],
    child: pool.lend(trial.id),
    store: {
      ...real,
      // As a group commit does it: the answer comes later than whatever the trainer says meanwhile.
      appendPoints: async points => {
        if (++calls === 1) return real.appendPoints(points);
        await new Promise(resolve => setTimeout(resolve, 50));
        throw new Error('no room');
      },
    },
    clock: aClock(),
    log: () => {},
    onBegin: () => {},
    onRows: () => {},
    onPoints: batches => void committed.push(...batches.flatMap(({ steps }) => [...steps])),
    onEvent: () => {},
    witness: new MemoryWitness(() => null),
    onMemory: () => {},
    onFree: () => {},
  });
  const trainer = hosts.trainers[0]!;
  await vi.waitFor(() => expect(trainer.training).toBe(true), PATIENCE);
  trainer.point(0);
  trainer.checkpoint(1);
  await vi.waitFor(() => expect(committed).toEqual([0]), PATIENCE);
  await vi.waitFor(() => expect(existsSync(checkpointFile(home, trial.id))).toBe(true), PATIENCE);
  return { home, real, trial, run, trainer };
}

it.each(['finished', 'waiting'] as const)(
  'a trial that was %s, but whose last points the disk did not take, failed',
  async how => {
    const { home, real, trial, run, trainer } = await losesPoints();
    trainer.point(1);
    trainer.end(how);
    const reason = { key: 'reason.failed.store', values: { detail: 'no room' } };
    // What was never written does not count in its result either.
    expect(await run.done).toMatchObject({ status: 'failed', reason, result: { steps: 1 } });
    expect(await real.trial(trial.id)).toMatchObject({ status: 'failed', reason });
    expect(existsSync(checkpointFile(home, trial.id))).toBe(true); // It goes on from there.
  },
);

it('one that a person stopped then stays stopped, at what was written', async () => {
  const { run, trainer } = await losesPoints();
  trainer.point(1);
  run.stop('paused');
  expect(await run.done).toMatchObject({ status: 'paused', result: { steps: 1 } });
});
