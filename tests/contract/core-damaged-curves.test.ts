import Database from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { databaseFile } from '#electron/store/home.ts';
import { text } from '#shared/messages/text.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

const RATES = [1, 0.1, 0.01, 0.001];
const STEPS = 12;

async function core(home: string) {
  const hosts = new ScriptedHosts();
  const core = await openCore({ home, hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  return { core, hosts };
}

/** A paused ladder whose candidates have a checkpoint after their last step; all that one of them measured is damaged since. */
async function damagedLadder() {
  const home = temporaryHome();
  const { core: first, hosts } = await core(home);
  const { id: projectId } = await first.ask('projects.create', { source: 'sample:rings' });
  const choice = { model: 'linear', backend: 'wasm', steps: 1000, rates: RATES, parallel: 4 } as const;
  const stage = await first.ask('ladder.start', { projectId, choice });
  await vi.waitFor(() => expect(hosts.trainers.filter(({ training }) => training)).toHaveLength(4), PATIENCE);
  for (const trainer of hosts.trainers) {
    for (let step = 0; step < STEPS; step++) trainer.point(step);
    trainer.checkpoint(STEPS);
  }
  await first.ask('stages.pause', { stageId: stage.id });
  const [trial] = (await first.ask('stages.view', { stageId: stage.id })).trials;
  await first.close();
  const db = new Database(databaseFile(home));
  const { changes } = db
    .prepare("UPDATE metric_batches SET checksum = checksum + 1 WHERE series = 'step' AND trial_id = ?")
    .run(trial!.id);
  expect(changes).toBeGreaterThan(0);
  db.close();
  return { home, stageId: stage.id, trialId: trial!.id };
}

it('a candidate whose curve is damaged has no rank and says why, and it tells that it would start anew', async () => {
  const { home, stageId, trialId } = await damagedLadder();
  const { core: again } = await core(home);
  // Lists of projects need no curves: what is wrong with one is known once its ladder is looked at.
  const { recommendation, trials } = await again.ask('stages.view', { stageId });
  const notices = (await again.ask('app.info', {})).notices ?? [];
  expect(notices).toMatchObject([{ key: 'notice.damaged.curves', values: { ids: trialId } }]);
  expect(recommendation.ranking.filter(({ rank }) => rank === null).map(candidate => candidate.trialId)).toEqual([
    trialId,
  ]);
  const note = trials.find(({ id }) => id === trialId)?.note;
  expect(note).toEqual({ key: 'note.curve.damaged', values: { from: 0 } });
  expect(text('en', 'note.curve.damaged', { from: 0 })).toContain('step 0');
  const points = await again.ask('checkpoints.list', { stageId });
  expect(points.find(point => point.trialId === trialId)).toEqual({
    trialId,
    step: 0,
    problem: { key: 'reason.checkpoint.points', values: { step: STEPS } },
  });
  expect(points.filter(({ step }) => step === STEPS)).toHaveLength(3);
});

it('such a ladder goes on when a person says so, and then compares nothing', async () => {
  const { home, stageId, trialId } = await damagedLadder();
  const { core: again, hosts } = await core(home);
  const ids = (await again.ask('stages.view', { stageId })).trials.map(({ id }) => id).filter(id => id !== trialId);
  await again.ask('trials.continue', { trialId: ids[0]! });
  await vi.waitFor(() => expect(hosts.trainers.some(({ training }) => training)).toBe(true), PATIENCE);
  expect(hosts.trainers.filter(({ training }) => training).map(({ until }) => until)).toEqual([null]);
});
