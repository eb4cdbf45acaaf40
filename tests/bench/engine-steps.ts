import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { cnn } from '#shared/method/networks/cnn.ts';
import { mlp } from '#shared/method/networks/dense-networks.ts';
import type { Network } from '#shared/method/networks/network.ts';
import { fastText, textCnn } from '#shared/method/networks/text-networks.ts';
import { Random } from '#shared/method/random.ts';
import { median } from './median.ts';

const ROWS = 64;
const CLASSES = 10;
const WARM_UP = 200;
const RUNS = 5;
const STEPS = 50;
const TOKENS = { length: 40, vocabulary: 5000 };

/** The four networks of `torch_step_time.py`, with the numbers (or tokens) that a row has. */
export const PEER_NETWORKS: Readonly<Record<string, { network: Network; inputs: number; tokens?: number }>> = {
  mlp: { network: mlp(784, [128, 64], CLASSES, 0), inputs: 784 },
  cnn: { network: cnn([28, 28, 1], [16, 32], CLASSES, 0), inputs: 784 },
  fasttext: { network: fastText(TOKENS, 64, CLASSES, 0), inputs: TOKENS.length, tokens: TOKENS.vocabulary },
  textcnn: { network: textCnn(TOKENS, 64, 64, CLASSES, 0), inputs: TOKENS.length, tokens: TOKENS.vocabulary },
};

/**
 * One of these networks on our kernels, as that program has it: one batch of 64 random rows, SGD with momentum 0.9, a step is
 * forward, backward, update and reading the loss.
 * @returns measures anew at each call: the median over five runs of 50 steps, in ms a step
 */
export async function engineSteps(name: string): Promise<() => Promise<number>> {
  const { network, inputs, tokens } = PEER_NETWORKS[name]!;
  const trainee = {
    network,
    loss: 'crossEntropy',
    optimizer: 'momentum',
    momentum: 0.9,
    weightDecay: 0,
    seed: 0,
  } as const;
  const engine = await createKernelEngine(trainee, ROWS, inputs);
  const random = Random.from(0, 1);
  const size = { length: ROWS * inputs };
  const batch = {
    rows: ROWS,
    inputs: tokens ? Int32Array.from(size, () => random.below(tokens)) : Float32Array.from(size, () => random.normal()),
    labels: Int32Array.from({ length: ROWS }, () => random.below(CLASSES)),
  };
  for (let i = 0; i < WARM_UP; i++) await engine.step(batch, 0.01, false);
  return async () => {
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const startedAt = performance.now();
      for (let i = 0; i < STEPS; i++) await engine.step(batch, 0.01, false);
      runs.push((performance.now() - startedAt) / STEPS);
    }
    return median(runs);
  };
}
