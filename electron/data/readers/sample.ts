import { createHash } from 'node:crypto';
import { Refusal } from '#shared/contract/refusal.ts';
import { DIGIT_SIZE, drawDigits } from '../samples/digits.ts';
import type { RawDataset, Reader } from './reader.ts';

interface Sample {
  /** To be raised with every change of what is drawn: it goes into the digest. */
  version: number;
  seed: number;
  draw(seed: number, onProgress: (done: number) => void): RawDataset;
}

const DIGIT_ROWS = 8000;

/** The data sets that Descent makes itself, by the name behind `sample:`. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  digits: {
    version: 2,
    seed: 1,
    draw: (seed, onProgress) => ({
      task: 'classification',
      image: [DIGIT_SIZE, DIGIT_SIZE, 1],
      features: DIGIT_SIZE * DIGIT_SIZE,
      classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
      // Twice the usual range: the ladder then has its best rung inside and a rate that is too high for it.
      preprocessing: { kind: 'scale', scale: 1 / 128 },
      ...drawDigits(DIGIT_ROWS, seed, rows => onProgress(rows / DIGIT_ROWS)),
    }),
  },
};

/** Reads `sample:…`, the data sets drawn by our own code. */
export const sampleReader: Reader = {
  async open(source) {
    if (!source.startsWith('sample:')) return null;
    const name = source.slice('sample:'.length);
    const sample = Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : undefined;
    if (!sample) throw new Refusal('error.data.noSuchSample', { source, samples: sampleNames().join(', ') });
    const { version, seed } = sample;
    return {
      kind: 'sample',
      name: source,
      digest: createHash('sha256').update(`${source} version ${version} seed ${seed}`).digest('hex'),
      read: async onProgress => sample.draw(seed, onProgress),
    };
  },
};

/** Every sample as a source, `sample:digits` and so on. */
export const sampleNames = (): string[] => Object.keys(SAMPLES).map(name => `sample:${name}`);
