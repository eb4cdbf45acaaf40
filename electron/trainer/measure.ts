import { mlp } from '#shared/method/networks/dense-networks.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import type { Backend } from './backends/backend.ts';

const REFERENCE = { features: 256, hidden: [128, 64], classes: 10, batchSize: 64, learningRate: 0.01 };
/** The first steps compile code and fill caches. */
const WARM_UP = 10;

/**
 * The median time in ms of the reference step of `BackendReport` on a backend: an MLP 256-128-64-10, batch 64, SGD, with
 * everything that a trial measures.
 * @param seconds how long to measure, about
 */
export async function measureStep(backend: Backend, seconds: number, nextTurn: () => Promise<void>): Promise<number> {
  const { features, hidden, classes, batchSize, learningRate } = REFERENCE;
  const network = mlp(features, hidden, classes, 0);
  const trainee = { network, loss: 'crossEntropy', optimizer: 'sgd', momentum: 0, weightDecay: 0, seed: 0 } as const;
  const engine = await backend.createEngine(trainee, batchSize, features);
  const random = Random.from(0, STREAMS.reference);
  const batch = {
    rows: batchSize,
    inputs: Float32Array.from({ length: batchSize * features }, () => random.uniform()),
    labels: Int32Array.from({ length: batchSize }, () => random.below(classes)),
  };
  const times: number[] = [];
  const end = performance.now() + 1000 * seconds;
  for (let step = 0; times.length === 0 || performance.now() < end; step++) {
    const startedAt = performance.now();
    await engine.step(batch, learningRate, false);
    if (step >= WARM_UP) times.push(performance.now() - startedAt);
    await nextTurn();
  }
  engine.dispose();
  times.sort((a, b) => a - b);
  return times[times.length >> 1] as number;
}
