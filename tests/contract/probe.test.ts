import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runProbe } from '#electron/trainer/probe/run-probe.ts';
import { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { ProbeAnswer } from '#shared/domain/probe.ts';
import {
  dataset,
  engineFor,
  hyperparameters,
  imageDataset,
  lawDataset,
  textDataset,
  train,
} from './trainer-fixture.ts';

const NETWORKS = [
  ['linear', dataset()],
  ['mlp', dataset()],
  ['mlp', lawDataset()],
  ['cnn', imageDataset()],
  ['fasttext', textDataset('fasttext')],
  ['textcnn', textDataset('textcnn')],
] as const;

const chosen = (model: (typeof NETWORKS)[number][0], choice: Partial<ReturnType<typeof hyperparameters>> = {}) =>
  hyperparameters({ model, filters: [4], embedding: 8, ...choice });

describe.each(['wasm', 'cpu'] as const)('a probe on %s', backend => {
  it.each(NETWORKS)('%s: within a hundred steps, leaving no trace [B5]', async (model, data) => {
    const choice = chosen(model);
    const engine = await engineFor(backend, choice, data);
    // Not from the start: momentum and Adam have slots to lose.
    await engine.step(data.train.take(Uint32Array.of(0, 1, 2, 3)), 0.01, false);
    const before = await engine.state();
    const answer = await runProbe({ hyperparameters: choice, engine, dataset: data, nextTurn: () => setImmediate() });
    expect(ProbeAnswer.parse(answer)).toEqual(answer);
    expect(answer.steps).toBeLessThanOrEqual(100);
    expect(answer.digestAfter).toBe(answer.digestBefore);
    expect(await engine.state()).toEqual(before);
    expect(answer.rounds.map(({ round }) => round)).toEqual([...answer.rounds.map(({ round }) => round)].sort());
    engine.dispose();
  });
});

describe('the estimate', () => {
  it.each(OptimizerKind.options)('%s: goes most of the way that the best of a ladder goes', async optimizer => {
    const data = dataset({ train: 600, dev: 200 });
    const choice = chosen('mlp', { optimizer, steps: 300, batchSize: 32, momentum: 0.9 });
    const engine = await engineFor('wasm', choice, data);
    const { learningRate } = await runProbe({
      hyperparameters: choice,
      engine,
      dataset: data,
      nextTurn: () => setImmediate(),
    });
    const devLoss = async (rate: number): Promise<number> => {
      const { series } = await train('wasm', { ...choice, learningRate: rate, evalEvery: 300 }, { data });
      return series.eval?.devLoss?.at(-1) ?? Number.NaN;
    };
    const ladder = await Promise.all([1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001].map(devLoss));
    const best = Math.min(...ladder.filter(loss => !Number.isNaN(loss)));
    const start = await devLoss(1e-9);
    expect(start - (await devLoss(learningRate))).toBeGreaterThan(0.85 * (start - best));
  });

  it('is the same bit for bit when the probe is repeated', async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const choice = chosen('mlp');
        const engine = await engineFor('wasm', choice, dataset());
        return runProbe({ hyperparameters: choice, engine, dataset: dataset(), nextTurn: () => setImmediate() });
      }),
    );
    const [a, b] = answers.map(({ seconds: _, ...rest }) => rest);
    expect(a).toEqual(b);
  });
});
