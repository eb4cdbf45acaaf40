import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch, Engine, Trainee } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { createTensorEngine } from '#electron/trainer/engines/tensor/tensor-engine.ts';
import type { Layer } from '#shared/method/networks/network.ts';
import { Random } from '#shared/method/random.ts';

const ROWS = 6;

/** Small networks of every kind of layer, with odd sizes, so that no loop ends where a vector does. */
const NETWORKS: Record<string, { layers: Layer[]; inputs: number; tokens: boolean }> = {
  linear: { inputs: 7, tokens: false, layers: [{ kind: 'dense', name: 'output', inputs: 7, outputs: 3, relu: false }] },
  mlp: {
    inputs: 13,
    tokens: false,
    layers: [
      { kind: 'dense', name: 'hidden1', inputs: 13, outputs: 9, relu: true },
      { kind: 'dense', name: 'hidden2', inputs: 9, outputs: 17, relu: true },
      { kind: 'dense', name: 'output', inputs: 17, outputs: 3, relu: false },
    ],
  },
  cnn: {
    inputs: 11 * 9 * 2,
    tokens: false,
    layers: [
      { kind: 'convolution', name: 'block1', height: 11, width: 9, channels: 2, kernel: 3, filters: 5, pool: 2 },
      { kind: 'convolution', name: 'block2', height: 4, width: 3, channels: 5, kernel: 2, filters: 6, pool: 1 },
      { kind: 'dense', name: 'output', inputs: 36, outputs: 3, relu: false },
    ],
  },
  fasttext: {
    inputs: 8,
    tokens: true,
    layers: [
      { kind: 'embeddingMean', name: 'embedding', vocabulary: 20, length: 8, width: 6 },
      { kind: 'dense', name: 'output', inputs: 6, outputs: 3, relu: false },
    ],
  },
  textcnn: {
    inputs: 8,
    tokens: true,
    layers: [
      { kind: 'embedding', name: 'embedding', vocabulary: 20, length: 8, width: 6 },
      { kind: 'textConvolution', name: 'convolution', length: 8, width: 6, window: 3, filters: 7 },
      { kind: 'dropout', size: 7, rate: 0.3 },
      { kind: 'dense', name: 'output', inputs: 7, outputs: 3, relu: false },
    ],
  },
};

function batchOf(inputs: number, tokens: boolean, seed: number, rows = ROWS): Batch {
  const random = Random.from(seed, 1);
  return {
    rows,
    inputs: tokens
      ? // A third is padding.
        Int32Array.from({ length: rows * inputs }, () => Math.max(0, random.below(30) - 10))
      : Float32Array.from({ length: rows * inputs }, () => random.normal()),
    labels: Int32Array.from({ length: rows }, () => random.below(3)),
  };
}

const trainee = (layers: Layer[], choice: Partial<Trainee> = {}): Trainee => ({
  network: { layers },
  loss: 'crossEntropy',
  optimizer: 'momentum',
  momentum: 0.9,
  weightDecay: 0,
  seed: 3,
  ...choice,
});

/** Everything that some steps tell and leave behind, as one list of numbers. */
async function run(engine: Engine, batches: readonly Batch[]): Promise<number[]> {
  const told: number[] = [];
  for (const [i, batch] of batches.entries()) {
    const { loss, predictions, updateRatio, layerRatios } = await engine.step(batch, 0.05, i % 2 === 0);
    told.push(loss, ...predictions, updateRatio, ...layerRatios);
  }
  const judged = await engine.judge(batches[0] as Batch);
  const { parameters, slots } = await engine.state();
  const values = [parameters, ...Object.values(slots)].flatMap(byName =>
    Object.values(byName).flatMap(numbers => [...numbers]),
  );
  return [...told, judged.loss, ...judged.predictions, ...values];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const far = actual.filter((value, i) => {
    const other = expected[i] as number;
    return !(Object.is(value, other) || Math.abs(value - other) <= 2e-5 + 2e-4 * Math.abs(other));
  });
  expect(far).toEqual([]);
}

describe.each(Object.entries(NETWORKS))('the engines on %s', (_, { layers, inputs, tokens }) => {
  beforeAll(() => tf.setBackend('cpu'));
  const batches = [1, 2, 3, 4].map(seed => batchOf(inputs, tokens, seed));

  it.each([
    ['sgd', 0],
    ['momentum', 0],
    ['nesterov', 0.01],
    ['adam', 0],
    ['adam', 0.1],
    ['momentum', 0.1],
  ] as const)('agree: %s, weight decay %d', async (optimizer, weightDecay) => {
    const choice = trainee(layers, { optimizer, weightDecay });
    const kernels = await run(await createKernelEngine(choice, ROWS, inputs), batches);
    const reference = createTensorEngine(choice);
    expectClose(kernels, await run(reference, batches));
    reference.dispose();
  });

  it('agree on the squared error of one output', async () => {
    const last = layers.at(-1) as Extract<Layer, { kind: 'dense' }>;
    const choice = trainee([...layers.slice(0, -1), { ...last, outputs: 1 }], { loss: 'squaredError' });
    const targets = batches.map(batch => ({ ...batch, labels: Float32Array.from(batch.labels, n => n - 1.1) }));
    const reference = createTensorEngine(choice);
    expectClose(await run(await createKernelEngine(choice, ROWS, inputs), targets), await run(reference, targets));
    reference.dispose();
  });

  it('go on from a copy of their state as if they had never stopped', async () => {
    for (const create of [
      () => createKernelEngine(trainee(layers), ROWS, inputs),
      async () => createTensorEngine(trainee(layers)),
    ]) {
      const engine = await create();
      await run(engine, batches);
      const copy = await create();
      copy.restore(await engine.state());
      expect(await run(copy, batches)).toEqual(await run(engine, batches));
      engine.dispose();
      copy.dispose();
    }
  });

  it('take smaller batches than they have room for', async () => {
    const choice = trainee(layers, { optimizer: 'sgd' });
    const small = [batchOf(inputs, tokens, 9, 1), batchOf(inputs, tokens, 10, 4)];
    const roomy = await run(await createKernelEngine(choice, 64, inputs), small);
    expect(roomy).toEqual(await run(await createKernelEngine(choice, 4, inputs), small));
  });

  it('keep no tensors and no memory', async () => {
    const before = tf.memory().numTensors;
    const engine = createTensorEngine(trainee(layers));
    await run(engine, batches);
    const held = tf.memory().numTensors;
    await run(engine, batches);
    expect(tf.memory().numTensors).toBe(held);
    engine.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('let what is no number through', async () => {
    const engine = await createKernelEngine(trainee(layers), ROWS, inputs);
    const { parameters, ...rest } = await engine.state();
    const [first] = Object.keys(parameters) as [string];
    engine.restore({ ...rest, parameters: { ...parameters, [first]: parameters[first]!.fill(Number.NaN) } });
    expect((await engine.judge(batches[0] as Batch)).loss).toBeNaN();
  });
});
