import { expect, it, onTestFinished, vi } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openStore } from '#electron/store/open-store.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { refusalOf } from '../unit/data-files.ts';

/** Real hosts, whose readers are told nothing while they are held. */
class HeldReaders implements Hosts {
  private readonly real = nodeHosts();
  private waiting: (() => void)[] | null = null;

  startTrainer(): Child {
    return this.real.startTrainer();
  }
  startReader(): Child {
    const child = this.real.startReader();
    return {
      ...child,
      send: message => void (this.waiting ? this.waiting.push(() => child.send(message)) : child.send(message)),
    };
  }
  hold(): void {
    this.waiting = [];
  }
  get held(): number {
    return this.waiting?.length ?? 0;
  }
  release(): void {
    const waiting = this.waiting ?? [];
    this.waiting = null;
    for (const send of waiting) send();
  }
}

async function open(home = temporaryHome()): Promise<{ core: Core; hosts: HeldReaders }> {
  const hosts = new HeldReaders();
  const core = await openCore({ home, hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  return { core, hosts };
}

const choice = { steps: 20, hidden: [4], evalEvery: 10, model: 'mlp' as const };

it('a probe and a preparation are stopped also while their data is still being read', async () => {
  const { core, hosts } = await open();
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  hosts.hold();
  const asked = [
    refusalOf(core.ask('probe.run', { projectId, choice })),
    refusalOf(core.ask('preparation.run', { projectId, choice })),
  ];
  await vi.waitFor(() => expect(hosts.held).toBe(2), PATIENCE);
  expect(await core.ask('jobs.stop', { projectId })).toEqual({ stopped: 2 });
  for (const refusal of asked) expect((await refusal).record.key).toBe('error.question.stopped');
  hosts.release();
  // Nothing of them goes on, and others do as ever.
  expect(await core.ask('jobs.stop', { projectId })).toEqual({ stopped: 0 });
  await core.ask('probe.run', { projectId, choice });
  expect(await core.ask('probes.list', { projectId })).toHaveLength(1);
  expect(await core.ask('preparations.list', { projectId })).toEqual([]);
});

it('a single trial wants one learning rate, and says so', async () => {
  const { core } = await open();
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const start = (rates: object) =>
    core.ask('stages.start', { projectId, kind: 'trial', choice: { ...choice, ...rates } });
  for (const rates of [{}, { rates: [0.1, 0.01] }])
    expect((await refusalOf(start(rates))).record.key).toBe('error.trial.oneRate');
  expect((await core.ask('stages.list', { projectId })).length).toBe(0);
  expect((await start({ rates: [0.1] })).plan.rates).toEqual([0.1]);
});

it('a ladder with what nobody may choose is not run longer, and a sentence says why', async () => {
  const home = temporaryHome();
  const { core } = await open(home);
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
  const ladder = await core.ask('ladder.start', { projectId, choice: { ...choice, rates: [0.1], extend: false } });
  await vi.waitFor(async () => {
    expect((await core.ask('stages.view', { stageId: ladder.id })).stage.status).toBe('finished');
  }, PATIENCE);
  await core.close();
  // As an extended ladder of old may have it.
  const store = await openStore(home);
  const stage = await store.stage(ladder.id);
  if (stage) await store.saveStage({ ...stage, plan: { ...stage.plan, rates: [1e7, 0.1] } }, []);
  await store.close();
  const { core: again } = await open(home);
  const refused = await refusalOf(again.ask('stages.runLonger', { stageId: ladder.id, steps: 40 }));
  expect(refused.record).toMatchObject({ key: 'error.bounds.rate', values: { most: 1e6 } });
});
