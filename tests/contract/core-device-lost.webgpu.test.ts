import { expect, it, onTestFinished, vi } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts, startNodeChild } from '#electron/hosts/node/node-hosts.ts';
import { temporaryHome } from '../tools/home.ts';
import { cardIsThere } from './card.ts';
import { expectSentence } from './trainer-process.ts';

it.skipIf(!cardIsThere)('a queue goes on after a trial whose card was lost', async () => {
  const real = nodeHosts();
  let trainers = 0;
  const hosts = {
    ...real,
    startTrainer: () =>
      trainers++ === 0 ? startNodeChild(new URL('losing-trainer.ts', import.meta.url)) : real.startTrainer(),
  };
  const core = await openCore({ home: temporaryHome(), hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  const project = await core.ask('projects.create', { source: 'sample:rings' });
  const choice = { backend: 'webgpu' as const, rates: [0.1, 0.01], parallel: 1, steps: 4, evalEvery: 4, hidden: [16] };
  const { id: stageId } = await core.ask('ladder.start', { projectId: project.id, choice });
  const view = await vi.waitFor(
    async () => {
      const now = await core.ask('stages.view', { stageId });
      expect(now.stage.status).toBe('finished');
      return now;
    },
    { timeout: 100_000, interval: 200 },
  );
  expect(view.trials.map(({ status, reason }) => [status, reason?.key])).toEqual([
    ['failed', 'reason.failed.deviceLost'],
    ['finished', undefined],
  ]);
  const [lost] = view.trials;
  expectSentence(lost?.reason ?? null);
  // What it did until then is kept.
  expect(lost?.result?.steps).toBeGreaterThan(0);
});
