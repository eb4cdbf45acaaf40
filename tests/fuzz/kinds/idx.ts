import type { Random } from '#shared/method/random.ts';
import { idxBytes } from '../../unit/data-files.ts';
import { chance, noise, pick, within } from '../draw.ts';
import { gzipped, mutateBytes, WILD_SIZES } from '../mutate/bytes.ts';
import { mutateTree } from '../mutate/tree.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

/** Types of numbers that the format knows; only the first is read. */
const TYPES = [0x08, 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e, 0xff];

/** An IDX file, now and then with a header that says something else than what follows. */
function idxFile(random: Random, sizes: readonly number[], data: Uint8Array): Buffer {
  const named = sizes.map(size => (chance(random, 0.04) ? pick(random, [...WILD_SIZES, size + 1, size - 1]) : size));
  const magic = chance(random, 0.03) ? pick(random, TYPES) * 256 + random.below(5) : 0x800 + sizes.length;
  let bytes: Buffer = Buffer.from(
    idxBytes(
      magic,
      named.map(size => size >>> 0),
      data,
    ),
  );
  if (chance(random, 0.12)) bytes = mutateBytes(random, bytes);
  return chance(random, 0.2) ? gzipped(random, bytes) : bytes;
}

function addPair(random: Random, files: Files, [images, labels]: readonly [string, string], ending: string): void {
  const rows = within(random, 1, 90);
  const [height, width] = [within(random, 1, 12), within(random, 1, 12)];
  const classes = within(random, 1, 5);
  const noted = chance(random, 0.05) ? within(random, 0, 200) : rows;
  files.set(images + ending, idxFile(random, [rows, height, width], noise(random, rows * height * width)));
  files.set(
    labels + ending,
    idxFile(
      random,
      [noted],
      noise(random, noted).map(byte => byte % classes),
    ),
  );
}

const PAIRS = [
  ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
  ['emnist-letters-images.idx3-ubyte', 'emnist-letters-labels.idx1-ubyte'],
  ['pictures', 'pictures-labels'],
] as const;

/** Images and labels as MNIST has them, plain or gzipped, with or without a test part. */
export const idx: Draw = async random => {
  const files: Files = new Map();
  const ending = pick(random, ['', '', '.gz']);
  const pair = pick(random, [PAIRS[0], ...PAIRS]);
  addPair(random, files, pair, ending);
  if (chance(random, 0.2)) addPair(random, files, ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'], ending);
  if (chance(random, 0.15)) mutateTree(random, files);
  const open = chance(random, 0.03) ? pair[1] + ending : pick(random, ['', pair[0] + ending]);
  return { files, open: files.has(open) ? open : '', choice: drawChoice(random) };
};
