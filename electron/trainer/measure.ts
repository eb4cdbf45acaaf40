import * as tf from '@tensorflow/tfjs-core';
import { Random, STREAMS } from '#shared/method/random.ts';
import { createModel } from './models/create-model.ts';
import { createOptimizer } from './optimizers/create-optimizer.ts';
import { classification } from './tasks/classification.ts';
import { disposeState, initialState, trainStep } from './train-step.ts';

const REFERENCE = { features: 256, hidden: [128, 64], classes: 10, batchSize: 64, learningRate: 0.01 };
/** The first steps compile code and fill caches. */
const WARM_UP = 10;

/**
 * The median time in ms of the reference step of `BackendReport` on the current backend: an MLP 256-128-64-10, batch 64,
 * SGD, with everything that a trial measures.
 * @param seconds how long to measure, about
 */
export async function measureStep(seconds: number, nextTurn: () => Promise<void>): Promise<number> {
  const { features, hidden, classes, batchSize, learningRate } = REFERENCE;
  const trainee = {
    model: createModel({ model: 'mlp', hidden }, features, classes),
    optimizer: createOptimizer({ optimizer: 'sgd', momentum: 0 }),
    task: classification({ classes, metric: 'accuracy' }),
  };
  const random = Random.from(0, STREAMS.reference);
  const inputs = Float32Array.from({ length: batchSize * features }, () => random.uniform());
  const labels = Array.from({ length: batchSize }, () => random.below(classes));
  const targets = trainee.task.targets(labels);
  let state = initialState(trainee, 0);
  const times: number[] = [];
  const end = performance.now() + 1000 * seconds;
  for (let step = 0; times.length === 0 || performance.now() < end; step++) {
    const startedAt = performance.now();
    const batch = {
      inputs: tf.tensor2d(inputs, [batchSize, features]),
      targets: tf.tensor2d(targets, [batchSize, classes]),
      labels,
    };
    state = (await trainStep(trainee, state, batch, learningRate, false)).state;
    if (step >= WARM_UP) times.push(performance.now() - startedAt);
    await nextTurn();
  }
  disposeState(state);
  times.sort((a, b) => a - b);
  return times[times.length >> 1] as number;
}
