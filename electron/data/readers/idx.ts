import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { findIdxPairs, type IdxPair } from '../idx/find-pairs.ts';
import { readIdx } from '../idx/read-idx.ts';
import { imagePreview } from '../images/preview.ts';
import { imageTarget } from '../images/target.ts';
import type { OnProgress, RawImages } from '../raw/dataset.ts';
import { inMiB, MAX_FILE_BYTES } from '../raw/limits.ts';
import { passedOver } from './passed-over.ts';
import type { Reader } from './reader.ts';

/** What a pair holds. */
interface Images {
  pair: IdxPair;
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
  async open(files, choice) {
    if (choice.kind !== undefined && choice.kind !== 'images') return null;
    const pairs = await findIdxPairs(files);
    if (!pairs) return null;
    const { main, test } = pairs;
    const taken = [main, ...(test ? [test] : [])].flatMap(pair => [pair.images, pair.labels]);
    return {
      format: 'idx',
      files: taken,
      async read(onProgress) {
        const data = await read(files.name, main, test, choice, onProgress);
        return { ...data, warnings: passedOver(files, taken) };
      },
    };
  },
};

async function read(
  path: string,
  main: IdxPair,
  test: IdxPair | null,
  choice: DataChoice,
  onProgress: OnProgress,
): Promise<RawImages> {
  const share = test ? main.images.size / (main.images.size + test.images.size) : 1;
  const parts = [await readPair(main, done => onProgress(done * share))];
  if (test) parts.push(await readPair(test, done => onProgress(share + done * (1 - share))));
  onProgress(1);
  return dataset(path, parts, choice);
}

async function readPair(pair: IdxPair, onProgress: OnProgress): Promise<Images> {
  const { sizes, data: pixels } = await readIdx(pair.images, 'images', onProgress);
  const [rows, height, width] = sizes as [number, number, number];
  const { data: labels } = await readIdx(pair.labels, 'labels');
  if (labels.length !== rows) {
    const found = { images: rows, labels: labels.length };
    throw new Refusal('error.data.idx.countsDiffer', {
      ...found,
      file: pair.images.name,
      labelsFile: pair.labels.name,
    });
  }
  return { pair, rows, height, width, pixels, labels };
}

function dataset(path: string, parts: readonly Images[], choice: DataChoice): RawImages {
  const [first, second] = parts as [Images, Images?];
  if (second) checkTogether(first, second);
  const pixels = joined(parts.map(part => part.pixels));
  const labels = joined(parts.map(part => part.labels));
  const { height, width } = first;
  const files = parts.flatMap(({ pair }) => [pair.images, pair.labels]);
  const target = imageTarget(path, labels, choice);
  const firstRows = Array.from({ length: Math.min(labels.length, 24) }, (_, row) => row);
  const names = { images: first.pair.images.path, labels: first.pair.labels.path };
  return {
    kind: 'images',
    rows: labels.length,
    height,
    width,
    channels: 1,
    scale: 1 / 255,
    pixels,
    target,
    place: row => {
      const [part, at] = second && row >= first.rows ? [second, row - first.rows] : [first, row];
      return { file: `${part.pair.images.name} › ${at + 1}`, line: null };
    },
    layout: {
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.size, 0),
      encoding: null,
      separator: null,
      decimal: null,
      header: null,
    },
    columns: [],
    leftOut: [],
    warnings: [],
    why: {
      kind: { key: 'data.idx.kind', values: { file: names.images, height, width } },
      target: { key: 'data.idx.target', values: { file: names.labels } },
      task: { key: target.task === 'regression' ? 'data.idx.regression' : 'data.idx.classification', values: {} },
    },
    preview: imagePreview({ height, width, channels: 1, pixels }, firstRows, row => String(labels[row])),
    ...(second && { publishedTest: first.rows }),
  };
}

/** @throws Refusal where the test images are no test part of the others, or both are too much together. */
function checkTogether(first: Images, second: Images): void {
  if (second.height !== first.height || second.width !== first.width) {
    const values = { file: second.pair.images.name, size: `${second.height} × ${second.width}` };
    throw new Refusal('error.data.idx.sizesDiffer', { ...values, expected: `${first.height} × ${first.width}` });
  }
  const size = first.pixels.length + second.pixels.length;
  if (size <= MAX_FILE_BYTES) return;
  throw new Refusal('error.data.idx.tooLarge', {
    file: first.pair.images.name,
    rows: first.rows + second.rows,
    size: inMiB(size),
    limit: inMiB(MAX_FILE_BYTES),
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
