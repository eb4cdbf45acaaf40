import type { Batch, Engine, Trainee } from '#electron/trainer/engines/engine.ts';
import type { Layer } from '#shared/method/networks/network.ts';
import { Random } from '#shared/method/random.ts';

/** Rows of a batch. */
export const ROWS = 6;

/** Small networks of every kind of layer, with odd sizes, so that no loop ends where a vector does. */
export const NETWORKS: Record<string, { layers: Layer[]; inputs: number; tokens: boolean }> = {
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

/** Some rows for a network, and a class of three for each. */
export function batchOf(inputs: number, tokens: boolean, seed: number, rows = ROWS): Batch {
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

/** A trainee with momentum, where nothing else is chosen. */
export const trainee = (layers: Layer[], choice: Partial<Trainee> = {}): Trainee => ({
  network: { layers },
  loss: 'crossEntropy',
  optimizer: 'momentum',
  momentum: 0.9,
  weightDecay: 0,
  seed: 3,
  ...choice,
});

/** Everything that some steps tell and leave behind, as one list of numbers. */
export async function run(engine: Engine, batches: readonly Batch[]): Promise<number[]> {
  const told: number[] = [];
  for (const [i, batch] of batches.entries()) {
    const { loss, predictions, updateRatio, layerRatios } = await engine.step(batch, 0.05, i % 2 === 0);
    told.push(loss, ...predictions, updateRatio, ...layerRatios);
  }
  const evaluated = await engine.evaluate(batches[0] as Batch);
  const { parameters, slots } = await engine.state();
  const values = [parameters, ...Object.values(slots)].flatMap(byName =>
    Object.values(byName).flatMap(numbers => [...numbers]),
  );
  return [...told, evaluated.loss, ...evaluated.predictions, ...values];
}

/** Every network, trained in two ways on an engine: what `run` gives, by name. */
export async function runAll(
  create: (choice: Trainee, rows: number, inputs: number) => Promise<Engine>,
): Promise<Record<string, number[]>> {
  const all: Record<string, number[]> = {};
  for (const [name, { layers, inputs, tokens }] of Object.entries(NETWORKS))
    for (const [optimizer, weightDecay] of [
      ['momentum', 0.1],
      ['adam', 0],
    ] as const) {
      const engine = await create(trainee(layers, { optimizer, weightDecay }), ROWS, inputs);
      const batches = [1, 2].map(seed => batchOf(inputs, tokens, seed));
      all[`${name}, ${optimizer}`] = await run(engine, batches);
      engine.dispose();
    }
  return all;
}
