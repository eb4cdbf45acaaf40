import { expect, test } from 'vitest';
import type { z } from 'zod';
import { prepare } from '#electron/data/prepare.ts';
import { REGRESSION_NOISE } from '#electron/data/samples/regression.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { DEFAULT_HYPERPARAMETERS, type ModelKind } from '#shared/domain/hyperparameters.ts';
import { FromTrainer, type ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { temporaryFolder } from '../unit/data-files.ts';

/** Trains 1,000 steps in a real trainer; resolves to the dev metric afterwards. */
function devMetric(preparedFile: string, model: ModelKind, learningRate: number): Promise<number> {
  const trainer = nodeHosts().startTrainer();
  return new Promise<number>((resolve, reject) => {
    let metric = Number.NaN;
    trainer.onMessage(raw => {
      const message = FromTrainer.parse(raw);
      if (message.type === 'metrics')
        for (const { series, columns } of message.batches)
          if (series === 'eval') metric = columns.devMetric?.at(-1) ?? Number.NaN;
      if (message.type === 'ended') message.status === 'finished' ? resolve(metric) : reject(new Error(message.status));
    });
    trainer.onExit(detail => reject(new Error(detail)));
    trainer.send({
      type: 'train',
      hyperparameters: { ...DEFAULT_HYPERPARAMETERS, model, learningRate, steps: 1000, evalEvery: 500 },
      backend: 'wasm',
      preparedFile,
    } satisfies z.input<typeof ToTrainer>);
  }).finally(() => trainer.kill());
}

async function bothModels(
  sample: string,
  learningRate: number,
): Promise<{ facts: DatasetFacts; linear: number; mlp: number }> {
  const { file, facts } = (await prepare(sample, {}, temporaryFolder(), () => {})).dataset;
  return {
    facts,
    linear: await devMetric(file, 'linear', learningRate),
    mlp: await devMetric(file, 'mlp', learningRate),
  };
}

test('sample:digits is learnt by an MLP, and clearly less well by a linear model', async () => {
  const { linear, mlp } = await bothModels('sample:digits', 0.3);
  expect(linear).toBeGreaterThan(0.82);
  expect(linear).toBeLessThan(0.92);
  expect(mlp).toBeGreaterThan(0.93);
  expect(mlp - linear).toBeGreaterThan(0.03);
});

test('sample:rings is learnt by an MLP, and not at all by a linear model', async () => {
  const { linear, mlp } = await bothModels('sample:rings', 0.3);
  expect(linear).toBeLessThan(0.5);
  expect(mlp).toBeGreaterThan(0.93);
});

test('sample:regression is learnt by an MLP to near its noise, and by a linear model only in part', async () => {
  const { facts, linear, mlp } = await bothModels('sample:regression', 0.03);
  const { std, devVariance } = facts.targetScale!;
  /** The share of the variance that is explained, of the root mean squared error. */
  const rSquared = (rmse: number) => 1 - (rmse / std) ** 2 / devVariance;
  expect(rSquared(linear)).toBeGreaterThan(0.5);
  expect(rSquared(linear)).toBeLessThan(0.8);
  expect(rSquared(mlp)).toBeGreaterThan(0.93);
  expect(mlp).toBeGreaterThan(REGRESSION_NOISE);
});

test('sample:reviews is learnt by a bag of words only in part', async () => {
  const { linear, mlp } = await bothModels('sample:reviews', 0.03);
  for (const accuracy of [linear, mlp]) {
    expect(accuracy).toBeGreaterThan(0.65);
    expect(accuracy).toBeLessThan(0.85);
  }
});
