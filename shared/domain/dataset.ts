import { z } from 'zod';
import { Figure, Known, MetricName } from './metrics.ts';
import { DateOrder } from './preprocessing.ts';

export const SplitName = z.enum(['train', 'dev', 'test']);
export type SplitName = z.infer<typeof SplitName>;

/** What a row is: numbers and categories, a text, or an image. */
export const DataKind = z.enum(['table', 'text', 'images']);
export type DataKind = z.infer<typeof DataKind>;

/**
 * How the rows are written down: drawn by Descent itself, CSV or TSV, JSON (a list, or an object a line), one sentence a line with a file or folder a class,
 * IDX files, image files with a folder a class, LIBSVM's sparse rows, or NumPy's arrays.
 */
export const DataFormat = z.enum(['sample', 'csv', 'json', 'lines', 'idx', 'images', 'libsvm', 'npy']);
export type DataFormat = z.infer<typeof DataFormat>;

/** Whether rows have columns by name, whose roles a person may change. */
export const hasColumns = (format: DataFormat): boolean => format === 'csv' || format === 'json';

export const Task = z.enum(['classification', 'regression']);
export type Task = z.infer<typeof Task>;

/** How a person may say that texts are written as bytes, as the Encoding Standard names it: each that can be detected. */
export const TextEncoding = z.enum([
  ...(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030'] as const),
  ...(['big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const),
  ...(['windows-1250', 'iso-8859-2', 'windows-1254', 'windows-1257', 'windows-1258'] as const),
  ...(['windows-1251', 'koi8-r', 'iso-8859-5', 'windows-1253', 'windows-1255'] as const),
  ...(['windows-1256', 'iso-8859-6', 'windows-874'] as const),
]);
export type TextEncoding = z.infer<typeof TextEncoding>;

/** A value that stands for “no value”, as it is written; in all columns where none is named (by its name, or its number from 1). */
export const MissingCode = z.object({
  value: z.string().min(1).max(100),
  column: z.string().min(1).max(1000).optional(),
});
export type MissingCode = z.infer<typeof MissingCode>;

/**
 * How rows come into train, dev and test [M9]: at random, the latest held out, rows of one group (a patient, a session) together, or as
 * the source says.
 */
export const SplitBy = z.enum(['random', 'time', 'group', 'given']);
export type SplitBy = z.infer<typeof SplitBy>;

/** How a person has rows divided; where no column is named, the one that the data proposes. */
export const SplitChoice = z.object({ by: SplitBy, column: z.string().min(1).max(1000).optional() });
export type SplitChoice = z.infer<typeof SplitChoice>;

/** How rows were, or could be, divided; without a column, files or folders say it, or chance. */
export const SplitWay = z.object({ by: SplitBy, column: z.string().nullable() });
export type SplitWay = z.infer<typeof SplitWay>;

/** What a person says about a data set where Descent understands it otherwise; what is left out is detected. */
export const DataChoice = z.object({
  kind: DataKind.optional(),
  /** The target's column by name, or by its number from 1 where the file names none. */
  target: z.string().min(1).max(1000).optional(),
  task: Task.optional(),
  /** Of tables and texts. */
  encoding: TextEncoding.optional(),
  /** Of tables: columns to leave out, each by its name or its number from 1. */
  drop: z.array(z.string().min(1).max(1000)).max(10_000).optional(),
  /** Of tables: values to take as missing. */
  missing: z.array(MissingCode).max(1000).optional(),
  /** Of tables: the sign before the decimals, and what stands first in dates, where neither is seen in the cells. */
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: DateOrder.optional(),
  /** Of a positive target that is a number: its logarithm is learnt. */
  logTarget: z.literal(true).optional(),
  split: SplitChoice.optional(),
  /** Which rows are drawn into dev and test; left out: by the seed that every data set begins with. */
  splitSeed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
});
export type DataChoice = z.infer<typeof DataChoice>;

const Count = z.number().int().min(0);

/**
 * What Descent understood of a data set, in short: what a trial is decided by and every screen shows. It stands in the
 * header of the prepared file, beside the preprocessing and the full report (`data-report.ts`).
 */
export const DatasetFacts = z.object({
  /** `sample:digits`, or the absolute path it was read from. */
  source: z.string(),
  kind: DataKind,
  format: DataFormat,
  task: Task,
  /** The target's column; null where files, folders or a labels file give the classes. */
  target: z.string().nullable(),
  /** Numbers a row as stored: columns after preprocessing, height · width · channels, or the length in tokens. */
  features: z.number().int().min(1),
  /** Image shape as [height, width, channels]; null where rows are no images. */
  image: z.tuple([z.number().int(), z.number().int(), z.number().int()]).nullable(),
  /** Tokens a text is cut or filled up to, and how many different ones there are; null where rows are no texts. */
  tokens: z.object({ length: z.number().int().min(1), vocabulary: z.number().int().min(1) }).nullable(),
  /** Empty for regression. */
  classes: z.array(z.string()),
  /** Rows of each class, in the order of `classes`, over all splits. */
  classCounts: z.array(Count),
  /**
   * Regression: mean and standard deviation of the target in train, and the variance of the standardised target in dev; all three
   * of its natural logarithm where `log` says so.
   */
  targetScale: z.object({ mean: Figure, std: Figure, devVariance: Figure, log: z.literal(true).optional() }).nullable(),
  rows: z.object({ train: Count, dev: Count, test: Count }),
  splitSeed: z.number().int(),
  /** Absent in files prepared before there was anything but chance. */
  split: SplitWay.optional(),
  /** Of cross-validation [M9]: dev is what this fold scores, and test is left out. Absent: the data as it is divided. */
  fold: Count.optional(),
  metric: MetricName,
  /** The first batch size [M7]. */
  batchSize: z.number().int().min(1),
  /** Entropy of the class frequencies in train, in nats; null for regression. */
  entropy: Known,
  /** Dev loss and dev metric of the best constant answer (class frequencies, majority class, mean): what training must beat. */
  floor: z.object({ loss: Figure, metric: Figure }),
  /** SHA-256 of the preprocessing as JSON. */
  preprocessingDigest: z.string(),
  /** SHA-256 over the raw source bytes (for a sample: over its generator's name, version and seed). */
  sourceDigest: z.string(),
});
export type DatasetFacts = z.infer<typeof DatasetFacts>;

/** How many numbers a network gives a row: a logit a class, or the one value. */
export const outputsOf = ({ task, classes }: Pick<DatasetFacts, 'task' | 'classes'>): number =>
  task === 'regression' ? 1 : classes.length;

/** How many numbers a dense network takes a row: the stored ones, or for texts one a word of the vocabulary. */
export const inputWidth = ({ features, tokens }: Pick<DatasetFacts, 'features' | 'tokens'>): number =>
  tokens?.vocabulary ?? features;

/** A prepared data set: the facts, where its one file is, and that file's digest. */
export const PreparedDataset = z.object({
  facts: DatasetFacts,
  file: z.string(),
  /** SHA-256 of the whole prepared file. */
  digest: z.string(),
});
export type PreparedDataset = z.infer<typeof PreparedDataset>;
