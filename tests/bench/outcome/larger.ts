import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DIGIT_SIZE, drawDigits } from '#electron/data/samples/digits.ts';
import { drawRegression } from '#electron/data/samples/regression.ts';
import { drawReviews } from '#electron/data/samples/reviews.ts';
import { drawRings } from '#electron/data/samples/rings.ts';

/*
 * Data with 2,000 test rows or more: samples drawn with a test part of its own, and real data that is cut into train and test as its source
 * advises. Each is a folder of files as a person might have it.
 */

/** Writes a folder's files, or finds it written. */
type Make = (folder: string) => void;

/** Neither is the seed of the sample that ships. */
const [TRAIN_SEED, TEST_SEED] = [11, 12];

/** Whole samples, of 4,000 rows each. */
const csvParts =
  (draw: (seed: number) => string): Make =>
  folder => {
    writeFileSync(join(folder, 'train.csv'), draw(TRAIN_SEED));
    writeFileSync(join(folder, 'test.csv'), draw(TEST_SEED));
  };

const digits: Make = folder => {
  for (const [part, rows, seed] of [
    ['train', 6400, TRAIN_SEED],
    ['t10k', 2400, TEST_SEED],
  ] as const) {
    const { inputs, labels } = drawDigits(rows, seed);
    writeIdx(folder, part, DIGIT_SIZE, inputs, Uint8Array.from(labels));
  }
};

/** Cut from one draw, in which no text is twice. */
const reviews: Make = folder => {
  const { texts, labels } = drawReviews(8800, TRAIN_SEED);
  const lines = [...texts].map(
    (text, row) => `"${text.replaceAll('"', '""')}",${labels[row] ? 'positive' : 'negative'}`,
  );
  writeCsv(folder, 'text,label', lines, 6400);
};

/** The last fifth of the rows, which are shuffled, is test. */
const movieReviews =
  (file: string): Make =>
  folder => {
    const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeCsv(folder, header, lines, Math.round(0.8 * lines.length));
  };

/** 8,000 and 2,000, in the order of the file. */
const mnist =
  (from: string): Make =>
  folder => {
    const read = (name: string, header: number) => gunzipSync(readFileSync(join(from, name))).subarray(header);
    const images = read('t10k-images-idx3-ubyte.gz', 16);
    const labels = read('t10k-labels-idx1-ubyte.gz', 8);
    const [size, cut] = [28, 8000];
    writeIdx(folder, 'train', size, images.subarray(0, cut * size ** 2), labels.subarray(0, cut));
    writeIdx(folder, 't10k', size, images.subarray(cut * size ** 2), labels.subarray(cut));
  };

function writeCsv(folder: string, header: string, lines: readonly string[], cut: number): void {
  const write = (name: string, rows: readonly string[]) =>
    writeFileSync(join(folder, name), `${[header, ...rows].join('\n')}\n`);
  write('train.csv', lines.slice(0, cut));
  write('test.csv', lines.slice(cut));
}

/** A pair of IDX files: big-endian sizes after a magic number, then bytes. */
function writeIdx(folder: string, part: string, size: number, pixels: Uint8Array, labels: Uint8Array): void {
  const sizes = (...numbers: number[]) => {
    const bytes = Buffer.alloc(4 * numbers.length);
    for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, 4 * i);
    return bytes;
  };
  const rows = labels.length;
  const images = Buffer.concat([sizes(0x803, rows, size, size), pixels]);
  writeFileSync(join(folder, `${part}-images-idx3-ubyte`), images);
  writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), Buffer.concat([sizes(0x801, rows), labels]));
}

const SHARED = '../shared/data';
const MAKES: Readonly<Record<string, { from: string | null; make: Make }>> = {
  rings: { from: null, make: csvParts(drawRings) },
  regression: { from: null, make: csvParts(drawRegression) },
  reviews: { from: null, make: reviews },
  digits: { from: null, make: digits },
  'movie-reviews': {
    from: `${SHARED}/movie-reviews/movie-reviews.csv`,
    make: movieReviews(`${SHARED}/movie-reviews/movie-reviews.csv`),
  },
  mnist10k: { from: `${SHARED}/mnist10k`, make: mnist(`${SHARED}/mnist10k`) },
};

/** What a larger data set is made from; null: it is drawn. */
export const madeFrom = (name: string): string | null => MAKES[name]?.from ?? null;

/** Where a larger data set stands, made if it does not yet. @param within a folder for all of them */
export function largerData(name: string, within: string): string {
  const folder = join(within, name);
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  MAKES[name]?.make(part);
  renameSync(part, folder);
  return folder;
}
