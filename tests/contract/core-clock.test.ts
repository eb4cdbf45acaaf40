import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { Conductor } from '#electron/conductor/conductor.ts';
import { machineFacts } from '#electron/core/machine.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openStore } from '#electron/store/open-store.ts';
import { CoreEvent } from '#shared/contract/events.ts';
import { LadderChoice, REQUESTS, type StageView, stepOfCard } from '#shared/contract/requests.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const choice = LadderChoice.parse({ steps: 200, rates: [0.1, 0.01], parallel: 2, prune: false, extend: false });

// The wall clock alone: everything else goes on as it does.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const setClock = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

async function open() {
  const home = temporaryHome();
  const store = await openStore(home);
  const hosts = new ScriptedHosts();
  const events: CoreEvent[] = [];
  const conductor = new Conductor({
    home,
    version: 'test',
    store,
    hosts,
    helpers: hosts,
    machine: machineFacts,
    emit: event => events.push(event),
    freeMemory: () => 2 ** 40,
  });
  onTestFinished(async () => {
    await conductor.close().catch(() => {});
    await store.close();
  });
  const create = (source: string) => conductor.data.create(source, {});
  /** A ladder whose trainers are ready. */
  const ladder = async (projectId: string) => {
    const before = hosts.trainers.length;
    const stage = await conductor.stages.start(projectId, 'learningRate', choice);
    await vi.waitFor(() => expect(hosts.trainers.slice(before).filter(t => t.training)).toHaveLength(2), PATIENCE);
    return { stage, trainers: hosts.trainers.slice(before) };
  };
  const ended = (stageId: string) =>
    vi.waitFor(async () => expect((await conductor.view(stageId)).stage.status).not.toBe('running'), PATIENCE);
  /** What was written down for a person who asks later, of one kind. */
  const recorded = (kind: string): unknown[] => {
    const db = new Database(databaseFile(home), { readonly: true });
    try {
      const rows = db
        .prepare<[string], string>('SELECT detail FROM events WHERE kind = ? ORDER BY id')
        .pluck()
        .all(kind);
      return rows.map(detail => JSON.parse(detail));
    } finally {
      db.close();
    }
  };
  return { store, conductor, events, create, ladder, ended, recorded };
}

it('pace, rate and time left stay right while the clock is set back by hours and forward by days', async () => {
  const { conductor, events, create, ladder, ended } = await open();
  const project = await create('sample:digits');
  const { stage, trainers } = await ladder(project.id);
  let step = 0;
  const train = async (): Promise<StageView> => {
    const until = step + 10;
    for (; step < until; step++) {
      for (const trainer of trainers) trainer.point(step);
      await setTimeout(15);
    }
    // All of it is committed by now, or will be in a moment.
    await vi.waitFor(async () => {
      const { progress } = await conductor.view(stage.id);
      expect(progress.stepsUsed).toBe(2 * step);
    }, PATIENCE);
    return conductor.view(stage.id);
  };
  for (const jump of [0, -8 * HOUR, 0, 3 * DAY, 0, 8 * HOUR]) {
    setClock(jump);
    const { remainingMs, stepsPerSecond } = REQUESTS['stages.view'].output.parse(await train());
    // It was 15 ms a step, on whatever machine this runs; a jump would make days of it.
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThan(HOUR);
    // Two trials of at most one step each 14 ms.
    expect(stepsPerSecond).toBeGreaterThan(0);
    expect(stepsPerSecond).toBeLessThan(200);
  }
  for (const trainer of trainers) trainer.end('finished');
  await ended(stage.id);
  const { stage: over } = await conductor.view(stage.id);
  expect(over.tookMs).toBeGreaterThan(0);
  expect(over.tookMs).toBeLessThan(HOUR);
  const [card] = REQUESTS['projects.list'].output.parse(await conductor.cards());
  expect(stepOfCard(card, 'learningRate')?.stage?.tookMs).toBe(over.tookMs);
  expect(events.filter(({ type }) => type === 'stage').length).toBeGreaterThan(0);
  for (const event of events) expect(CoreEvent.safeParse(event).error).toBeUndefined();
}, 60_000);

it('that the clock was set is written down', async () => {
  const { recorded } = await open();
  setClock(-8 * HOUR);
  await vi.waitFor(() => expect(recorded('clock.moved')).toHaveLength(1), PATIENCE);
  const [{ ms }] = recorded('clock.moved') as [{ ms: number }];
  // Waiting moves the test's clock on too, but not by a minute.
  expect(Math.abs(ms + 8 * HOUR)).toBeLessThan(HOUR);
}, 90_000);

it('a burst after a stall is no rate', async () => {
  const { conductor, create, ladder } = await open();
  const project = await create('sample:digits');
  const { stage, trainers } = await ladder(project.id);
  // 100 steps a second each, as the trainers' own clocks say, and all of them come within a moment.
  for (const trainer of trainers)
    for (let step = 0; step < 90; step++) trainer.point(step, null, { sentAt: 1000 + 10 * step });
  await vi.waitFor(async () => {
    const { progress, stepsPerSecond } = await conductor.view(stage.id);
    expect(progress.stepsUsed).toBe(2 * 90);
    expect(stepsPerSecond).toBeCloseTo(200);
  }, PATIENCE);
});

it('the newest is what came last, also where the clock was set back before', async () => {
  const { store, conductor, create, ladder, ended } = await open();
  const project = await create('sample:digits');
  const first = await ladder(project.id);
  for (const trainer of first.trainers) trainer.end('finished');
  await ended(first.stage.id);
  await conductor.accept(first.stage.id, { learningRate: 0.1, steps: 200 });

  setClock(-8 * HOUR);
  const second = await ladder(project.id);
  for (const trainer of second.trainers) trainer.end('finished');
  await ended(second.stage.id);
  const accepted = await conductor.accept(second.stage.id, { learningRate: 0.01, steps: 100 });

  const [card] = await conductor.cards();
  const step = stepOfCard(card, 'learningRate');
  expect([step?.stage?.id, step?.decision?.id]).toEqual([second.stage.id, accepted.id]);
  for (const { id } of [first.stage, second.stage])
    expect((await conductor.view(id)).projectDecision?.id).toBe(accepted.id);
  expect((await store.decisions(project.id)).map(d => d.set.learningRate)).toEqual([0.1, 0.01]);
  expect((await store.allStages()).map(s => s.id)).toEqual([first.stage.id, second.stage.id]);
  expect((await store.allTrials()).map(t => t.stageId).at(-1)).toBe(second.stage.id);
  expect((await conductor.keepDecision(project.id)).set.learningRate).toBe(0.01);

  const other = await create('sample:rings');
  const sources = async () => (await conductor.cards()).map(({ project: { source } }) => source);
  expect(await sources()).toEqual(['sample:rings', 'sample:digits']);
  setClock(-8 * HOUR);
  await conductor.data.touch(project.id);
  expect(await sources()).toEqual(['sample:digits', 'sample:rings']);
  await conductor.data.touch(other.id);
  expect(await sources()).toEqual(['sample:rings', 'sample:digits']);
});
