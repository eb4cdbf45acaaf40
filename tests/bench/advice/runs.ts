import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from '@msgpack/msgpack';
import { VERSION } from '#electron/cli/version.ts';
import { prepare } from '#electron/data/prepare.ts';
import { Batches } from '#electron/trainer/batches.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Batch } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { chunkRows, emptyRowResults, evaluate } from '#electron/trainer/evaluate.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { decodePrepared, encodePrepared } from '#shared/domain/prepared-file.ts';
import { createDivergenceWatch } from '#shared/method/curves/divergence.ts';
import { evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { Random } from '#shared/method/random.ts';
import { FULL_LADDER, LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import type { AdviceCase } from './cases.ts';

/** Of what a run keeps: it grows where more is. */
const KEEPS = 2;
/** Runs are kept from one bench to the next, case by case and split by split: one that was stopped goes on. */
const FOLDER = join(tmpdir(), `descent-bench-advice-${VERSION}-${KEEPS}`);
/** The twelve candidates, and one past their end. */
const RATES = [10, ...FULL_LADDER];
/** The first seed of a ladder and its second one choose; single rows are kept of these. */
export const CHOOSING = [1, 2];
/** These chose nothing. */
export const FRESH_SEEDS = [3, 4, 5];

type Base = Omit<Hyperparameters, 'learningRate'>;

/** One run with everything that was measured. */
export interface AdviceRun {
  learningRate: number;
  seed: number;
  /** After which step; null: it did not. */
  diverged: number | null;
  trainLoss: Float32Array;
  /** Of the evaluations. */
  steps: number[];
  dev: number[];
  devMetric: number[];
  test: number[];
  testMetric: number[];
  /** `[evaluations][dev rows]`; [] where nothing is chosen by it. */
  rowLosses: Float32Array[];
  /** `[evaluations][dev rows]`: the classes; [] for regression. */
  predictions: Uint8Array[];
}

/** All runs of one case on one split. */
export interface CaseRuns {
  base: Base;
  facts: DatasetFacts;
  /** `[dev rows]`: of the best answer that ignores the inputs. */
  baselineRows: Float32Array;
  /** `[dev rows]`: the classes; [] for regression. */
  devLabels: number[];
  runs: AdviceRun[];
}

function fileOf({ name }: AdviceCase, splitSeed: number, part: string | null): string {
  const whole = `${name}-${splitSeed}${part === null ? '' : `-${part}`}`;
  return join(FOLDER, `${whole.replace(/[^a-z0-9]+/gi, '-')}.msgpack`);
}

/** The split seeds of a case whose runs are on disk. */
export const keptSplits = (given: AdviceCase): number[] =>
  given.splitSeeds.filter(seed => existsSync(fileOf(given, seed, null)));

/** The split seeds that a bench looks at: the first `ADVICE_SPLITS` of a case (10), or where that is `kept` those whose runs are on disk. */
export function splitsToRun(given: AdviceCase): readonly number[] {
  const wanted = process.env.ADVICE_SPLITS ?? '10';
  return wanted === 'kept' ? keptSplits(given) : given.splitSeeds.slice(0, Number(wanted));
}

/**
 * Takes them from disk, or trains them.
 * @param shuffle with labels that are shuffled by this seed, only what a ladder of six needs; null: as they are
 */
export async function caseRuns(given: AdviceCase, splitSeed: number, shuffle: number | null = null): Promise<CaseRuns> {
  const kept = fileOf(given, splitSeed, shuffle === null ? null : `shuffled-${shuffle}`);
  if (existsSync(kept)) return read(kept);
  const { base, facts: whole, bytes, file } = await prepared(given, splitSeed);
  const dataset = openDataset(bytes, file, base.model);
  if (shuffle !== null) shuffleLabels(dataset, shuffle);
  // The trainer's own reader knows no test part, so it is handed over as dev.
  const { splits, ...facts } = decodePrepared(bytes);
  const test = openDataset(encodePrepared(facts, { ...splits, dev: splits.test }), file, base.model).dev;
  const runs: AdviceRun[] = [];
  const rates = shuffle === null ? RATES : [10, ...LADDER];
  for (const seed of shuffle === null ? [...CHOOSING, ...FRESH_SEEDS] : CHOOSING)
    for (const rate of rates) runs.push(await train({ ...base, seed }, dataset, test, rate));
  const made = { base, facts: whole, baselineRows: baselineRowsOf(dataset), devLabels: labelsOf(dataset), runs };
  write(kept, made);
  return made;
}

/** Of cross-validation over train and dev, as the data is divided for final runs. */
export const FOLDS = 5;

/** The six candidates on each fold, each fold from a seed of its own; kept like the others. Nothing is measured on test. */
export async function foldRuns(given: AdviceCase, splitSeed: number): Promise<CaseRuns[]> {
  const folds: CaseRuns[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const file = fileOf(given, splitSeed, `fold-${fold}`);
    if (!existsSync(file)) write(file, await trainedFold(given, splitSeed, fold));
    folds.push(read(file));
  }
  return folds;
}

async function trainedFold(given: AdviceCase, splitSeed: number, fold: number): Promise<CaseRuns> {
  const { base, facts, bytes, file } = await prepared(given, splitSeed, fold);
  const dataset = openDataset(bytes, file, base.model);
  const runs: AdviceRun[] = [];
  for (const rate of [10, ...LADDER]) runs.push(await train({ ...base, seed: fold + 1 }, dataset, null, rate));
  return { base, facts, baselineRows: baselineRowsOf(dataset), devLabels: labelsOf(dataset), runs };
}

async function prepared(given: AdviceCase, splitSeed: number, fold: number | null = null) {
  mkdirSync(FOLDER, { recursive: true });
  const choice = { splitSeed, ...(given.regression && { task: 'regression' as const }) };
  const { dataset } = await prepare(given.source, choice, FOLDER, () => {}, fold);
  const { base } = planLadder({ optimizer: given.optimizer }, { cores: 1, defaultBackend: 'wasm' }, dataset.facts);
  return { base, facts: dataset.facts, bytes: readFileSync(dataset.file), file: dataset.file };
}

const labelsOf = ({ dev: { labels } }: Dataset): number[] => (labels instanceof Int32Array ? [...labels] : []);

/**
 * Trains one run, evaluated by the schedule of trials.
 * @param test null: it isn't looked at
 */
export async function train(
  base: Base,
  dataset: Dataset,
  test: Dataset['dev'] | null,
  learningRate: number,
): Promise<AdviceRun> {
  const task = taskOf(dataset.facts);
  const chunk = chunkRows(base.batchSize);
  const engine = await createKernelEngine(
    { ...base, network: networkOf(base, dataset.facts), loss: task.loss },
    chunk,
    dataset.train.width,
  );
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  const due = new Set(evaluationSteps(base.steps));
  const made: AdviceRun = {
    learningRate,
    seed: base.seed,
    diverged: null,
    trainLoss: new Float32Array(base.steps),
    ...{ steps: [], dev: [], devMetric: [], test: [], testMetric: [], rowLosses: [], predictions: [] },
  };
  const rest = async () => true;
  let watch: ReturnType<typeof createDivergenceWatch> | null = null;
  let batch: Batch | undefined;
  for (let step = 0; step <= base.steps; step++) {
    if (due.has(step)) {
      const byRow = emptyRowResults(dataset.dev);
      const onDev = await evaluate(engine, dataset.dev, task, { chunk, rest, byRow });
      const onTest = test && (await evaluate(engine, test, task, { chunk, rest }));
      made.steps.push(step);
      made.dev.push(onDev?.loss ?? Number.NaN);
      made.devMetric.push(onDev?.metric ?? Number.NaN);
      made.test.push(onTest?.loss ?? Number.NaN);
      made.testMetric.push(onTest?.metric ?? Number.NaN);
      if (test === null || CHOOSING.includes(base.seed)) made.rowLosses.push(byRow.losses);
      if (dataset.facts.task === 'classification') made.predictions.push(Uint8Array.from(byRow.predictions));
    }
    if (step === base.steps) break;
    batch = dataset.train.take(batches.next(), batch);
    const { loss } = await engine.step(batch, learningRate, false);
    made.trainLoss[step] = loss;
    watch ??= createDivergenceWatch(loss);
    if (!watch(step, loss)) continue;
    made.diverged = step;
    made.trainLoss = made.trainLoss.slice(0, step);
    break;
  }
  engine.dispose();
  return made;
}

/** So that nothing is left to be learnt: over train and dev together, in place. */
function shuffleLabels({ train, dev }: Dataset, seed: number): void {
  const order = Uint32Array.from({ length: train.rows + dev.rows }, (_, row) => row);
  Random.from(seed).shuffle(order);
  const all = [...train.labels, ...dev.labels];
  for (const [place, row] of order.entries()) {
    const label = all[row] as number;
    if (place < train.rows) train.labels[place] = label;
    else dev.labels[place - train.rows] = label;
  }
}

function baselineRowsOf({ facts, dev, train: { labels } }: Dataset): Float32Array {
  if (facts.task === 'regression') return Float32Array.from(dev.labels, target => target ** 2);
  const counts = new Float64Array(facts.classes.length);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return Float32Array.from(dev.labels, label => -Math.log((counts[label] as number) / labels.length));
}

const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.slice().buffer);
const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);

const packed = ({ baselineRows, runs, ...rest }: CaseRuns) => ({
  ...rest,
  baselineRows: bytesOf(baselineRows),
  runs: runs.map(run => ({ ...run, trainLoss: bytesOf(run.trainLoss), rowLosses: run.rowLosses.map(bytesOf) })),
});

function write(file: string, made: CaseRuns): void {
  writeFileSync(`${file}.new`, encode(packed(made)));
  renameSync(`${file}.new`, file);
}

function read(file: string): CaseRuns {
  const { baselineRows, runs, ...rest } = decode(readFileSync(file)) as ReturnType<typeof packed>;
  return {
    ...rest,
    baselineRows: floatsOf(baselineRows),
    runs: runs.map(run => ({ ...run, trainLoss: floatsOf(run.trainLoss), rowLosses: run.rowLosses.map(floatsOf) })),
  };
}
