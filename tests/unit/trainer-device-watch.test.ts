import { expect, it } from 'vitest';
import { DeviceWatch } from '#electron/trainer/backends/device-watch.ts';
import type { Batch, Engine, RowFigures } from '#electron/trainer/engines/engine.ts';

const BATCH: Batch = { rows: 0, inputs: new Float32Array(), labels: new Int32Array() };
const LOST = new Error('the card was lost');

/** An engine of which only `evaluate` is called. */
const engineThat = (evaluate: () => Promise<RowFigures>): Engine => ({
  bytes: 0,
  step: () => Promise.reject(new Error('not called')),
  evaluate,
  weights: () => Promise.reject(new Error('not called')),
  state: () => Promise.reject(new Error('not called')),
  restore: () => undefined,
  dispose: () => undefined,
});

it('lets an engine work on a device that is well, and its errors through', async () => {
  const watch = new DeviceWatch();
  const figures = { loss: 1, predictions: [], rowLosses: new Float32Array() };
  expect(await watch.guard(engineThat(async () => figures)).evaluate(BATCH)).toBe(figures);
  const broken = watch.guard(engineThat(() => Promise.reject(new Error('no such kernel'))));
  await expect(broken.evaluate(BATCH)).rejects.toThrow('no such kernel');
});

it('ends what would wait forever', async () => {
  const watch = new DeviceWatch();
  const waiting = watch.guard(engineThat(() => new Promise(() => undefined))).evaluate(BATCH);
  watch.fail(LOST);
  await expect(waiting).rejects.toBe(LOST);
});

it('takes no numbers of a device that has failed, and starts nothing on it', async () => {
  const watch = new DeviceWatch();
  let calls = 0;
  const engine = watch.guard(
    engineThat(async () => {
      calls++;
      watch.fail(LOST);
      return { loss: 0, predictions: [], rowLosses: new Float32Array() };
    }),
  );
  await expect(engine.evaluate(BATCH)).rejects.toBe(LOST);
  await expect(engine.evaluate(BATCH)).rejects.toBe(LOST);
  expect(calls).toBe(1);
});

it('explains an error by a failure that comes a moment later, and the first failure counts', async () => {
  const watch = new DeviceWatch();
  const aborted = watch.guard(engineThat(() => Promise.reject(new Error('mapping was aborted')))).evaluate(BATCH);
  setTimeout(() => watch.fail(LOST));
  setTimeout(() => watch.fail(new Error('everything after that')), 1);
  await expect(aborted).rejects.toBe(LOST);
});
