import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Host } from '#electron/trainer/host.ts';
import { createModel } from '#electron/trainer/models/create-model.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { runTrial, type TrialEnd } from '#electron/trainer/trial.ts';
import { DEFAULT_HYPERPARAMETERS, type Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { encodePrepared, type RawSplit } from '#shared/domain/prepared-file.ts';
import { Random } from '#shared/method/random.ts';

export const host: Host = {
  loadFile: path => readFile(path),
  wasmPaths: null,
  nextTurn: () => setImmediate(),
};

export const FEATURES = 6;
export const CLASSES = 3;

/** A prepared file of noisy rows, each class around a corner of its own. */
export function preparedBytes(rows = { train: 90, dev: 40 }): Uint8Array {
  const random = Random.from(7, 1);
  const split = (count: number): RawSplit => {
    const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES);
    const inputs = Uint8Array.from({ length: count * FEATURES }, (_, i) => {
      const label = labels[Math.floor(i / FEATURES)] as number;
      return (i % FEATURES) % CLASSES === label ? 100 + random.below(156) : random.below(160);
    });
    return { rows: count, inputs, labels };
  };
  return encodePrepared(
    {
      source: 'tests',
      kind: 'idx',
      task: 'classification',
      image: null,
      features: FEATURES,
      classes: ['a', 'b', 'c'],
      classCounts: [1, 1, 1],
      rows: { ...rows, test: 0 },
      splitSeed: 1,
      preprocessing: { kind: 'scale', scale: 1 / 255 },
      metric: 'accuracy',
      sourceDigest: 'none',
    },
    { train: split(rows.train), dev: split(rows.dev), test: split(0) },
  );
}

export const dataset = (rows?: { train: number; dev: number }): Dataset => openDataset(preparedBytes(rows), 'tests');

export const hyperparameters = (choice: Partial<Hyperparameters> = {}): Hyperparameters => ({
  ...DEFAULT_HYPERPARAMETERS,
  hidden: [8, 5],
  batchSize: 16,
  learningRate: 0.1,
  steps: 40,
  evalEvery: 20,
  ...choice,
});

/** What a trial reported: each series' columns, `step` among them, and its end. */
export interface TrialRecord {
  end: TrialEnd;
  series: Partial<Record<SeriesName, Record<string, number[]>>>;
  log: string[];
}

/** Joins batches to whole columns by series. */
export function joinBatches(batches: readonly MetricBatch[]): TrialRecord['series'] {
  const joined: TrialRecord['series'] = {};
  for (const { series, steps, columns } of batches) {
    const before = joined[series] ?? {};
    joined[series] = Object.fromEntries(
      Object.entries({ step: steps, ...columns }).map(([name, values]) => [name, [...(before[name] ?? []), ...values]]),
    );
  }
  return joined;
}

/** Runs one trial on the current backend. */
export async function train(
  choice: Partial<Hyperparameters> = {},
  { data = dataset(), signal = new AbortController().signal, nextTurn = host.nextTurn } = {},
): Promise<TrialRecord> {
  const chosen = hyperparameters(choice);
  const model = createModel(chosen, FEATURES, CLASSES);
  const batches: MetricBatch[] = [];
  const log: string[] = [];
  const reporter = new Reporter(
    model.parameters.map(({ name }) => name),
    sent => batches.push(...sent),
  );
  const end = await runTrial({
    hyperparameters: chosen,
    model,
    dataset: data,
    reporter,
    log: line => log.push(line),
    signal,
    nextTurn,
  });
  return { end, series: joinBatches(batches), log };
}

/** Everything of a record that must be the same whenever the trial is run again: all but the times. */
export function reproducible({ end, series }: TrialRecord) {
  const { stepMs: _, ...step } = series.step ?? {};
  return { status: end.status, reason: end.reason, steps: end.steps, ...series, step };
}

/** The numbers of some tensors, by name. */
export function numbersOf(tensors: Readonly<Record<string, tf.Tensor>>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, Array.from(tensor.dataSync())]));
}

/** Tensors of rank 1, by name. */
export function tensorsOf(numbers: Readonly<Record<string, number[]>>): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(numbers).map(([name, values]) => [name, tf.tensor1d(values)]));
}
