import { z } from 'zod';
import { MetricName } from './metrics.ts';

export const SplitName = z.enum(['train', 'dev', 'test']);
export type SplitName = z.infer<typeof SplitName>;

/** How raw inputs become the numbers that a network sees: `x · scale`. A plain record, applied to new rows alike. */
export const Preprocessing = z.object({ kind: z.literal('scale'), scale: z.number() });
export type Preprocessing = z.infer<typeof Preprocessing>;

/**
 * What Descent understood of a data set: the facts a person sees and a trial is decided by. It stands as the header of
 * the prepared file.
 */
export const DatasetFacts = z.object({
  /** `sample:digits`, or the absolute path it was read from. */
  source: z.string(),
  kind: z.enum(['sample', 'idx']),
  task: z.literal('classification'),
  /** Image shape as [height, width, channels]; null for plain rows. */
  image: z.tuple([z.number().int(), z.number().int(), z.number().int()]).nullable(),
  /** Numbers a row (height · width · channels for images). */
  features: z.number().int().min(1),
  classes: z.array(z.string()).min(2),
  /** Rows of each class, in the order of `classes`, over all splits. */
  classCounts: z.array(z.number().int()),
  rows: z.object({ train: z.number().int(), dev: z.number().int(), test: z.number().int() }),
  splitSeed: z.number().int(),
  preprocessing: Preprocessing,
  metric: MetricName,
  /** SHA-256 over the raw source bytes (for a sample: over its generator's name, version and seed). */
  sourceDigest: z.string(),
});
export type DatasetFacts = z.infer<typeof DatasetFacts>;

/** A prepared data set: the facts, where its one file is, and that file's digest. */
export const PreparedDataset = z.object({
  facts: DatasetFacts,
  file: z.string(),
  /** SHA-256 of the whole prepared file. */
  digest: z.string(),
});
export type PreparedDataset = z.infer<typeof PreparedDataset>;
