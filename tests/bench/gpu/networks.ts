import type { Batch, Trainee } from '#electron/trainer/engines/engine.ts';
import { cnn } from '#shared/method/networks/cnn.ts';
import { mlp } from '#shared/method/networks/dense-networks.ts';
import type { Network } from '#shared/method/networks/network.ts';
import { fastText, textCnn } from '#shared/method/networks/text-networks.ts';
import { Random } from '#shared/method/random.ts';

export const CLASSES = 10;

/** A network as both sides build it: `networkOf` here, `torch_steps.py` for PyTorch. `rows` are those of a batch. */
export type Spec = { name: string; rows: number } & (
  | { kind: 'mlp'; inputs: number; hidden: number[] }
  | { kind: 'cnn'; image: [height: number, width: number, channels: number]; filters: number[] }
  | { kind: 'fasttext'; length: number; vocabulary: number; embedding: number }
  | { kind: 'textcnn'; length: number; vocabulary: number; embedding: number; filters: number }
);

/** Every kind of network, small as on a first project and large enough that a card has something to do. */
export const SPECS: readonly Spec[] = [
  { name: 'MLP, small', kind: 'mlp', rows: 64, inputs: 784, hidden: [128, 64] },
  { name: 'CNN, small', kind: 'cnn', rows: 64, image: [28, 28, 1], filters: [16, 32] },
  { name: 'bag of embeddings, small', kind: 'fasttext', rows: 64, length: 40, vocabulary: 5000, embedding: 64 },
  { name: 'text CNN, small', kind: 'textcnn', rows: 64, length: 40, vocabulary: 5000, embedding: 64, filters: 64 },
  { name: 'MLP, large', kind: 'mlp', rows: 256, inputs: 784, hidden: [2048, 2048] },
  { name: 'CNN, large', kind: 'cnn', rows: 128, image: [64, 64, 3], filters: [64, 128, 256] },
  { name: 'bag of embeddings, large', kind: 'fasttext', rows: 256, length: 200, vocabulary: 50_000, embedding: 300 },
  { name: 'text CNN, large', kind: 'textcnn', rows: 64, length: 200, vocabulary: 50_000, embedding: 300, filters: 256 },
];

/** The same kinds, so small that a card in software has done with them in no time. */
export const TINY: readonly Spec[] = [
  { name: 'MLP, tiny', kind: 'mlp', rows: 4, inputs: 16, hidden: [8] },
  { name: 'CNN, tiny', kind: 'cnn', rows: 4, image: [8, 8, 1], filters: [4] },
  { name: 'bag of embeddings, tiny', kind: 'fasttext', rows: 4, length: 6, vocabulary: 20, embedding: 4 },
  { name: 'text CNN, tiny', kind: 'textcnn', rows: 4, length: 6, vocabulary: 20, embedding: 4, filters: 4 },
];

export function networkOf(spec: Spec): Network {
  switch (spec.kind) {
    case 'mlp':
      return mlp(spec.inputs, spec.hidden, CLASSES, 0);
    case 'cnn':
      return cnn(spec.image, spec.filters, CLASSES, 0);
    case 'fasttext':
      return fastText(spec, spec.embedding, CLASSES, 0);
    case 'textcnn':
      return textCnn(spec, spec.embedding, spec.filters, CLASSES, 0);
  }
}

/** SGD with momentum on cross-entropy, as PyTorch's side has it. */
export const traineeOf = (spec: Spec): Trainee => ({
  network: networkOf(spec),
  loss: 'crossEntropy',
  optimizer: 'momentum',
  momentum: 0.9,
  weightDecay: 0,
  seed: 0,
});

/** Numbers (or tokens) a row. */
export function inputsOf(spec: Spec): number {
  if (spec.kind === 'mlp') return spec.inputs;
  return spec.kind === 'cnn' ? spec.image[0] * spec.image[1] * spec.image[2] : spec.length;
}

/** Random rows, the same for the same seed. */
export function batchOf(spec: Spec, seed: number): Batch {
  const random = Random.from(seed, 1);
  const size = { length: spec.rows * inputsOf(spec) };
  return {
    rows: spec.rows,
    inputs:
      spec.kind === 'fasttext' || spec.kind === 'textcnn'
        ? Int32Array.from(size, () => random.below(spec.vocabulary))
        : Float32Array.from(size, () => random.normal()),
    labels: Int32Array.from({ length: spec.rows }, () => random.below(CLASSES)),
  };
}
