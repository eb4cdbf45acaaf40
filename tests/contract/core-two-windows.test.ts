import { expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import { machineFacts } from '#electron/core/machine.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { cardWith, LadderChoice, type ProjectCard, type StageView, stepOfCard } from '#shared/contract/requests.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

const choice = LadderChoice.parse({ steps: 10, rates: [0.1, 0.01], parallel: 2, prune: false, extend: false });
const RUNNING = { record: { key: 'error.stage.running' } };

/** What a window knows that only listens. */
class Listener {
  readonly views = new Map<string, StageView>();
  readonly cards = new Map<string, ProjectCard>();
  hear = (event: CoreEvent): void => {
    if (event.type === 'stage') {
      const { stage, project } = event.view;
      this.views.set(stage.id, event.view);
      const card = this.cards.get(project.id);
      if (card) this.cards.set(project.id, cardWith(card, event.view));
    }
    if (event.type === 'project') this.cards.set(event.card.project.id, event.card);
  };
}

async function scripted() {
  const home = temporaryHome();
  const store = await openStore(home);
  const hosts = new ScriptedHosts();
  const listener = new Listener();
  const options = { home, version: 'test', store, hosts, helpers: hosts, machine: machineFacts };
  const conductor = new Conductor({ ...options, emit: listener.hear });
  onTestFinished(async () => {
    await conductor.close().catch(() => {});
    await store.close();
  });
  const project = await conductor.data.create('sample:rings', {});
  const training = (count: number) =>
    vi.waitFor(() => expect(hosts.alive.filter(t => t.training)).toHaveLength(count), PATIENCE);
  /** The listener knows what one who asks is told. */
  const agrees = () =>
    vi.waitFor(async () => {
      expect(listener.cards.get(project.id)).toEqual((await conductor.cards())[0]);
      for (const { id } of await store.stages(project.id))
        expect(listener.views.get(id)?.stage).toEqual((await conductor.view(id)).stage);
    }, PATIENCE);
  return { conductor, hosts, listener, project, training, agrees };
}

it('starts one stage of a project where two windows start one at once, and tells both of it', async () => {
  const { conductor, project, training, agrees, listener } = await scripted();
  const start = () => conductor.stages.start(project.id, 'learningRate', choice);
  const asked = await Promise.allSettled([
    start(),
    conductor.stages.start(project.id, 'trial', { ...choice, rates: [0.1] }),
    start(),
  ]);
  expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(asked[1]).toMatchObject({ reason: RUNNING });
  await training(2);
  await agrees();
  expect([...listener.views.values()].map(({ project: { id } }) => id)).toEqual([project.id]);
  expect(stepOfCard(listener.cards.get(project.id), 'learningRate')?.stage?.status).toBe('running');
  await expect(start()).rejects.toMatchObject(RUNNING);
});

it('goes on with one stage of a project at a time, whichever was first', async () => {
  const { conductor, project, training, agrees, hosts, listener } = await scripted();
  const first = await conductor.stages.start(project.id, 'learningRate', choice);
  await training(2);
  await conductor.stages.stop(first.id);
  const second = await conductor.stages.start(project.id, 'learningRate', choice);
  await training(2);
  const [{ id: trialId } = { id: '' }] = (await conductor.view(first.id)).trials;
  for (const ask of [
    () => conductor.stages.resume(first.id),
    () => conductor.stages.resumeTrial(trialId),
    () => conductor.stages.addPoint(first.id, { learningRate: 0.03 }),
    async () => {
      const { projectId, kind, choice } = await conductor.stages.longer(first.id, 20);
      return conductor.stages.start(projectId, kind, choice);
    },
  ])
    await expect(ask()).rejects.toMatchObject(RUNNING);
  await conductor.stages.addPoint(second.id, { learningRate: 0.03 });
  await conductor.stages.pause(second.id);
  expect(hosts.alive).toEqual([]);

  const both = await Promise.allSettled([conductor.stages.resume(first.id), conductor.stages.resume(second.id)]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await training(2);
  await agrees();
  // The card is of the newest stage, also while an older one goes on.
  expect(stepOfCard(listener.cards.get(project.id), 'learningRate')?.stage).toMatchObject({
    id: second.id,
    status: 'paused',
  });
});

it('trains stages of two projects side by side', async () => {
  const { conductor, project, training } = await scripted();
  const other = await conductor.data.create('sample:digits', {});
  const [, stage] = await Promise.all([
    conductor.stages.start(project.id, 'trial', { ...choice, rates: [0.1] }),
    conductor.stages.start(other.id, 'trial', { ...choice, rates: [0.1] }),
  ]);
  await vi.waitFor(async () => expect((await conductor.view(stage.id)).stage.status).toBe('running'), PATIENCE);
  await training(1);
});
