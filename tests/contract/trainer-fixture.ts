import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Engine } from '#electron/trainer/engines/engine.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { chunkRows } from '#electron/trainer/evaluate.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { runTrial, type TrialEnd } from '#electron/trainer/trial.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import {
  type BackendId,
  DEFAULT_HYPERPARAMETERS,
  type Hyperparameters,
  type ModelKind,
} from '#shared/domain/hyperparameters.ts';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import { encodePrepared, type RawSplit } from '#shared/domain/prepared-file.ts';
import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { Random } from '#shared/method/random.ts';
import { somePrepared } from '../tools/prepared-facts.ts';

export const FEATURES = 6;
export const CLASSES = 3;

/** A prepared file of noisy rows, each class around a corner of its own. */
export function preparedBytes(rows = { train: 90, dev: 40 }, changes: Partial<DatasetFacts> = {}): Uint8Array {
  const random = Random.from(7, 1);
  const split = (count: number): RawSplit => {
    const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES);
    const inputs = Uint8Array.from({ length: count * FEATURES }, (_, i) => {
      const label = labels[Math.floor(i / FEATURES)] as number;
      return (i % FEATURES) % CLASSES === label ? 100 + random.below(156) : random.below(160);
    });
    return { rows: count, inputs, labels };
  };
  const facts: Partial<DatasetFacts> = {
    features: FEATURES,
    image: [1, FEATURES, 1],
    classes: ['a', 'b', 'c'],
    classCounts: [1, 1, 1],
    rows: { ...rows, test: 0 },
    ...changes,
  };
  const preprocessing: Preprocessing = { kind: 'images', height: 1, width: FEATURES, channels: 1, scale: 1 / 255 };
  return encodePrepared(somePrepared(facts, preprocessing), {
    train: split(rows.train),
    dev: split(rows.dev),
    test: split(0),
  });
}

export const dataset = (...given: Parameters<typeof preparedBytes>): Dataset =>
  openDataset(preparedBytes(...given), 'tests', 'mlp');

/** The standard deviation of `lawDataset`'s target. */
export const LAW_STD = 20;

/** A table whose standardised target is 0.8 · the first column − 0.6 · the second, give or take 0.1. */
export function lawDataset(): Dataset {
  const random = Random.from(8, 1);
  const split = (rows: number): RawSplit => {
    const inputs = Float32Array.from({ length: 2 * rows }, () => random.normal());
    const labels = Float32Array.from({ length: rows }, (_, row) => {
      return 0.8 * (inputs[2 * row] as number) - 0.6 * (inputs[2 * row + 1] as number) + 0.1 * random.normal();
    });
    return { rows, inputs, labels };
  };
  const facts: Partial<DatasetFacts> = {
    kind: 'table',
    task: 'regression',
    target: 'y',
    features: 2,
    image: null,
    classes: [],
    classCounts: [],
    targetScale: { mean: 5, std: LAW_STD, devVariance: 1 },
    rows: { train: 400, dev: 100, test: 0 },
    metric: 'rmse',
    entropy: null,
  };
  const bytes = encodePrepared(somePrepared(facts, { kind: 'table', columns: [] }), {
    train: split(400),
    dev: split(100),
    test: split(0),
  });
  return openDataset(bytes, 'tests', 'mlp');
}

