import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { type StageView, stepOfCard } from '#shared/contract/requests.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Decision } from '#shared/domain/project.ts';
import { decisionStanding, isKept } from '#shared/method/configuration.ts';
import { temporaryHome } from '../tools/home.ts';
import { list } from '../tools/toy-branching-stage.ts';
import { toyStage } from '../tools/toy-stage.ts';
import { folderWith, refusalOf } from '../unit/data-files.ts';

// A second kind of stage, which builds on the learning rate.
beforeAll(() => list(toyStage));

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
    expect(stepOfCard(card, 'learningRate')?.decision).toEqual(decision);
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
  const told = events.findLast(event => event.type === 'project')?.card;
  expect(stepOfCard(told, 'learningRate')?.decision).toEqual(forData);

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

it('a stage and its decision go stale when what they build on changes, and count again once the decision is kept', async () => {
  const { core } = await open();
  const source = join(folderWith({ 'points.csv': table }), 'points.csv');
  const { id: projectId } = await core.ask('projects.create', { source });
  const network = { model: 'mlp', hidden: [4], filters: [], embedding: 64 } as const;
  await core.ask('projects.setNetwork', { projectId, network: { ...network, hidden: [4], filters: [] } });
  const now = async () => {
    const { set, decisions, stages } = await core.ask('configuration.read', { projectId });
    const byKind = decisions.map(({ decision, standing }) => [decision.kind, standing]);
    return { set, decisions: Object.fromEntries(byKind), stages: stages.map(({ standing }) => standing) };
  };
  const run = async (kind: string, choice: object): Promise<string> => {
    const { id } = await core.ask('stages.start', { projectId, kind, choice });
    await ended(core, id);
    return id;
  };
  const ladder = await run('learningRate', choice);
  await core.ask('decisions.accept', { stageId: ladder, set: { learningRate: 0.1, steps: 20 } });
  const toy = await run('toy', {});
  const accepted = await core.ask('decisions.accept', { stageId: toy, set: { momentum: 0.5 } });
  expect(await now()).toEqual({
    set: { optimizer: 'momentum', batchSize: 4, learningRate: 0.1, steps: 20, momentum: 0.5 },
    decisions: { learningRate: 'holds', toy: 'holds' },
    stages: ['holds', 'holds'],
  });

  await core.ask('decisions.accept', { stageId: ladder, set: { learningRate: 0.3, steps: 20 } });
  expect(await now()).toEqual({
    set: { optimizer: 'momentum', batchSize: 4, momentum: 0.9, learningRate: 0.3, steps: 20 },
    decisions: { learningRate: 'holds', toy: 'otherConfiguration' },
    stages: ['holds', 'otherConfiguration'],
  });
  // Nor does it count where it is accepted once more: what it is based on is what it was.
  await core.ask('decisions.accept', { stageId: toy, set: accepted.set });
  expect((await now()).decisions.toy).toBe('otherConfiguration');
  await core.ask('decisions.accept', { stageId: ladder, set: { learningRate: 0.3, steps: 20 } });
  // The newest of all is the rate; it is the older one of the other kind that is kept.
  const kept = await core.ask('decisions.keep', { projectId, kind: 'toy' });
  expect(kept).toMatchObject({ kind: 'toy', set: accepted.set, stageId: toy, recommended: false });
  expect(kept.configuration).toEqual({
    optimizer: 'momentum',
    momentum: 0.9,
    batchSize: 4,
    learningRate: 0.3,
    steps: 20,
  });
  // What was trained was still planned from the other rate.
  expect(await now()).toEqual({
    set: { optimizer: 'momentum', batchSize: 4, learningRate: 0.3, steps: 20, momentum: 0.5 },
    decisions: { learningRate: 'holds', toy: 'holds' },
    stages: ['holds', 'otherConfiguration'],
  });
  // The same rate for as many steps, found with another optimizer, is another choice.
  const withAdam = await run('learningRate', { ...choice, optimizer: 'adam' });
  await core.ask('decisions.accept', { stageId: withAdam, set: { learningRate: 0.3, steps: 20 } });
  expect(await now()).toEqual({
    set: { optimizer: 'adam', batchSize: 4, learningRate: 0.3, steps: 20 },
    decisions: { learningRate: 'holds', toy: 'otherConfiguration' },
    stages: ['holds', 'otherConfiguration', 'holds'],
  });
  await core.ask('decisions.accept', { stageId: ladder, set: { learningRate: 0.3, steps: 20 } });
  // A stage builds on what comes before it, not on what was accepted on it before.
  const again = await core.ask('stages.plan', { projectId, kind: 'toy', choice: {} });
  expect(again.base).toMatchObject({ learningRate: 0.3, momentum: 0.9 });
  expect((await refusalOf(core.ask('decisions.keep', { projectId, kind: 'decay' }))).record.key).toBe(
    'error.decision.none',
  );

  await core.ask('data.change', { projectId, choice: { target: 'y' } });
  expect(await now()).toEqual({
    set: {},
    decisions: { learningRate: 'otherData', toy: 'otherData' },
    stages: ['otherData', 'otherData', 'otherData'],
  });
});

it('a kind of stage can be done without: that is a decision without a run, which later stages build on', async () => {
  const { core } = await open();
  const source = join(folderWith({ 'points.csv': table }), 'points.csv');
  const { id: projectId } = await core.ask('projects.create', { source });
  const set = { schedule: { kind: 'constant' } } as const;
  const chosen = await core.ask('decisions.choose', { projectId, kind: 'decay', set });
  expect(chosen).toMatchObject({ kind: 'decay', set, stageId: null, probeId: null, recommended: false });
  const { decisions, set: now } = await core.ask('configuration.read', { projectId });
  expect(decisions).toEqual([{ decision: chosen, standing: 'holds' }]);
  expect(now).toEqual(set);
  expect(await core.ask('decisions.list', { projectId })).toEqual([chosen]);

  const refused = async (kind: string, of: object) =>
    (await refusalOf(core.ask('decisions.choose', { projectId, kind, set: of }))).record.key;
  expect(await refused('nothing', set)).toBe('error.request.invalid');
  expect(await refused('decay', {})).toBe('error.request.invalid');
  // A learning rate wants a run or a probe.
  expect(await refused('learningRate', { learningRate: 0.1, steps: 10 })).toBe('error.request.invalid');
});
