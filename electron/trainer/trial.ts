import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { LAYER_EVERY } from '#shared/domain/metrics.ts';
import type { CheckpointKind, FromTrainer, MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { text } from '#shared/messages/text.ts';
import { createDivergenceWatch } from '#shared/method/curves/divergence.ts';
import type { KeptEvaluation } from '#shared/method/curves/evaluations.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import { Batches } from './batches.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import type { Dataset } from './dataset.ts';
import { DevEvaluations, type NetworkWeights } from './dev-evaluations.ts';
import type { Batch, Engine } from './engines/engine.ts';
import type { Evaluation } from './evaluate.ts';
import { reasonOf } from './failure.ts';
import type { Reporter } from './reporter.ts';
import type { Task } from './tasks/task.ts';

/** How a trial ended; the `ended` message without its type, and without what becomes of the trainer. */
export type TrialEnd = Omit<Extract<FromTrainer, { type: 'ended' }>, 'type' | 'kept' | 'free'>;

/** Where a trial goes on from. Its arrays fit the engine, which is brought there; null: the engine stands there already. */
export type Resumption = Omit<Checkpoint, 'engine'> & Record<'engine', Checkpoint['engine'] | null>;

/** Where a trial goes on from, and when its state is kept. */
export interface Checkpoints {
  /** Null: from the beginning. */
  from: Resumption | null;
  /** Stop before this step; null, or a step past the last one: train to the end. */
  until: number | null;
  /** Keep the state at least so often; it is also kept where the trial stops before its end. */
  everyMs: number;
  /** Steps before which the state is kept as a `branch` too; left out: none. */
  branches?: readonly number[];
  /** Hears of a state after all points before its step were sent. What it holds is its own. */
  keep(checkpoint: Checkpoint, kind: Exclude<CheckpointKind, 'best'>): void;
  /** Hears of the best evaluation's weights, with checkpoints and at the end, where it is another one. They are never written to. */
  keepBest?(best: KeptEvaluation<NetworkWeights>): void;
}

/** What a trial is made of. */
export interface TrialOptions {
  hyperparameters: Hyperparameters;
  /** At its initial weights, with room for `chunkRows` rows; the caller gives it back. */
  engine: Engine;
  task: Task;
  dataset: Dataset;
  reporter: Reporter;
  log(line: string): void;
  /** Aborted: stop, keep what was measured. */
  signal: AbortSignal;
  nextTurn(): Promise<void>;
  /** Hears how the rows of dev did, at rungs and at the best evaluation; left out: nobody asks. */
  onRows?(rows: MeasuredRows): void;
  /** Left out: from the first step to the last, and no state is kept. */
  checkpoints?: Checkpoints;
}

/** The loop gives others their turn at least this often. */
const TURN_MS = 30;
/** A line goes to the log every so many steps. */
const LOG_EVERY = 100;

const NONE: Checkpoints = { from: null, until: null, everyMs: Number.POSITIVE_INFINITY, keep: () => {} };

/**
 * Trains one network and reports every point of `shared/domain/metrics.ts`. Never throws: whatever happens is in the
 * result, and all rows are sent before it.
 *
 * A checkpoint of step s is taken before the evaluation of step s. So all rows from s on, the evaluation's too, belong to
 * whoever goes on from it: it measures them as they would have been measured, and the store lets them take the place of any
 * that were measured before. Where a trial is held that evaluation is made all the same: what is compared there must know it.
 */
export async function runTrial(options: TrialOptions): Promise<TrialEnd> {
  const { hyperparameters, engine, task, dataset, reporter, log, signal, nextTurn } = options;
  const { from, until, everyMs, branches = [], keep, keepBest } = options.checkpoints ?? NONE;
  const { batchSize, learningRate: lr0, schedule, seed, steps } = hyperparameters;
  const { metric } = dataset.facts;
  const startedAt = performance.now();
  const seconds = (): number => (from?.seconds ?? 0) + (performance.now() - startedAt) / 1000;
  const batches = new Batches(dataset.train.rows, batchSize, from?.order ?? seed);
  let diverged = from?.divergence ? createDivergenceWatch(from.divergence) : null;
  let recent = from?.recent ?? [];
  let step = from?.step ?? 0;
  let turnAt = startedAt;
  let keptAt = startedAt;
  let saidSlow = false;
  let heldAfter: number | null = null;

  /** Lets messages go and come, and the disk catch up; false: the trial is to stop. */
  const rest = async (): Promise<boolean> => {
    reporter.sendIfDue();
    if (reporter.isAhead) {
      if (!saidSlow) log(`step ${step}: waits for the disk, which keeps what is measured more slowly than it comes`);
      saidSlow = true;
      await reporter.room(signal);
    }
    if (performance.now() - turnAt >= TURN_MS) {
      await nextTurn();
      turnAt = performance.now();
    }
    return !signal.aborted;
  };

  const { dev } = dataset;
  const onRows = options.onRows ?? (() => {});
  const evaluations = new DevEvaluations({
    ...{ hyperparameters, engine, task, metric, train: dataset.train, dev, rest, onRows },
    from: from?.evaluations ?? null,
  });
  if (evaluations.rows < dev.rows)
    log(`dev is evaluated on ${evaluations.rows} of its ${dev.rows} rows; on all of them at the best evaluation`);

  let bestKept: number | null = null;
  const keepBestNow = (): void => {
    const { best } = evaluations;
    if (!best || best.step === bestKept) return;
    keepBest?.(best);
    bestKept = best.step;
  };

  const keepNow = async (kind: 'latest' | 'branch' = 'latest'): Promise<void> => {
    reporter.sendAll();
    try {
      const divergence = diverged?.state() ?? null;
      const engineState = await engine.state();
      const state = { step, seconds: seconds(), recent, divergence, engine: engineState };
      keep({ ...state, order: batches.state, evaluations: evaluations.state }, kind);
      if (kind === 'latest') keepBestNow();
    } catch (error) {
      // Most likely the copy had no room. The trial can do without, and what was kept before still serves.
      log(`no checkpoint at step ${step}: ${error instanceof Error ? error.message : error}`);
    }
    if (kind === 'latest') keptAt = performance.now();
  };

  const measureBest = async (all: boolean): Promise<void> => {
    try {
      await evaluations.measureBest(all);
    } catch (error) {
      // The curve has the evaluation all the same.
      log(`the best evaluation could not be measured once more: ${error instanceof Error ? error.message : error}`);
    }
  };

  const stopped = async () => {
    await keepNow();
    return { status: 'stopped', reason: null } as const;
  };

  const evaluateNow = async (): Promise<Evaluation | null> => {
    const evaluation = await evaluations.at(step);
    if (evaluation) {
      reporter.add('eval', step, [evaluation.loss, evaluation.metric]);
      log(`step ${step}/${steps}  dev loss ${short(evaluation.loss)}  dev ${metric} ${short(evaluation.metric)}`);
    }
    return evaluation;
  };

  const train = async (): Promise<Pick<TrialEnd, 'status' | 'reason'>> => {
    if (from?.engine) engine.restore(from.engine);
    let batch: Batch | undefined;
    for (;;) {
      if (branches.includes(step)) await keepNow('branch');
      const holds = step === until && step < steps;
      // What it does beyond belongs to whoever goes on from there.
      if (holds) heldAfter = seconds();
      if (holds || performance.now() - keptAt >= everyMs) await keepNow();
      if (evaluations.isDue(step)) {
        const evaluation = await evaluateNow();
        if (!evaluation) return await stopped();
        if (!Number.isFinite(evaluation.loss))
          return { status: 'diverged', reason: { key: 'reason.diverged.devNotFinite', values: { step } } };
      }
      if (holds || step === steps) {
        await measureBest(!holds);
        keepBestNow();
        return { status: holds ? 'waiting' : 'finished', reason: null };
      }

      const stepStartedAt = performance.now();
      batch = dataset.train.take(batches.next(), batch);
      const layers = step % LAYER_EVERY === 0;
      const learningRate = learningRateAt(schedule, lr0, step, steps);
      const { loss, predictions, updateRatio, layerRatios } = await engine.step(batch, learningRate, layers);
      const measured = task.batchMetric(recent, { labels: batch.labels, predictions, loss });
      recent = measured.recent;
      const stepMs = performance.now() - stepStartedAt;
      reporter.add('step', step, [loss, measured.metric, learningRate, stepMs, updateRatio]);
      if (layers) reporter.add('layer', step, layerRatios);
      if (step % LOG_EVERY === 0)
        log(
          `step ${step}/${steps}  loss ${short(loss)}  train ${metric} ${short(measured.metric)}  ` +
            `rate ${short(learningRate)}  update ratio ${short(updateRatio)}  ${short(stepMs)} ms`,
        );

      diverged ??= createDivergenceWatch(loss);
      const reason = diverged(step, loss);
      step++;
      if (reason) return { status: 'diverged', reason };
      if (!(await rest())) return await stopped();
    }
  };

  const outcome = await train().catch(error => ({ status: 'failed' as const, reason: reasonOf(error) }));
  reporter.sendAll();
  log(`${outcome.status} after ${step} steps in ${short(seconds())} s`);
  if (outcome.reason) log(text('en', outcome.reason.key, outcome.reason.values));
  return { ...outcome, steps: step, seconds: outcome.status === 'waiting' ? (heldAfter ?? seconds()) : seconds() };
}

/** Four significant digits: enough for a person who reads the log. */
const short = (value: number): string => String(Number(value.toPrecision(4)));
