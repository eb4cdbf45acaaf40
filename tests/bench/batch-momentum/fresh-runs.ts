import { readFileSync } from 'node:fs';
import { Batches } from '#electron/trainer/batches.ts';
import { type Dataset, openDataset } from '#electron/trainer/dataset.ts';
import type { Batch } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { chunkRows, emptyRowResults, evaluate } from '#electron/trainer/evaluate.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { decodePrepared, encodePrepared } from '#shared/domain/prepared-file.ts';
import { createDivergenceWatch } from '#shared/method/curves/divergence.ts';
import { bestEvaluation, evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';

/** These chose nothing. */
export const FRESH_SEEDS = [101, 102, 103] as const;

/** A run at its best evaluation, which dev alone says, on dev and on test; null where it never learned. */
export interface FreshRun {
  dev: number;
  devMetric: number;
  test: number;
  testMetric: number;
  at: number;
}

/** With the losses of the rows of dev there. */
export interface FreshRowRun extends FreshRun {
  /** `[dev rows]` */
  rows: Float32Array;
}

/** Trains some hyperparameters from each seed that chose nothing. @param file the prepared data */
export async function freshRuns(file: string, hyperparameters: Hyperparameters): Promise<(FreshRun | null)[]> {
  const made = await freshRunsFrom(file, hyperparameters, FRESH_SEEDS);
  return made.map(one => {
    if (!one) return null;
    const { rows: _, ...rest } = one;
    return rest;
  });
}

/** The same from other seeds. */
export async function freshRunsFrom(
  file: string,
  hyperparameters: Hyperparameters,
  seeds: readonly number[],
): Promise<(FreshRowRun | null)[]> {
  const bytes = readFileSync(file);
  const dataset = openDataset(bytes, file, hyperparameters.model);
  // The trainer's own reader knows no test part, so it is handed over as dev.
  const { splits, ...facts } = decodePrepared(bytes);
  const swapped = encodePrepared(facts, { ...splits, dev: splits.test });
  const test = openDataset(swapped, file, hyperparameters.model).dev;
  const made: (FreshRowRun | null)[] = [];
  for (const seed of seeds) made.push(await run({ ...hyperparameters, seed }, dataset, test));
  return made;
}

async function run(base: Hyperparameters, dataset: Dataset, test: Dataset['dev']): Promise<FreshRowRun | null> {
  const task = taskOf(dataset.facts);
  const chunk = chunkRows(base.batchSize);
  const network = networkOf(base, dataset.facts);
  const engine = await createKernelEngine({ ...base, network, loss: task.loss }, chunk, dataset.train.width);
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  const due = new Set(evaluationSteps(base.steps));
  const rest = async () => true;
  const evaluations: FreshRowRun[] = [];
  let watch: ReturnType<typeof createDivergenceWatch> | null = null;
  let batch: Batch | undefined;
  for (let step = 0; step <= base.steps; step++) {
    if (due.has(step)) {
      const byRow = emptyRowResults(dataset.dev);
      const onDev = await evaluate(engine, dataset.dev, task, { chunk, rest, byRow });
      const onTest = await evaluate(engine, test, task, { chunk, rest });
      const [dev, devMetric] = [onDev?.loss ?? Number.NaN, onDev?.metric ?? Number.NaN];
      const [ofTest, testMetric] = [onTest?.loss ?? Number.NaN, onTest?.metric ?? Number.NaN];
      evaluations.push({ dev, devMetric, test: ofTest, testMetric, at: step, rows: byRow.losses });
    }
    if (step === base.steps) break;
    batch = dataset.train.take(batches.next(), batch);
    const { loss } = await engine.step(
      batch,
      learningRateAt(base.schedule, base.learningRate, step, base.steps),
      false,
    );
    watch ??= createDivergenceWatch(loss);
    if (watch(step, loss)) break;
  }
  engine.dispose();
  const best = bestEvaluation(
    evaluations.map(({ at }) => at),
    evaluations.map(({ dev }) => dev),
  );
  return evaluations[best] ?? null;
}
