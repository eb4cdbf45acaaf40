import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '#electron/data/prepare.ts';
import { Batches } from '#electron/trainer/batches.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Engine } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { chunkRows, evaluate } from '#electron/trainer/evaluate.ts';
import { runProbe } from '#electron/trainer/probe/run-probe.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { createDivergenceWatch } from '#shared/method/curves/divergence.ts';
import { trainBaseline } from '#shared/method/metrics/baseline.ts';
import { parameterCountOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { byRate, FULL_LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import type { Case } from './cases.ts';
import { valley } from './valley.ts';

/** Steps of every run that is compared. */
export const STEPS = 600;
const RANGE_TEST_STEPS = 100;
/** Trained too where constants are fitted, so that dev losses can be interpolated between and past the candidates. */
const BETWEEN = [3, 0.5, 0.2, 0.07, 0.02, 0.0002];

/** One run of a case. */
export interface Run {
  learningRate: number;
  /** Of every step, up to where it diverged. */
  losses: Float32Array;
  /** After all steps; ∞: it diverged. */
  devLoss: number;
}

/** Everything that the benches need of a case. */
export interface CaseRuns {
  case: Case;
  /** Rows of train, and the network's parameters. */
  rows: number;
  parameters: number;
  /** The loss of the best guess that ignores the inputs. */
  bar: number;
  /** The twelve candidates, and the rates that the estimators named. */
  runs: Run[];
  probe: ProbeAnswer;
  /** What fastai's rule suggests. */
  valley: number;
}

type Base = Omit<Hyperparameters, 'learningRate'>;

async function engineFor(base: Base, dataset: Dataset): Promise<Engine> {
  const trainee = { ...base, network: networkOf(base, dataset.facts), loss: taskOf(dataset.facts).loss };
  return createKernelEngine(trainee, chunkRows(base.batchSize), dataset.train.width);
}

/** Trains as a trial does, divergence included [L8]. */
async function train(base: Base, dataset: Dataset, learningRate: number): Promise<Run> {
  const engine = await engineFor(base, dataset);
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  const losses: number[] = [];
  let diverged: ReturnType<typeof createDivergenceWatch> | null = null;
  for (let step = 0; step < STEPS; step++) {
    const { loss } = await engine.step(dataset.train.take(batches.next()), learningRate, false);
    losses.push(loss);
    diverged ??= createDivergenceWatch(loss);
    if (diverged(step, loss))
      return { learningRate, losses: Float32Array.from(losses), devLoss: Number.POSITIVE_INFINITY };
  }
  const chunk = chunkRows(base.batchSize);
  const judged = await evaluate(engine, dataset.dev, taskOf(dataset.facts), { chunk, rest: async () => true });
  const devLoss = judged?.loss ?? Number.NaN;
  return {
    learningRate,
    losses: Float32Array.from(losses),
    devLoss: Number.isFinite(devLoss) ? devLoss : Number.POSITIVE_INFINITY,
  };
}

/** A hundred steps at rates from 1e-7 to 10, as fastai's finder takes them, with its smoothing. */
async function rangeTest(base: Base, dataset: Dataset): Promise<number> {
  const engine = await engineFor(base, dataset);
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  const rates: number[] = [];
  const losses: number[] = [];
  let average = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let step = 0; step < RANGE_TEST_STEPS; step++) {
    const rate = 1e-7 * 1e8 ** (step / (RANGE_TEST_STEPS - 1));
    const { loss } = await engine.step(dataset.train.take(batches.next()), rate, false);
    average = 0.98 * average + 0.02 * loss;
    const smoothed = average / (1 - 0.98 ** (step + 1));
    if (!Number.isFinite(smoothed) || smoothed > 4 * best) break;
    best = Math.min(best, smoothed);
    rates.push(rate);
    losses.push(smoothed);
  }
  return valley(rates, losses);
}

/** What is asked of this worker: a case, and what is known of it from an earlier run of the bench. */
export interface CaseOrder {
  given: Case;
  known: Pick<CaseRuns, 'runs' | 'valley'> | null;
}

async function runCase({ given, known }: CaseOrder, home: string): Promise<CaseRuns> {
  const choice = given.regression ? ({ task: 'regression' } as const) : {};
  const { dataset: prepared } = await prepare(given.source, choice, home, () => {});
  const machine = { cores: 1, defaultBackend: 'wasm' } as const;
  const { model, sizes, optimizer, seed } = given;
  const { base } = planLadder(
    { model, ...sizes, optimizer, seed, steps: STEPS, batchSize: 64 },
    machine,
    prepared.facts,
  );
  const dataset = openDataset(readFileSync(prepared.file), prepared.file, base.model);
  // Cheap, and it follows the estimator as it is now.
  const probe = await runProbe({
    hyperparameters: base,
    engine: await engineFor(base, dataset),
    dataset,
    nextTurn: async () => {},
  });
  const suggested = known?.valley ?? (await rangeTest(base, dataset));
  const { estimate } = probe.ratioRule;
  const between = given.untouched ? [] : BETWEEN;
  const wanted = [
    ...byRate(FULL_LADDER),
    ...between,
    probe.learningRate,
    suggested,
    ...(estimate === null ? [] : [estimate]),
  ];
  const runs = [...(known?.runs ?? [])];
  for (const rate of new Set(wanted))
    if (!runs.some(run => run.learningRate === rate)) runs.push(await train(base, dataset, rate));
  const parameters = parameterCountOf(networkOf(base, dataset.facts));
  const bar = trainBaseline(dataset.facts).loss;
  return { case: given, rows: dataset.train.rows, parameters, bar, runs, probe, valley: suggested };
}

if (parentPort) {
  const { home } = workerData as { home: string };
  parentPort.on('message', (order: CaseOrder) => {
    void runCase(order, home).then(result => parentPort?.postMessage(result));
  });
}
