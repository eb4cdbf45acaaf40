import { Batches } from '#electron/trainer/batches.ts';
import type { Dataset } from '#electron/trainer/dataset.ts';
import type { Batch, Engine } from '#electron/trainer/engines/engine.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { chunkRows, emptyRowResults, evaluate } from '#electron/trainer/evaluate.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { createDivergenceWatch } from '#shared/method/curves/divergence.ts';
import { BestSoFar, evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import { FRESH_SEEDS } from './ranges.ts';

/** One evaluation on all rows of dev. */
export interface Evaluated {
  step: number;
  loss: number;
}

/** How a trial of random search went. */
export interface Trained {
  ended: 'finished' | 'diverged' | 'ended early';
  /** Updates done. */
  steps: number;
  evaluations: Evaluated[];
  /** The dev loss at its best evaluation; null: none. */
  best: number | null;
}

/** Trains, and looks at dev where every trial does. @param goOn asked after each evaluation and before each step; false ends it */
export async function trainTrial(
  dataset: Dataset,
  hyperparameters: Hyperparameters,
  goOn: (evaluations: readonly Evaluated[], steps: number) => boolean,
): Promise<Trained> {
  const { engine: _, best, ...rest } = await train(dataset, hyperparameters, { goOn, keepsWeights: false });
  return { ...rest, best: best?.loss ?? null };
}

/** A configuration from a seed that chose nothing, at its best evaluation, which dev alone named. */
export interface FreshRun {
  seed: number;
  at: number;
  diverged: boolean;
  dev: number;
  /** Read once, with the weights of that evaluation. */
  test: number;
  testMetric: number;
  /** `[test rows]`, `float32` in base64. */
  rows: string;
}

/** The same configuration from each fresh seed; null: it has no evaluation with a finite loss. */
export async function freshRuns(dataset: Dataset, chosen: Hyperparameters): Promise<(FreshRun | null)[]> {
  const runs: (FreshRun | null)[] = [];
  for (const seed of FRESH_SEEDS) {
    const { engine, best, ended } = await train(dataset, { ...chosen, seed }, { goOn: () => true, keepsWeights: true });
    try {
      if (!best?.kept) {
        runs.push(null);
        continue;
      }
      engine.restore({ ...(await engine.state()), parameters: best.kept });
      const test = dataset.test();
      const byRow = emptyRowResults(test);
      const options = { chunk: chunkRows(chosen.batchSize), rest: async () => true, byRow };
      const read = await evaluate(engine, test, taskOf(dataset.facts), options);
      const { buffer, byteOffset, byteLength } = byRow.losses;
      runs.push({
        ...{ seed, at: best.step, diverged: ended === 'diverged', dev: best.loss },
        ...{ test: read?.loss ?? Number.NaN, testMetric: read?.metric ?? Number.NaN },
        rows: Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
      });
    } finally {
      engine.dispose();
    }
  }
  return runs;
}

/** The engine is the caller's to dispose of where weights are kept. */
async function train(
  dataset: Dataset,
  base: Hyperparameters,
  { goOn, keepsWeights }: { goOn: Parameters<typeof trainTrial>[2]; keepsWeights: boolean },
) {
  const task = taskOf(dataset.facts);
  const chunk = chunkRows(base.batchSize);
  const trainee = { ...base, network: networkOf(base, dataset.facts), loss: task.loss };
  const engine: Engine = await createKernelEngine(trainee, chunk, dataset.train.width);
  const batches = new Batches(dataset.train.rows, base.batchSize, base.seed);
  const due = new Set(evaluationSteps(base.steps));
  const evaluations: Evaluated[] = [];
  const bestSoFar = new BestSoFar<Awaited<ReturnType<Engine['weights']>> | null>();
  let watch: ReturnType<typeof createDivergenceWatch> | null = null;
  let batch: Batch | undefined;
  let ended: Trained['ended'] = 'finished';
  let step = 0;
  for (; step <= base.steps; step++) {
    if (due.has(step)) {
      const dev = await evaluate(engine, dataset.dev, task, { chunk, rest: async () => true });
      const loss = dev?.loss ?? Number.NaN;
      if (!Number.isFinite(loss)) {
        ended = 'diverged';
        break;
      }
      evaluations.push({ step, loss });
      bestSoFar.push(step, loss, keepsWeights ? await engine.weights() : null);
    }
    if (step === base.steps) break;
    if (!goOn(evaluations, step)) {
      ended = 'ended early';
      break;
    }
    batch = dataset.train.take(batches.next(), batch);
    const rate = learningRateAt(base.schedule, base.learningRate, step, base.steps);
    const { loss } = await engine.step(batch, rate, false);
    watch ??= createDivergenceWatch(loss);
    if (watch(step, loss)) {
      step++;
      ended = 'diverged';
      break;
    }
  }
  if (!keepsWeights) engine.dispose();
  return { engine, ended, steps: step, evaluations, best: bestSoFar.best };
}
