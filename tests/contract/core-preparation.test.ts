import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { LadderChoice } from '#shared/contract/requests.ts';
import { Preparation, type PreparationCheck } from '#shared/domain/preparation.ts';
import { temporaryHome } from '../tools/home.ts';
import { sameTexts } from '../tools/same-texts.ts';
import { folderWith } from '../unit/data-files.ts';

async function open(home = temporaryHome()): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
}

async function prepare(source: string, choice: LadderChoice = {}, core?: Core): Promise<Preparation> {
  const asked = core ?? (await open());
  const project = await asked.ask('projects.create', { source });
  return asked.ask('preparation.run', { projectId: project.id, choice });
}

const verdicts = (checks: readonly PreparationCheck[], verdict: PreparationCheck['verdict']) =>
  checks.filter(check => check.verdict === verdict).map(({ id }) => id);

describe('a preparation', () => {
  it('of the sample passes, is kept, and measures what a step costs', async () => {
    const core = await open();
    const told: CoreEvent[] = [];
    core.onEvent(event => event.type === 'preparation' && told.push(event));
    const first = await prepare('sample:digits', {}, core);
    expect(Preparation.parse(first)).toEqual(first);
    expect(verdicts(first.checks, 'passes')).toHaveLength(first.checks.length);
    expect(first.measured.startMs).toBeGreaterThan(0);
    const second = await prepare('sample:digits', { model: 'mlp', weightDecay: 0.001 }, core);
    expect(verdicts(second.checks, 'warns')).toEqual(['regularisation']);
    expect(await core.ask('preparations.list', { projectId: first.projectId })).toEqual([first, second]);
    expect(told).toEqual([first, second].map(preparation => ({ type: 'preparation', preparation })));
  });

  it('takes what was measured of the same network where that is enough, and looks anew at what is around it', async () => {
    const home = temporaryHome();
    const core = await open(home);
    const first = await prepare('sample:rings', {}, core);
    const { projectId } = first;
    const kept = (choice: LadderChoice) => core.ask('preparation.run', { projectId, choice, again: false });
    rmSync(join(home, 'logs'), { recursive: true, force: true });
    writeFileSync(join(home, 'logs'), 'a file where the folder should be');
    const longer = await kept({ steps: first.hyperparameters.steps + 1 });
    expect(longer).toMatchObject({ id: first.id, measured: { stepMs: first.measured.stepMs } });
    expect(longer.hyperparameters.steps).toBe(first.hyperparameters.steps + 1);
    expect(verdicts(longer.checks, 'warns')).toEqual(['log']);
    expect((await kept({ batchSize: 8 })).id).not.toBe(first.id);
    expect((await prepare('sample:rings', {}, core)).id).not.toBe(first.id);
  });

  it('stops where all inputs are the same', async () => {
    const { checks } = await prepare(join(folderWith({ 'texts.csv': sameTexts() }), 'texts.csv'));
    expect(verdicts(checks, 'stops')).toEqual(['inputs']);
  });

  it('warns where a linear model can’t learn a batch by heart, and says that it may honestly be so', async () => {
    const { checks } = await prepare('sample:rings', { model: 'linear' });
    expect(verdicts(checks, 'warns')).toEqual(['singleBatch']);
    expect(checks.find(({ id }) => id === 'singleBatch')?.key).toBe('prepare.singleBatch.linear');
  });

  it('warns where no log can be written', async () => {
    const home = temporaryHome();
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'logs'), 'a file where the folder should be');
    const { checks } = await prepare('sample:rings', {}, await open(home));
    expect(verdicts(checks, 'warns')).toEqual(['log']);
  });

  it('is refused with a sentence where the network does not fit the data', async () => {
    const core = await open();
    await expect(prepare('sample:rings', { model: 'cnn' }, core)).rejects.toMatchObject({
      record: { key: 'error.model.needsImages' },
    });
  });

  const wine = '../shared/data/wine-quality/winequality-red.csv';
  it.skipIf(!existsSync(wine))(
    `of red wine says that its classes are imbalanced (skipped where ${wine} is missing)`,
    async () => {
      const { checks, hyperparameters } = await prepare(wine);
      expect(verdicts(checks, 'stops')).toEqual([]);
      const keys = Object.fromEntries(checks.map(({ id, key }) => [id, key]));
      expect(keys).toMatchObject({
        metric: 'data.metric.imbalanced',
        // Fewer than eight steps an epoch by 128.
        batchSize: 'data.batchSize.small',
        bar: 'prepare.bar.entropy',
        inputs: 'prepare.inputs.vary',
        singleBatch: 'prepare.singleBatch.learnt',
      });
      expect(hyperparameters.batchSize).toBe(64);
    },
  );
});
