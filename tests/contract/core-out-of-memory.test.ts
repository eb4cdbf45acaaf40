import { readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import { machineFacts } from '#electron/core/machine.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import type { CountOomKills } from '#electron/hosts/memory.ts';
import { nodeHosts, startNodeChild } from '#electron/hosts/node/node-hosts.ts';
import { openStore } from '#electron/store/open-store.ts';
import { LadderChoice } from '#shared/contract/requests.ts';
import type { ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { temporaryHome } from '../tools/home.ts';
import { expectSentence } from './trainer-process.ts';

const PATIENCE = { timeout: 30_000, interval: 20 };
const DOOMED = new URL('doomed-trainer.ts', import.meta.url);

/** What a trainer that rests at its first checkpoint does then. */
interface Fate {
  goFile: string;
  dies: boolean;
}

/** The first trainers have a fate each; the others are as always. */
function doomed(fates: readonly Fate[]): Hosts {
  const real = nodeHosts();
  let started = 0;
  const withFate = ({ goFile, dies }: Fate): Child => {
    process.env.DESCENT_TEST_GO = goFile;
    process.env.DESCENT_TEST_DIES = dies ? 'yes' : 'no';
    const child = startNodeChild(DOOMED);
    return {
      ...child,
      send: message => {
        const train = (message as ToTrainer).type === 'train';
        child.send(train ? { ...(message as ToTrainer), checkpointEveryMs: 0 } : message);
      },
    };
  };
  return {
    startReader: () => real.startReader(),
    startTrainer: () => {
      const fate = fates[started++];
      return fate ? withFate(fate) : real.startTrainer();
    },
  };
}

/** A system that counts one process more, ended for want of memory, whenever it is asked. */
function rising(): CountOomKills {
  let count = 0;
  return () => count++;
}

/** A ladder in real processes, of as many candidates side by side as there are rates. */
async function ladder(rates: readonly number[], diesOf: readonly boolean[], countOomKills: CountOomKills = rising()) {
  const home = temporaryHome();
  const store = await openStore(home);
  const fates = diesOf.map((dies, i) => ({ goFile: join(home, `go-${i}`), dies }));
  const hosts = doomed(fates);
  const conductor = new Conductor({
    home,
    version: 'test',
    store,
    hosts,
    helpers: hosts,
    machine: machineFacts,
    emit: () => {},
    freeMemory: () => 2 ** 40,
    countOomKills,
  });
  onTestFinished(async () => {
    await conductor.close();
    await store.close();
  });
  const project = await conductor.data.create('sample:digits', {});
  const choice = { model: 'linear', backend: 'wasm', steps: 20, evalEvery: 20, prune: false, extend: false };
  const parallel = rates.length;
  const stage = await conductor.stages.start(
    project.id,
    'learningRate',
    LadderChoice.parse({ ...choice, rates, parallel }),
  );
  const trials = async () => (await conductor.view(stage.id)).trials;
  return {
    conductor,
    stage,
    trials,
    /** Waits until each of the first trainers rests at a checkpoint that is on the disk. */
    resting: () =>
      vi.waitFor(async () => {
        const kept = readdirSync(join(home, 'checkpoints'));
        for (const { id } of await trials()) expect(kept).toContain(id);
      }, PATIENCE),
    /** Lets one of them meet its fate. */
    go: (trainer: number) => writeFileSync((fates[trainer] as Fate).goFile, ''),
    statuses: (wanted: readonly string[]) =>
      vi.waitFor(async () => expect((await trials()).map(({ status }) => status)).toEqual(wanted), PATIENCE),
  };
}

it('a trial whose process the system kills beside another goes on from its checkpoint, with fewer at once', async () => {
  const { trials, resting, go, statuses } = await ladder([0.1, 0.01], [true, false]);
  await resting();
  go(0);
  await statuses(['queued', 'running']);
  go(1);
  await statuses(['finished', 'finished']);
  const [killed, other] = await trials();
  expect([killed?.attempt, other?.attempt]).toEqual([2, 1]);
  expect(killed?.result?.steps).toBe(20);
  const log = await readFile(killed?.logFile ?? '', 'utf8');
  expect(log).toMatch(/memory was short/);
  expect(log).toMatch(/goes on from its checkpoint, before step/);
});

it('a trial whose process the system kills alone fails with what to do, and can be gone on with', async () => {
  const { conductor, stage, trials, resting, go, statuses } = await ladder([0.1], [true]);
  await resting();
  go(0);
  await statuses(['failed']);
  const [killed] = await trials();
  expect(killed?.reason).toMatchObject({ key: 'reason.failed.killed', values: { detail: 'SIGKILL' } });
  expectSentence(killed?.reason ?? null);
  await conductor.stages.resume(stage.id);
  await statuses(['finished']);
  const [again] = await trials();
  expect(again).toMatchObject({ attempt: 2, reason: null, result: { steps: 20 } });
  expect(await readFile(again?.logFile ?? '', 'utf8')).toMatch(/goes on from its checkpoint, before step/);
});

it.each<[who: string, CountOomKills, wanted: string[], key: string | null]>([
  ['someone', () => 7, ['failed', 'finished'], 'reason.failed.killedBySomeone'],
  ['nobody can tell whom', () => null, ['finished', 'finished'], null],
])('a trial that is ended by %s beside another: %s', async (_, counted, wanted, key) => {
  const { trials, resting, go, statuses } = await ladder([0.1, 0.01], [true, false], counted);
  await resting();
  go(0);
  // Only where memory may have been short it is run again, with fewer at once.
  await statuses([wanted[0] === 'failed' ? 'failed' : 'queued', 'running']);
  go(1);
  await statuses(wanted);
  const [killed] = await trials();
  expect(killed?.reason?.key ?? null).toBe(key);
  if (killed?.reason) expectSentence(killed.reason);
});
