import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { createTensorEngine } from '#electron/trainer/engines/tensor/tensor-engine.ts';
import type { Layer } from '#shared/method/networks/network.ts';
import { batchOf, NETWORKS, ROWS, run, trainee } from './engine-networks.ts';
import { expectClose } from './expect-close.ts';

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
    expect((await engine.evaluate(batches[0] as Batch)).loss).toBeNaN();
  });
});
