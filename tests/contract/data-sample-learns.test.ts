import { expect, test } from 'vitest';
import { nodeHosts } from '#electron/conductor/node-hosts.ts';
import { prepare } from '#electron/data/prepare.ts';
import { DEFAULT_HYPERPARAMETERS, type ModelKind } from '#shared/domain/hyperparameters.ts';
import { FromTrainer, type ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { temporaryFolder } from '../unit/data-files.ts';

/** Trains 1,000 steps at rate 0.3 in a real trainer; resolves to the dev accuracy afterwards. */
function devAccuracy(preparedFile: string, model: ModelKind): Promise<number> {
  const trainer = nodeHosts().startTrainer();
  return new Promise<number>((resolve, reject) => {
    let accuracy = Number.NaN;
    trainer.onMessage(raw => {
      const message = FromTrainer.parse(raw);
      if (message.type === 'metrics')
        for (const { series, columns } of message.batches)
          if (series === 'eval') accuracy = columns.devMetric?.at(-1) ?? Number.NaN;
      if (message.type === 'ended')
        message.status === 'finished' ? resolve(accuracy) : reject(new Error(message.status));
    });
    trainer.onExit(detail => reject(new Error(detail)));
    trainer.send({
      type: 'train',
      hyperparameters: { ...DEFAULT_HYPERPARAMETERS, model, learningRate: 0.3, steps: 1000, evalEvery: 500 },
      backend: 'wasm',
      preparedFile,
    } satisfies ToTrainer);
  }).finally(() => trainer.kill());
}

test('sample:digits is learnt by an MLP, and clearly less well by a linear model', async () => {
  const { file } = (await prepare('sample:digits', {}, temporaryFolder(), () => {})).dataset;
  const linear = await devAccuracy(file, 'linear');
  const mlp = await devAccuracy(file, 'mlp');
  expect(linear).toBeGreaterThan(0.82);
  expect(linear).toBeLessThan(0.92);
  expect(mlp).toBeGreaterThan(0.93);
  expect(mlp - linear).toBeGreaterThan(0.03);
});
