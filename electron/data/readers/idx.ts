import { createHash } from 'node:crypto';
import { Refusal } from '#shared/contract/refusal.ts';
import { findIdxPairs, type IdxPair } from '../idx/find-pairs.ts';
import { readIdx } from '../idx/read-idx.ts';
import { inMiB, MAX_FILE_BYTES } from '../limits.ts';
import { readBytes } from '../read-bytes.ts';
import type { OnProgress, RawDataset, Reader } from './reader.ts';

/** The bytes of a pair's files, as they stand on the disk. */
interface PairBytes {
  pair: IdxPair;
  images: Uint8Array;
  labels: Uint8Array;
}

/** What a pair holds. */
interface Images {
  rows: number;
  height: number;
  width: number;
  /** `[rows, height · width]` */
  pixels: Uint8Array;
  /** `[rows]`, as they stand in the file. */
  labels: Uint8Array;
}

/**
 * Reads MNIST's IDX files and those of its relatives (Fashion-MNIST, EMNIST, …): grey images with a label each, gzipped or
 * not. A test pair beside the train pair (`t10k-…`) stays the test part.
 */
export const idxReader: Reader = {
  async open(source) {
    const pairs = await findIdxPairs(source);
    if (!pairs) return null;
    const main = await load(pairs.main);
    const test = pairs.test && (await load(pairs.test));
    const digest = createHash('sha256').update(main.images).update(main.labels);
    if (test) digest.update(test.images).update(test.labels);
    return {
      kind: 'idx',
      name: source,
      digest: digest.digest('hex'),
      read: onProgress => read(main, test, onProgress),
    };
  },
};

const load = async (pair: IdxPair): Promise<PairBytes> => ({
  pair,
  images: await readBytes(pair.images),
  labels: await readBytes(pair.labels),
});

async function read(main: PairBytes, test: PairBytes | null, onProgress: OnProgress): Promise<RawDataset> {
  const first = await understand(main);
  onProgress(test ? 0.5 : 1);
  if (!test) return dataset(first.pixels, first.labels, first);
  const second = await understand(test);
  onProgress(1);
  if (second.height !== first.height || second.width !== first.width) {
    const values = { file: test.pair.images, size: `${second.height} × ${second.width}` };
    throw new Refusal('error.data.idx.sizesDiffer', { ...values, expected: `${first.height} × ${first.width}` });
  }
  const size = first.pixels.length + second.pixels.length;
  if (size > MAX_FILE_BYTES)
    throw new Refusal('error.data.idx.tooLarge', {
      file: main.pair.images,
      rows: first.rows + second.rows,
      size: inMiB(size),
      limit: inMiB(MAX_FILE_BYTES),
    });
  const pixels = concat(first.pixels, second.pixels);
  return { ...dataset(pixels, concat(first.labels, second.labels), first), publishedTest: first.rows };
}

async function understand({ pair, images, labels }: PairBytes): Promise<Images> {
  const { sizes, data: pixels } = await readIdx(pair.images, images, 'images');
  const [rows, height, width] = sizes as [number, number, number];
  const { data: values } = await readIdx(pair.labels, labels, 'labels');
  if (values.length !== rows) {
    const found = { images: rows, labels: values.length };
    throw new Refusal('error.data.idx.countsDiffer', { ...found, file: pair.images, labelsFile: pair.labels });
  }
  return { rows, height, width, pixels, labels: values };
}

function dataset(inputs: Uint8Array, values: Uint8Array, { height, width }: Images): RawDataset {
  // The classes are the label values that occur; EMNIST's letters, for one, begin at 1.
  const present = [...new Set(values)].sort((a, b) => a - b);
  const indexOf = new Map(present.map((value, index) => [value, index]));
  return {
    task: 'classification',
    image: [height, width, 1],
    features: height * width,
    classes: present.map(String),
    preprocessing: { kind: 'scale', scale: 1 / 255 },
    inputs,
    labels: Int32Array.from(values, value => indexOf.get(value)!),
  };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
