import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { StageView } from '#shared/contract/requests.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Decision } from '#shared/domain/project.ts';
import { decisionStanding, isKept } from '#shared/method/configuration.ts';
import { temporaryHome } from '../tools/home.ts';
import { folderWith, refusalOf } from '../unit/data-files.ts';

async function open(): Promise<{ core: Core; events: CoreEvent[] }> {
  const core = await openCore({ home: temporaryHome(), hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const events: CoreEvent[] = [];
  core.onEvent(event => void events.push(event));
  return { core, events };
}

/** Resolves with the view once the stage is no longer running. */
function ended(core: Core, stageId: string): Promise<StageView> {
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
}

const table = `x,y,class\n${Array.from({ length: 60 }, (_, i) => `${i * 1.37},${(i * 7919) % 101},${i % 2 ? 'yes' : 'no'}`).join('\n')}\n`;
const choice = { steps: 20, hidden: [4], evalEvery: 10, rates: [0.1], parallel: 1 };

it('a decision is kept after the data changed, and after the network did, each time as one of its own', async () => {
  const { core, events } = await open();
  const source = join(folderWith({ 'points.csv': table }), 'points.csv');
  const { id: projectId } = await core.ask('projects.create', { source });
  expect((await refusalOf(core.ask('decisions.keep', { projectId }))).record.key).toBe('error.decision.none');

  const small = { model: 'mlp', hidden: [4], filters: [], embedding: 64 } as const;
  const large = { ...small, hidden: [65_536, 65_536], filters: [] };
  const refused = await refusalOf(core.ask('projects.setNetwork', { projectId, network: large }));
  expect(refused.record.key).toBe('reason.failed.tooManyParameters');
  await core.ask('projects.setNetwork', { projectId, network: { ...small, hidden: [4], filters: [] } });
  const { id: stageId } = await core.ask('ladder.start', { projectId, choice });
  const view = await ended(core, stageId);
  const evidence = { dataDigest: view.trials[0]?.dataDigest ?? null, network: view.trials[0]?.hyperparameters ?? null };
  const accepted = await core.ask('decisions.accept', { stageId, set: { learningRate: 0.1, steps: 20 } });
  const standing = async (decision: Decision) => {
    const card = (await core.ask('projects.list', {})).find(({ project }) => project.id === projectId);
    expect(card?.decision).toEqual(decision);
    return card && decisionStanding(decision, card.project);
  };
  expect([await standing(accepted), isKept(accepted, evidence)]).toEqual(['holds', false]);

  const changed = await core.ask('data.change', { projectId, choice: { target: 'y' } });
  expect(await standing(accepted)).toBe('otherData');
  const forData = await core.ask('decisions.keep', { projectId });
  expect(forData).toMatchObject({
    ...accepted,
    id: forData.id,
    createdAt: forData.createdAt,
    recommended: false,
    dataDigest: changed.dataDigest,
  });
  expect([await standing(forData), isKept(forData, evidence)]).toEqual(['holds', true]);
  expect((await core.ask('stages.view', { stageId })).projectDecision).toEqual(forData);
  expect(events.findLast(event => event.type === 'project')?.card.decision).toEqual(forData);

  await core.ask('projects.setNetwork', { projectId, network: { ...small, hidden: [8], filters: [] } });
  expect(await standing(forData)).toBe('otherNetwork');
  const forNetwork = await core.ask('decisions.keep', { projectId });
  expect(forNetwork.network).toMatchObject({ model: 'mlp', hidden: [8] });
  expect([await standing(forNetwork), isKept(forNetwork, evidence)]).toEqual(['holds', true]);

  // Nothing of what was decided before is lost.
  const ids = (await core.ask('decisions.list', { projectId })).map(({ id }) => id);
  expect(ids).toEqual([accepted.id, forData.id, forNetwork.id]);
});

it('a network that the person chose stays where the data changes, unless it no longer fits', async () => {
  const { core } = await open();
  const reviews = `text,stars,class\n${Array.from({ length: 60 }, (_, i) => `"a film that I have seen ${i} times, and would ${i % 2 ? '' : 'not '}see again",${i % 5},${i % 2 ? 'yes' : 'no'}`).join('\n')}\n`;
  const source = join(folderWith({ 'reviews.csv': reviews }), 'reviews.csv');
  const { id: projectId } = await core.ask('projects.create', { source, choice: { kind: 'text', target: 'class' } });
  const network = { model: 'textcnn', hidden: [4], filters: [8], embedding: 16 } as const;
  await core.ask('projects.setNetwork', { projectId, network: { ...network, hidden: [4], filters: [8] } });
  const after = (choice: DataChoice) => core.ask('data.change', { projectId, choice });
  expect((await after({ kind: 'text', target: 'stars' })).network).toEqual(network);
  expect((await after({ kind: 'table', target: 'class' })).network).toBeNull();
});
