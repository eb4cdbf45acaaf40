import { createHash } from 'node:crypto';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Source } from '../readers/reader.ts';
import { csvSample } from './csv-sample.ts';
import { digitsSample } from './digits-sample.ts';
import { drawRegression, REGRESSION_NOISE } from './regression.ts';
import { reviewsSample } from './reviews-sample.ts';
import { drawRings } from './rings.ts';
import type { Sample } from './sample.ts';

/** The data sets that Descent makes itself, by the name behind `sample:`. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  digits: digitsSample,
  reviews: reviewsSample,
  rings: csvSample(1, drawRings, { key: 'data.sample.rings', values: {} }),
  regression: csvSample(1, drawRegression, { key: 'data.sample.regression', values: { noise: REGRESSION_NOISE } }),
};

/**
 * A sample as a source; null where the name is none of a sample but a path.
 * @throws Refusal where there is no such sample, or it shall be read in a way that it has not.
 */
export function openSample(source: string, choice: DataChoice = {}): Source | null {
  const sample = sampleOf(source);
  if (!sample) return null;
  const ofColumns = choice.drop?.length || choice.missing?.length;
  if (choice.encoding !== undefined || (ofColumns && !sample.hasColumns))
    throw new Refusal('error.data.sample.fixed', { source });
  return {
    format: 'sample',
    files: null,
    read: onProgress => sample.draw(sample.seed, source, choice, onProgress),
  };
}

/**
 * What stands for a sample's content, as the digest of its files does for others: SHA-256 of name, version and seed.
 * @throws Refusal where there is no such sample.
 */
export function sampleDigest(source: string): string {
  const { version, seed } = sampleOf(source) ?? noSuchSample(source);
  return createHash('sha256').update(`${source} version ${version} seed ${seed}`).digest('hex');
}

/** Every sample as a source, `sample:digits` and so on. */
export const sampleNames = (): string[] => Object.keys(SAMPLES).map(name => `sample:${name}`);

function sampleOf(source: string): Sample | null {
  if (!source.startsWith('sample:')) return null;
  const name = source.slice('sample:'.length);
  return (Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : undefined) ?? noSuchSample(source);
}

function noSuchSample(source: string): never {
  throw new Refusal('error.data.noSuchSample', { source, samples: sampleNames().join(', ') });
}
