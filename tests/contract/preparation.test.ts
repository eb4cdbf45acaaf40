import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '#electron/trainer/dataset.ts';
import type { Batch } from '#electron/trainer/engines/engine.ts';
import { measureNetwork } from '#electron/trainer/preparation/measure-network.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { type BackendId, type Hyperparameters, OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { NetworkMeasured } from '#shared/domain/preparation.ts';
import { parameterCountOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { dataset, engineFor, hyperparameters, imageDataset, lawDataset, textDataset } from './trainer-fixture.ts';

const NETWORKS = [
  ['linear', dataset()],
  ['mlp', dataset()],
  ['mlp', lawDataset()],
  ['cnn', imageDataset()],
  ['fasttext', textDataset('fasttext')],
  ['textcnn', textDataset('textcnn')],
] as const;

const chosen = (model: (typeof NETWORKS)[number][0], choice: Partial<Hyperparameters> = {}) =>
  hyperparameters({ model, filters: [4], embedding: 8, ...choice });

async function measure(backend: BackendId, choice: Hyperparameters, data: Dataset) {
  const engine = await engineFor(backend, choice, data);
  const before = await engine.state();
  const measured = await measureNetwork({
    hyperparameters: choice,
    engine,
    network: networkOf(choice, data.facts),
    task: taskOf(data.facts),
    dataset: data,
    nextTurn: () => setImmediate(),
    memoryBytes: () => 123,
  });
  const after = await engine.state();
  engine.dispose();
  return { measured, before, after };
}

/** The same rows, with other inputs. */
const withInputs = (data: Dataset, change: (inputs: Batch['inputs']) => void): Dataset => ({
  ...data,
  train: {
    ...data.train,
    take: (numbers, used) => {
      const batch = data.train.take(numbers, used);
      change(batch.inputs);
      return batch;
    },
  },
});

describe.each(['wasm', 'cpu'] as const)('a look at a network on %s', backend => {
  it.each(NETWORKS)('%s: measures it and leaves it as it was', async (model, data) => {
    const choice = chosen(model);
    const { measured, before, after } = await measure(backend, choice, data);
    expect(NetworkMeasured.parse(measured)).toEqual(measured);
    expect(after).toEqual(before);
    expect(measured.digestAfter).toBe(measured.digestBefore);
    expect(measured.parameterCount).toBe(parameterCountOf(networkOf(choice, data.facts)));
    expect(measured.notFinite).toEqual([]);
    expect(measured.initialLoss).toBeGreaterThan(0);
    expect(measured.memoryBytes).toBe(123);
    expect(measured.stepMs).toBeGreaterThan(0);
    expect(measured.evaluationMs).toBeGreaterThan(0);
    const weights = Object.keys(before.parameters).filter(name => name.endsWith('.weight'));
    expect(measured.layers.map(({ name }) => name)).toEqual(weights);
  });
});

describe('initial weights [M8]', () => {
  it('are as wide as their rule asks, He before ReLU and Glorot before the outputs', async () => {
    const { measured } = await measure('wasm', chosen('mlp', { hidden: [400, 300] }), dataset());
    const rules = measured.layers.map(({ initialisation }) => initialisation);
    expect(rules).toEqual(['he', 'he', 'glorot']);
    const hidden2 = measured.layers[1];
    expect(hidden2?.count).toBe(400 * 300);
    expect(hidden2?.expectedStd).toBeCloseTo(Math.sqrt(2 / 400), 6);
    expect((hidden2?.std ?? 0) / (hidden2?.expectedStd ?? 1)).toBeCloseTo(1, 2);
  });
});

describe('a single batch', () => {
  it.each(OptimizerKind.options)('%s: is learnt by heart, with no rate known', async optimizer => {
    const { measured } = await measure('wasm', chosen('mlp', { optimizer, hidden: [64] }), lawDataset());
    const { rows, before, after, bar } = measured.singleBatch;
    expect(rows).toBe(16);
    expect(after).toBeLessThanOrEqual(bar);
    expect(before).toBeGreaterThan(bar);
  });

  it('is not where its rows look all the same', async () => {
    const same = withInputs(dataset(), inputs => inputs.fill(0.5));
    const { after, bar } = (await measure('wasm', chosen('mlp'), same)).measured.singleBatch;
    expect(after).toBeGreaterThan(5 * bar);
  });
});

describe('inputs', () => {
  const constantOf = async (data: Dataset) => (await measure('wasm', chosen('mlp'), data)).measured.constantInputs;

  it('that differ from row to row are not constant', async () => {
    expect(await constantOf(dataset())).toEqual({ constant: 0, inputs: 6, rows: 90 });
  });

  it('that are the same in all rows are counted, one or all', async () => {
    const one = withInputs(dataset(), inputs => {
      for (let at = 2; at < inputs.length; at += 6) inputs[at] = 0.25;
    });
    expect(await constantOf(one)).toEqual({ constant: 1, inputs: 6, rows: 90 });
    const all = withInputs(dataset(), inputs => inputs.fill(0.5));
    expect(await constantOf(all)).toEqual({ constant: 6, inputs: 6, rows: 90 });
  });
});

describe('a network that nothing can be learnt with', () => {
  it.each(OptimizerKind.options)(
    '%s: says whose gradients are not finite, and that the loss is none',
    async optimizer => {
      const huge = withInputs(lawDataset(), inputs => inputs.fill(3e38));
      const { measured, before, after } = await measure('wasm', chosen('mlp', { optimizer }), huge);
      expect(measured.initialLoss).not.toBeLessThan(Number.POSITIVE_INFINITY);
      expect(measured.notFinite).toContain('output.weight');
      expect(after).toEqual(before);
    },
  );
});