/** Texts of five to nine tokens from a vocabulary of 40; every one has a word of its class. */
export function textDataset(model: ModelKind = 'mlp'): Dataset {
  const random = Random.from(9, 1);
  const [length, vocabulary, first, words] = [9, 40, 2, 5];
  const split = (rows: number): RawSplit => {
    const labels = Int32Array.from({ length: rows }, (_, row) => row % 2);
    const inputs = new Int32Array(rows * length);
    labels.forEach((label, row) => {
      const plain = first + 2 * words;
      const tokens = Array.from({ length: 5 + random.below(5) }, () => plain + random.below(vocabulary - plain));
      tokens[random.below(tokens.length)] = first + label * words + random.below(words);
      inputs.set(tokens, row * length);
    });
    return { rows, inputs, labels };
  };
  const facts: Partial<DatasetFacts> = {
    kind: 'text',
    features: length,
    image: null,
    tokens: { length, vocabulary },
    rows: { train: 300, dev: 100, test: 0 },
  };
  const bytes = encodePrepared(
    somePrepared(facts, { kind: 'text', tokeniser: 1, vocabulary: new Array<string>(vocabulary).fill('word'), length }),
    { train: split(300), dev: split(100), test: split(0) },
  );
  return openDataset(bytes, 'tests', model);
}

/** Pictures of 6 × 6 with a bar that lies or stands, somewhere: nothing that a single pixel tells. */
export function imageDataset(): Dataset {
  const random = Random.from(10, 1);
  const side = 6;
  const split = (rows: number): RawSplit => {
    const labels = Int32Array.from({ length: rows }, (_, row) => row % 2);
    const inputs = new Uint8Array(rows * side * side);
    labels.forEach((label, row) => {
      const [across, along] = [random.below(side), random.below(side - 3)];
      for (let i = along; i < along + 4; i++)
        inputs[row * side * side + (label === 0 ? across * side + i : i * side + across)] = 255;
    });
    return { rows, inputs, labels };
  };
  const rows = { train: 400, dev: 100, test: 0 };
  const facts: Partial<DatasetFacts> = { features: side * side, image: [side, side, 1], rows };
  const preprocessing: Preprocessing = { kind: 'images', height: side, width: side, channels: 1, scale: 1 / 128 };
  const splits = { train: split(400), dev: split(100), test: split(0) };
  return openDataset(encodePrepared(somePrepared(facts, preprocessing), splits), 'tests', 'cnn');
}

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
    const known = joined[series] ?? {};
    // What was measured again takes the place of what was measured before.
    const count = (known.step ?? []).filter(step => step < (steps[0] ?? Number.POSITIVE_INFINITY)).length;
    const before = Object.fromEntries(Object.entries(known).map(([name, values]) => [name, values.slice(0, count)]));
    joined[series] = Object.fromEntries(
      Object.entries({ step: steps, ...columns }).map(([name, values]) => [name, [...(before[name] ?? []), ...values]]),
    );
  }
  return joined;
}

/** The network of a trial on a backend, at its initial weights. */
export async function engineFor(backend: BackendId, chosen: Hyperparameters, data: Dataset): Promise<Engine> {
  const network = networkOf(chosen, data.facts);
  const { loss } = taskOf(data.facts);
  const loaded = await loadBackend(backend, nodeHost);
  return loaded.createEngine({ ...chosen, network, loss }, chunkRows(chosen.batchSize), data.train.width);
}

/** Runs one trial. */
export async function train(
  backend: BackendId,
  choice: Partial<Hyperparameters> = {},
  { data = dataset(), signal = new AbortController().signal, nextTurn = nodeHost.nextTurn } = {},
): Promise<TrialRecord> {
  const chosen = hyperparameters(choice);
  const engine = await engineFor(backend, chosen, data);
  const batches: MetricBatch[] = [];
  const log: string[] = [];
  const reporter = new Reporter(
    parametersOf(networkOf(chosen, data.facts)).map(({ name }) => name),
    sent => batches.push(...sent),
  );
  const end = await runTrial({
    hyperparameters: chosen,
    engine,
    task: taskOf(data.facts),
    dataset: data,
    reporter,
    log: line => log.push(line),
    signal,
    nextTurn,
  });
  engine.dispose();
  return { end, series: joinBatches(batches), log };
}

/** Everything of a record that must be the same whenever the trial is run again: all but the times. */
export function reproducible({ end, series }: TrialRecord) {
  const { stepMs: _, ...step } = series.step ?? {};
  return { status: end.status, reason: end.reason, steps: end.steps, ...series, step };
}
