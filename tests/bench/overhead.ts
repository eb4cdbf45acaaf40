import { serialize } from 'node:v8';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { Batches } from '#electron/trainer/batches.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Batch, Engine } from '#electron/trainer/engines/engine.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { chunkRows } from '#electron/trainer/evaluate.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { runTrial } from '#electron/trainer/trial.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { DEFAULT_HYPERPARAMETERS, type Hyperparameters, type ModelKind } from '#shared/domain/hyperparameters.ts';
import { encodePrepared } from '#shared/domain/prepared-file.ts';
import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { defaultFilters, networkOf } from '#shared/method/networks/network-of.ts';
import { Random } from '#shared/method/random.ts';
import { somePrepared } from '../tools/prepared-facts.ts';
import { median } from './median.ts';

const ROUNDS = 21;
/** Milliseconds that either side trains in a round, about. */
const ROUND_MS = 250;
const ROWS = 2000;
/** The first and the last evaluation can't be left out, so they are kept as small as can be. */
const DEV_ROWS = 1;
const MODELS: readonly ModelKind[] = ['mlp', 'cnn', 'fasttext', 'textcnn'];

/**
 * What it costs to record everything of every step, evaluation aside: a trial as it is run in earnest (its messages are packed, too)
 * against the bare steps on the same batches of which only the loss is read. Both in turn, in processor time, since that doesn't count
 * what else the machine does; `ratio` is the trial's over theirs.
 */
export async function overhead(): Promise<Record<string, unknown>> {
  const rows: [string, unknown][] = [];
  for (const model of MODELS) rows.push([model, await overheadOf(model)]);
  return Object.fromEntries(rows);
}

async function overheadOf(model: ModelKind) {
  const dataset = someDataset(model);
  const { facts } = dataset;
  const chosen: Hyperparameters = {
    ...DEFAULT_HYPERPARAMETERS,
    model,
    filters: defaultFilters(facts),
    optimizer: 'momentum',
    learningRate: 0.001,
    evalEvery: 1_000_000,
  };
  const network = networkOf(chosen, facts);
  const task = taskOf(facts);
  const backend = await loadBackend('wasm', nodeHost);
  const engine = await backend.createEngine(
    { ...chosen, network, loss: task.loss },
    chunkRows(chosen.batchSize),
    dataset.train.width,
  );
  const names = parametersOf(network).map(({ name }) => name);
  const trial = async (steps: number): Promise<void> => {
    const reporter = new Reporter(names, batches => serialize({ type: 'metrics', batches }));
    const log = (line: string) => serialize({ type: 'log', line });
    const { signal } = new AbortController();
    const hyperparameters = { ...chosen, steps };
    await runTrial({ hyperparameters, engine, task, dataset, reporter, log, signal, nextTurn: nodeHost.nextTurn });
  };
  const bare = (steps: number) => bareSteps(engine, dataset, chosen, steps);

  const timed = async (run: (steps: number) => Promise<void>, steps: number): Promise<number> => {
    const before = process.cpuUsage();
    await run(steps);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / steps;
  };
  await timed(bare, 200);
  await timed(trial, 200);
  const steps = Math.ceil(ROUND_MS / (await timed(bare, 200)));
  const ratios: number[] = [];
  const bareMs: number[] = [];
  const trialMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bareMs.push(await timed(bare, steps));
    trialMs.push(await timed(trial, steps));
    ratios.push(trialMs[round]! / bareMs[round]!);
  }
  return { bareMs: median(bareMs), trialMs: median(trialMs), ratio: median(ratios), ratios };
}

async function bareSteps(engine: Engine, { train }: Dataset, chosen: Hyperparameters, steps: number): Promise<void> {
  const batches = new Batches(train.rows, chosen.batchSize, chosen.seed);
  let batch: Batch | undefined;
  for (let step = 0; step < steps; step++) {
    batch = train.take(batches.next(), batch);
    const { loss } = await engine.step(batch, chosen.learningRate, false);
    if (!Number.isFinite(loss)) throw new Error('the bare steps diverged');
  }
}

/** Random rows of the size of MNIST's digits, or of short texts: what they show is of no matter here. */
function someDataset(model: ModelKind): Dataset {
  const texts = model === 'fasttext' || model === 'textcnn';
  const random = Random.from(1, 1);
  const tokens = { length: 40, vocabulary: 5000 };
  const features = texts ? tokens.length : 28 * 28;
  const split = (rows: number) => ({
    rows,
    inputs: texts
      ? Int32Array.from({ length: rows * features }, () => random.below(tokens.vocabulary))
      : Uint8Array.from({ length: rows * features }, () => random.below(256)),
    labels: Int32Array.from({ length: rows }, () => random.below(10)),
  });
  const facts: Partial<DatasetFacts> = {
    kind: texts ? 'text' : 'images',
    features,
    image: texts ? null : [28, 28, 1],
    tokens: texts ? tokens : null,
    classes: Array.from({ length: 10 }, (_, i) => String(i)),
    classCounts: new Array<number>(10).fill(1),
    rows: { train: ROWS, dev: DEV_ROWS, test: 0 },
  };
  const preprocessing: Preprocessing = texts
    ? {
        kind: 'text',
        tokeniser: 1,
        vocabulary: new Array<string>(tokens.vocabulary).fill('word'),
        length: tokens.length,
      }
    : { kind: 'images', height: 28, width: 28, channels: 1, scale: 1 / 255 };
  const splits = { train: split(ROWS), dev: split(DEV_ROWS), test: split(0) };
  return openDataset(encodePrepared(somePrepared(facts, preprocessing), splits), 'bench', model);
}
