import { LAYER_EVERY } from '#shared/domain/metrics.ts';
import type { EvaluatedBatch } from '#shared/method/metrics/classification-metric.ts';
import { type Network, parametersOf } from '#shared/method/networks/network.ts';
import type { Batches } from '../batches.ts';
import type { Dataset, Split } from '../dataset.ts';
import type { Batch, Engine } from '../engines/engine.ts';
import { evaluate } from '../evaluate.ts';
import { Reporter } from '../reporter.ts';
import type { Task } from '../tasks/task.ts';

/** How long steps are timed, about, and how many there are at least and at most. */
const STEPS_MS = 300;
const LEAST_STEPS = 5;
const MOST_STEPS = 60;
/** How long evaluating is timed, about. */
const EVALUATION_MS = 200;
/** The lowest candidate of the ladder: what a step costs does not depend on it. */
const RATE = 1e-5;

/** What is timed: a network in training, as a trial has it. */
export interface Timed {
  engine: Engine;
  network: Network;
  task: Task;
  dataset: Dataset;
  nextTurn(): Promise<void>;
}

/** Median time in ms of a step with everything that a trial records of it. The engine takes the steps. */
export async function stepTime({ engine, network, task, dataset, nextTurn }: Timed, batches: Batches): Promise<number> {
  const names = parametersOf(network).map(({ name }) => name);
  const reporter = new Reporter(names, () => {});
  const times: number[] = [];
  let recent: readonly EvaluatedBatch[] = [];
  let batch: Batch | undefined;
  const until = performance.now() + STEPS_MS;
  while (times.length < LEAST_STEPS || (times.length < MOST_STEPS && performance.now() < until)) {
    const startedAt = performance.now();
    batch = dataset.train.take(batches.next(), batch);
    const layers = times.length % LAYER_EVERY === 0;
    const { loss, predictions, updateRatio, layerRatios } = await engine.step(batch, RATE, layers);
    const measured = task.batchMetric(recent, { labels: batch.labels, predictions, loss });
    recent = measured.recent;
    reporter.add('step', times.length, [loss, measured.metric, RATE, 0, updateRatio]);
    if (layers) reporter.add('layer', times.length, layerRatios);
    reporter.sendIfDue();
    times.push(performance.now() - startedAt);
    await nextTurn();
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] as number;
}

/**
 * Time in ms of one evaluation of dev, scaled up from as much of it as `EVALUATION_MS` allow.
 * @param chunk rows at a time
 */
export async function evaluationTime({ engine, task, dataset, nextTurn }: Timed, chunk: number): Promise<number> {
  const { dev } = dataset;
  const timed = async (rows: number): Promise<number> => {
    const part: Split = { ...dev, rows, labels: dev.labels.subarray(0, rows) };
    const startedAt = performance.now();
    const rest = async () => {
      await nextTurn();
      return true;
    };
    await evaluate(engine, part, task, { chunk, rest });
    return performance.now() - startedAt;
  };
  const first = Math.min(chunk, dev.rows);
  const firstMs = await timed(first);
  const chunks = Math.max(1, Math.floor(EVALUATION_MS / firstMs));
  const rows = Math.min(dev.rows, first * chunks);
  return ((await timed(rows)) * dev.rows) / rows;
}
