import Database from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import { machineFacts } from '#electron/core/machine.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openStore } from '#electron/store/open-store.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { LadderChoice, stepOfCard } from '#shared/contract/requests.ts';
import { RULE_VERSION, type StageRecommendation } from '#shared/domain/recommendation.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

const choice = LadderChoice.parse({ steps: 12, rates: [0.1, 0.01], parallel: 2, prune: false, extend: false });

/** A ladder that ended, its store, and conductors on it: each is as one of a core that was opened anew. */
async function rested() {
  const home = temporaryHome();
  const store = await openStore(home);
  const hosts = new ScriptedHosts();
  const conductors: Conductor[] = [];
  onTestFinished(async () => {
    for (const conductor of conductors) await conductor.close();
    await store.close();
  });
  const open = (changed: Partial<typeof store> = {}) => {
    const options = { home, version: 'test', hosts, helpers: hosts, machine: machineFacts, emit: () => {} };
    const conductor = new Conductor({ ...options, store: { ...store, ...changed } });
    conductors.push(conductor);
    return conductor;
  };
  const first = open();
  const { id: projectId } = await first.data.create('sample:rings', {});
  const { id: stageId } = await first.stages.start(projectId, 'learningRate', choice);
  const training = () => hosts.alive.filter(t => t.training);
  await vi.waitFor(() => expect(training()).toHaveLength(2), PATIENCE);
  for (const trainer of training()) {
    for (let step = 0; step < 12; step++) trainer.point(step);
    trainer.end('finished');
  }
  await vi.waitFor(async () => expect((await store.stage(stageId))?.status).toBe('finished'), PATIENCE);
  const { recommendation } = await first.view(stageId);
  return { home, store, open, projectId, stageId, recommendation };
}

const unread = async () => {
  throw new Refusal('error.internal', { detail: 'points were read' });
};

it('what a stage’s results say is kept when it ends, and the cards of projects need no points', async () => {
  const { store, open, stageId, recommendation } = await rested();
  expect(recommendation).toMatchObject({ ruleVersion: RULE_VERSION, ranking: [{ rank: 1 }, { rank: 2 }] });
  expect(await store.recommendation(stageId)).toEqual(recommendation);
  const [card] = await open({ slice: unread, points: unread, overview: unread }).cards();
  expect(stepOfCard(card, 'learningRate')).toMatchObject({
    stage: { id: stageId, status: 'finished' },
    recommendation,
  });
});

it('one that was cut off before that could be kept is judged once, when its card is asked for', async () => {
  const { store, open, stageId, recommendation } = await rested();
  const stage = await store.stage(stageId);
  await store.saveStage(stage!, [], null);
  expect(await store.recommendation(stageId)).toBeNull();
  expect(stepOfCard((await open().cards())[0], 'learningRate')?.recommendation).toEqual(recommendation);
  expect(await store.recommendation(stageId)).toEqual(recommendation);
});

it('what rules of old said stands, in card and view alike, until something changes', async () => {
  const { store, open, stageId, recommendation } = await rested();
  const detail = { ...(recommendation.detail as object), threshold: 7 };
  const old: StageRecommendation = { ...recommendation, detail, set: { learningRate: 0.01 }, ruleVersion: 0 };
  const stage = await store.stage(stageId);
  await store.saveStage(stage!, [], old);
  const again = open();
  expect(stepOfCard((await again.cards())[0], 'learningRate')?.recommendation?.detail).toMatchObject({ threshold: 7 });
  expect((await again.view(stageId)).recommendation).toEqual(old);
  // A further candidate: the rules of today say what follows.
  await again.stages.addPoint(stageId, { learningRate: 0.03 });
  expect(await store.recommendation(stageId)).toBeNull();
  expect((await again.view(stageId)).recommendation).toMatchObject({
    ruleVersion: RULE_VERSION,
    ranking: [{}, {}, {}],
  });
});

it('one that can’t be read any more takes neither its stage nor other projects from the screen: it is found anew', async () => {
  const { home, store, open, stageId, recommendation } = await rested();
  const damaging = new Database(databaseFile(home));
  damaging.prepare('UPDATE recommendations SET content = ?').run('{"ranking":7}');
  damaging.close();
  const again = open();
  expect(stepOfCard((await again.cards())[0], 'learningRate')?.recommendation).toEqual(recommendation);
  expect((await again.view(stageId)).recommendation).toEqual(recommendation);
  expect(await store.recommendation(stageId)).toEqual(recommendation);
});

it('a decision on a ladder says both, learning rate and num_steps, and one that says nothing is refused', async () => {
  const { open, stageId } = await rested();
  const conductor = open();
  const refused = { record: { key: 'error.request.invalid' } };
  await expect(conductor.accept(stageId, {})).rejects.toMatchObject(refused);
  await expect(conductor.accept(stageId, { steps: 5 })).rejects.toMatchObject(refused);
  // Of so few steps no num_steps follows: those that were trained count, as the page proposes them.
  const { recommendation } = await conductor.view(stageId);
  expect(recommendation.set).toEqual({ learningRate: expect.any(Number) });
  const decision = await conductor.accept(stageId, recommendation.set ?? {});
  expect(decision).toMatchObject({ set: { ...recommendation.set, steps: 12 }, recommended: true });
  await expect(conductor.stages.addPoint(stageId, { steps: 5 })).rejects.toMatchObject(refused);
  await conductor.stages.addPoint(stageId, { learningRate: 0.03 });
  await expect(conductor.accept(stageId, {})).rejects.toMatchObject(refused);
  expect((await conductor.view(stageId)).stage.status).toBe('running');
});
