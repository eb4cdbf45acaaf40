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
import { byRate, FULL_LADDER } from '#shared/method/ladder.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { planLadder } from '#shared/method/plan.ts';
import type { ProbeCase } from './cases.ts';
import { valley } from './valley.ts';

/** Steps of every run that is compared. */
const STEPS = 600;
const RANGE_TEST_STEPS = 100;

/** Dev loss after the same number of steps; ∞: it diverged. */
export interface Outcome {
  learningRate: number;
  devLoss: number;
}

export interface CaseResult {
  case: ProbeCase;
  rungs: Outcome[];
  probe: Outcome & { answer: ProbeAnswer };
  /** The plain ratio rule [B3]; null where it gave no rate. */
  ratioRule: Outcome | null;
  valley: Outcome;
}

type Base = Omit<Hyperparameters, 'learningRate'>;

async function engineFor(base: Base, dataset: Dataset): Promise<Engine> {
  const trainee = { ...base, network: networkOf(base, dataset.facts), loss: taskOf(dataset.facts).loss };
  return createKernelEngine(trainee, chunkRows(base.batchSize), dataset.train.width);
}

async function train(base: Base, dataset: Dataset, learningRate: number): Promise<Outcome> {
  const engine = await engineFor(base, dataset);
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  for (let step = 0; step < STEPS; step++) {
    const { loss } = await engine.step(dataset.train.take(batches.next()), learningRate, false);
    if (!Number.isFinite(loss)) return { learningRate, devLoss: Number.POSITIVE_INFINITY };
  }
  const rows = chunkRows(base.batchSize);
  const judged = await evaluate(engine, dataset.dev, taskOf(dataset.facts), rows, async () => true);
  const devLoss = judged?.loss ?? Number.NaN;
  return { learningRate, devLoss: Number.isFinite(devLoss) ? devLoss : Number.POSITIVE_INFINITY };
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

async function runCase(given: ProbeCase, home: string): Promise<CaseResult> {
  const choice = given.regression ? ({ task: 'regression' } as const) : {};
  const { dataset: prepared } = await prepare(given.source, choice, home, () => {});
  const machine = { cores: 1, defaultBackend: 'wasm' } as const;
  const { model, optimizer, seed } = given;
  const { base } = planLadder({ model, optimizer, seed, steps: STEPS, batchSize: 64 }, machine, prepared.facts);
  const dataset = openDataset(readFileSync(prepared.file), prepared.file, base.model);
  const rungs: Outcome[] = [];
  for (const rate of byRate(FULL_LADDER)) rungs.push(await train(base, dataset, rate));
  const engine = await engineFor(base, dataset);
  const answer = await runProbe({ hyperparameters: base, engine, dataset, nextTurn: async () => {} });
  const { estimate } = answer.ratioRule;
  return {
    case: given,
    rungs,
    probe: { ...(await train(base, dataset, answer.learningRate)), answer },
    ratioRule: estimate === null ? null : await train(base, dataset, estimate),
    valley: await train(base, dataset, await rangeTest(base, dataset)),
  };
}

const { home } = workerData as { home: string };
parentPort?.on('message', (given: ProbeCase) => {
  void runCase(given, home).then(result => parentPort?.postMessage(result));
});
