import { expect, it } from 'vitest';
import { StageState } from '#electron/conductor/stages/stage-state.ts';
import { StagesInUse } from '#electron/conductor/stages/stages-in-use.ts';
import type { Store } from '#electron/store/store.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { aProject, aStage, aTrial } from '../contract/store-fixtures.ts';
import { aClock } from '../tools/clock.ts';

/** A store of stages with one trial each, as long as its stage's `createdAt` says, read slice by slice. */
function storeOf(lengths: readonly number[], status: Trial['status']) {
  const project = aProject();
  const stages = lengths.map(createdAt => aStage(project, { createdAt, status: 'finished' }));
  const trials = new Map(stages.map(stage => [stage.id, aTrial(stage, { status })]));
  const store: Pick<
    Store,
    | 'projects'
    | 'stage'
    | 'trials'
    | 'decisions'
    | 'probes'
    | 'probesOfStage'
    | 'recommendation'
    | 'slice'
    | 'devRows'
    | 'testEvaluation'
    | 'testReadings'
  > = {
    projects: async () => [project],
    stage: async id => stages.find(stage => stage.id === id) ?? null,
    trials: async id => [trials.get(id) as Trial],
    decisions: async () => [],
    probes: async () => [],
    probesOfStage: async () => [],
    recommendation: async () => null,
    devRows: async () => [],
    testEvaluation: async () => null,
    testReadings: async () => [],
    slice: async (trialId, series, after, limit) => {
      const stage = stages.find(({ id }) => trials.get(id)?.id === trialId);
      const length = series === 'step' ? (stage?.createdAt ?? 0) : 0;
      const steps = Float64Array.from({ length: Math.min(limit, length - after - 1) }, (_, i) => after + 1 + i);
      const last = steps.at(-1) ?? after;
      return {
        points: { series, steps, columns: { loss: steps } },
        damaged: [],
        next: last < length - 1 ? last : null,
      };
    },
  };
  return { inUse: new StagesInUse(store as Store, aClock()), ids: stages.map(({ id }) => id) };
}

const LONG = 150_000;

it('stages that nothing happens in are kept by what they hold: many short ones, few long ones', async () => {
  const short = storeOf(new Array<number>(30).fill(600), 'finished');
  const kept = await Promise.all(short.ids.map(id => short.inUse.get(id)));
  for (const [i, id] of short.ids.entries()) expect(await short.inUse.get(id)).toBe(kept[i]);

  const long = storeOf(new Array<number>(10).fill(LONG), 'finished');
  let most = 0;
  for (const id of long.ids) {
    await long.inUse.get(id);
    most = Math.max(most, long.inUse.bytes);
  }
  expect(most).toBeLessThan(40 * 2 ** 20);
  // The one that was used last is there, however much it holds.
  const last = long.ids.at(-1) ?? '';
  expect(await long.inUse.get(last)).toBe(await long.inUse.get(last));
});

it('a stage that something happens in stays, whatever it holds', async () => {
  const { inUse, ids } = storeOf(new Array<number>(6).fill(LONG), 'running');
  const states = [];
  for (const id of ids) states.push(await inUse.get(id));
  expect(states.every(state => state instanceof StageState && state.busy)).toBe(true);
  for (const [i, id] of ids.entries()) expect(await inUse.get(id)).toBe(states[i]);
});
