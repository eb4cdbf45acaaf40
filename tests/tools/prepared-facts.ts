import type { DataReport } from '#shared/domain/data-report.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { PreparedFacts } from '#shared/domain/prepared-file.ts';
import type { Preprocessing } from '#shared/domain/preprocessing.ts';

/** Facts of a small data set of pictures, for tests that need some; `changes` take what they are about. */
export const someFacts = (changes: Partial<DatasetFacts> = {}): DatasetFacts => ({
  source: 'sample:digits',
  kind: 'images',
  format: 'sample',
  task: 'classification',
  target: null,
  features: 256,
  image: [16, 16, 1],
  tokens: null,
  classes: ['zero', 'one'],
  classCounts: [5, 7],
  targetScale: null,
  rows: { train: 8, dev: 2, test: 2 },
  splitSeed: 1,
  metric: 'accuracy',
  batchSize: 64,
  entropy: 0.68,
  floor: { loss: 0.7, metric: 0.5 },
  preprocessingDigest: 'ef'.repeat(32),
  sourceDigest: 'ab'.repeat(32),
  ...changes,
});

export const someReport = (changes: Partial<DataReport> = {}): DataReport => ({
  layout: { files: 0, bytes: 0, encoding: null, separator: null, decimal: null, header: null },
  rowsRead: 12,
  columns: [],
  leftOut: [],
  warnings: [],
  checks: [],
  duplicates: { rows: 0, groups: 0 },
  imbalance: 1.4,
  why: {
    kind: { key: 'data.csv.kind.table', values: {} },
    target: { key: 'data.csv.target.last', values: {} },
    task: { key: 'data.lines.task', values: {} },
    metric: { key: 'data.metric.balanced', values: {} },
    batchSize: { key: 'data.batchSize.usual', values: {} },
  },
  splitWays: [],
  preview: { kind: 'texts', rows: [] },
  ...changes,
});

/** The scale of `someFacts`' images. */
export const SOME_PREPROCESSING: Preprocessing = { kind: 'images', height: 16, width: 16, channels: 1, scale: 1 / 255 };

/** What stands in a prepared file's header. */
export const somePrepared = (
  facts: Partial<DatasetFacts> = {},
  preprocessing: Preprocessing = SOME_PREPROCESSING,
): PreparedFacts => ({ facts: someFacts(facts), preprocessing, report: someReport() });
