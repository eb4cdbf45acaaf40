import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '#electron/data/prepare.ts';
import { Batches } from '#electron/trainer/batches.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Batch, Engine } from '#electron/trainer/engines/engine.ts';
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
import { estimateOf } from '#shared/method/probe/answer.ts';
import { FULL_LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import type { Case } from './cases.ts';
import { valley } from './valley.ts';

/** Values of num_steps that are looked at; a run of a candidate goes to the longest, and holds the others. */
export const HORIZONS = [150, 300, 600, 2000] as const;
const LONGEST = Math.max(...HORIZONS);
/** Where a step takes long, longer ones are left out. */
const LONGEST_SLOW = 600;
/** Steps of a ladder that prunes, for its bench. */
export const STEPS = 600;
const RANGE_TEST_STEPS = 100;
/** Trained too where constants are fitted, so that dev losses can be interpolated between and past the candidates. */
const BETWEEN = [3, 0.3, 0.02, 0.0002];

/** From one evaluation of dev to the next. */
const GROWTH = 1.1;
/** Updates done at each evaluation: geometric, the values of num_steps among them. */
const EVALUATED: ReadonlySet<number> = new Set([
  ...HORIZONS,
  ...Array.from({ length: 100 }, (_, i) => Math.round(GROWTH ** i)).filter(step => step < LONGEST),
]);

/** One run of a case. */
export interface Run {
  learningRate: number;
  /** Of every step, up to where it diverged. */
  losses: Float32Array;
  diverged: boolean;
  /** Dev losses, and the updates done at each; of a run that diverged those before. */
  dev: { step: number; loss: number }[];
}

/** Everything that the benches need of a case. */
export interface CaseRuns {
  case: Case;
  /** Of what was trained on: other data, other runs. */
  digest: string;
  /** Rows of train, and the network's parameters. */
  rows: number;
  parameters: number;
  /** The loss of the best guess that ignores the inputs. */
  bar: number;
  /** The twelve candidates, and the rates that the probe named, up to the num_steps that it named them for. */
  runs: Run[];
  /** What the probe says for each of the values of num_steps. */
  probes: { steps: number; answer: ProbeAnswer }[];
  /** What fastai's rule suggests. */
  valley: number;
}

type Base = Omit<Hyperparameters, 'learningRate'>;

async function engineFor(base: Base, dataset: Dataset): Promise<Engine> {
  const trainee = { ...base, network: networkOf(base, dataset.facts), loss: taskOf(dataset.facts).loss };
  return createKernelEngine(trainee, chunkRows(base.batchSize), dataset.train.width);
}

/** Trains as a trial does, divergence included [L8]. */
async function train(base: Base, dataset: Dataset, learningRate: number, steps: number): Promise<Run> {
  const engine = await engineFor(base, dataset);
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  const task = taskOf(dataset.facts);
  const losses: number[] = [];
  const chunk = chunkRows(base.batchSize);
  const dev: Run['dev'] = [];
  const end = (diverged: boolean): Run => {
    engine.dispose();
    return { learningRate, losses: Float32Array.from(losses), diverged, dev };
  };
  let watch: ReturnType<typeof createDivergenceWatch> | null = null;
  let batch: Batch | undefined;
  for (let step = 0; step < steps; step++) {
    batch = dataset.train.take(batches.next(), batch);
    const { loss } = await engine.step(batch, learningRate, false);
    losses.push(loss);
    watch ??= createDivergenceWatch(loss);
    if (watch(step, loss)) return end(true);
    if (!EVALUATED.has(step + 1)) continue;
    const evaluated = await evaluate(engine, dataset.dev, task, { chunk, rest: async () => true });
    if (!Number.isFinite(evaluated?.loss)) return end(true);
    dev.push({ step: step + 1, loss: evaluated?.loss as number });
  }
  return end(false);
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
  known: Pick<CaseRuns, 'digest' | 'runs' | 'valley'> | null;
}

async function runCase({ given, known: before }: CaseOrder, home: string): Promise<CaseRuns> {
  const choice = given.regression ? ({ task: 'regression' } as const) : {};
  const { dataset: prepared } = await prepare(given.source, choice, home, () => {});
  const machine = { cores: 1, defaultBackend: 'wasm' } as const;
  const { model, sizes, optimizer, momentum, batchSize, seed } = given;
  const longest = given.slow ? LONGEST_SLOW : LONGEST;
  const { base } = planLadder(
    { model, ...sizes, optimizer, momentum, seed, steps: longest, batchSize },
    machine,
    prepared.facts,
  );
  const dataset = openDataset(readFileSync(prepared.file), prepared.file, base.model);
  const known = before?.digest === prepared.digest ? before : null;
  // Cheap, and it follows the estimator as it is now.
  const probes: CaseRuns['probes'] = [];
  for (const steps of HORIZONS.filter(steps => steps <= longest)) {
    const engine = await engineFor(base, dataset);
    const answer = await runProbe({
      hyperparameters: { ...base, steps },
      engine,
      dataset,
      nextTurn: async () => {},
    });
    engine.dispose();
    probes.push({ steps, answer });
  }
  const suggested = known?.valley ?? (await rangeTest(base, dataset));
  const wanted = [
    ...[...FULL_LADDER, ...(given.untouched || given.slow ? [] : BETWEEN)].map(rate => ({ rate, steps: longest })),
    ...probes.map(({ steps, answer }) => ({ rate: estimateOf(answer), steps })).reverse(),
  ];
  const runs = [...(known?.runs ?? [])];
  for (const { rate, steps } of wanted)
    if (!runs.some(run => run.learningRate === rate && reaches(run, steps)))
      runs.push(await train(base, dataset, rate, steps));
  const parameters = parameterCountOf(networkOf(base, dataset.facts));
  const bar = trainBaseline(dataset.facts).loss;
  const { rows } = dataset.train;
  return { case: given, digest: prepared.digest, rows, parameters, bar, runs, probes, valley: suggested };
}

/** Whether a run tells what becomes of its rate within so many steps. */
export const reaches = ({ diverged, losses }: Run, steps: number): boolean => diverged || losses.length >= steps;

if (parentPort) {
  const { home } = workerData as { home: string };
  parentPort.on('message', (order: CaseOrder) => {
    void runCase(order, home).then(result => parentPort?.postMessage(result));
  });
}
