import { expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { temporaryHome } from '../tools/home.ts';

/** Processes that never answer, and how many of them are alive. */
class SilentHosts implements Hosts {
  started = 0;
  readonly alive = new Set<Child>();
  private start(): Child {
    this.started++;
    let exit = (_detail: string): void => {};
    const child: Child = {
      send: () => {},
      onMessage: () => {},
      onExit: listener => {
        exit = listener;
      },
      kill: () => {
        if (this.alive.delete(child)) queueMicrotask(() => exit('SIGKILL'));
      },
    };
    this.alive.add(child);
    return child;
  }
  startTrainer = (): Child => this.start();
  startReader = (): Child => this.start();
}

async function open(): Promise<{ core: Core; hosts: SilentHosts }> {
  const hosts = new SilentHosts();
  const core = await openCore({ home: temporaryHome(), hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  return { core, hosts };
}

const keyOf = (error: unknown): string => (error instanceof Refusal ? error.record.key : String(error));

it('reads two sources at once, lets some wait and refuses the rest, whoever asks', async () => {
  const { core, hosts } = await open();
  const asked = Array.from({ length: 40 }, (_, i) => {
    const gone = new AbortController();
    const answer = core.handle('data.inspect', { source: `/no/such/${i}` }, gone.signal).catch(keyOf);
    return { gone, answer };
  });
  const refused = asked.slice(18).map(({ answer }) => answer);
  expect(new Set(await Promise.all(refused))).toEqual(new Set(['error.busy.reading']));
  expect(hosts.alive.size).toBe(2);
  // Whoever goes makes room, and who went while waiting is not read for.
  for (const { gone } of asked.slice(0, 17)) gone.abort();
  await Promise.all(asked.slice(0, 17).map(async ({ answer }) => expect(await answer).toBe('error.request.gone')));
  await expect.poll(() => hosts.started).toBe(3);
  expect(hosts.alive.size).toBe(1);
});

it('measures the backends once, however many ask for it at once', async () => {
  const { core, hosts } = await open();
  const asked = Array.from({ length: 20 }, () => core.handle('machine.measure', {}).catch(keyOf));
  await expect.poll(() => hosts.started).toBe(1);
  await core.close();
  await Promise.all(asked);
  expect(hosts.alive.size).toBe(0);
});

const TOO_MUCH = [
  ['decisions.accept', { stageId: 's', set: { learningRate: 1e300, steps: 100 } }, 'error.bounds.rate'],
  ['decisions.accept', { stageId: 's', set: { learningRate: -1, steps: 100 } }, 'error.bounds.rate'],
  ['decisions.accept', { stageId: 's', set: { learningRate: 0.1, steps: 1e15 } }, 'error.bounds.atMost'],
  ['decisions.accept', { stageId: 's', set: { learningRate: 0.1, steps: 0 } }, 'error.bounds.atLeast'],
  ['decisions.acceptProbe', { projectId: 'p', probeId: 'p', numSteps: 1e15 }, 'error.bounds.atMost'],
  ['ladder.addRate', { stageId: 's', learningRate: 1e300 }, 'error.bounds.rate'],
  ['stages.runLonger', { stageId: 's', steps: 1e15 }, 'error.bounds.atMost'],
  ['trial.start', { projectId: 'p', choice: {}, learningRate: 1e300 }, 'error.bounds.rate'],
  ['ladder.start', { projectId: 'p', choice: { rates: [0.1, 1e300] } }, 'error.bounds.rate'],
  ['ladder.start', { projectId: 'p', choice: { steps: 1e15 } }, 'error.bounds.atMost'],
  ['ladder.start', { projectId: 'p', choice: { evalEvery: 1e15 } }, 'error.bounds.atMost'],
  ['ladder.start', { projectId: 'p', choice: { batchSize: 1e9 } }, 'error.bounds.atMost'],
  ['ladder.start', { projectId: 'p', choice: { seed: 1e12 } }, 'error.bounds.atMost'],
  ['ladder.start', { projectId: 'p', choice: { parallel: 1000 } }, 'error.bounds.atMost'],
  ['stages.start', { projectId: 'p', kind: 'learningRate', choice: { rates: [0.1, 1e300] } }, 'error.bounds.rate'],
  ['stages.plan', { projectId: 'p', kind: 'learningRate', choice: { steps: 1e15 } }, 'error.bounds.atMost'],
  ['stages.addPoint', { stageId: 's', set: { learningRate: 1e300 } }, 'error.bounds.rate'],
  ['preparation.run', { projectId: 'p', choice: { steps: 1e15 } }, 'error.bounds.atMost'],
  ['probe.run', { projectId: 'p', choice: { momentum: 2 } }, 'error.bounds.atMost'],
] as const;

it('takes no rate and no number beyond all sense, and says so in a sentence', async () => {
  const { core } = await open();
  for (const [name, input, key] of TOO_MUCH) {
    const refusal: unknown = await core.handle(name, input).catch(error => error);
    expect([name, input, keyOf(refusal)]).toEqual([name, input, key]);
    expect(String(refusal)).not.toMatch(/Too big|Invalid|→/);
  }
});
