import { Refusal } from '#shared/contract/refusal.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import type { Store } from '../store/store.ts';
import { essence } from './essence.ts';
import type { Child } from './hosts.ts';
import { StreamMedian } from './median.ts';

/** A trainer that was told to stop and is still there after this long is ended by force. */
const STOP_GRACE_MS = 3000;

/** What one attempt of a trial needs. */
export interface TrialRunOptions {
  trial: Trial;
  preparedFile: string;
  child: Child;
  store: Store;
  log: (line: string) => void;
  /** Hears of points once they are committed. */
  onPoints: (batches: MetricBatch[]) => void;
  /** Hears how much memory the trainer takes, in bytes. */
  onMemory: (bytes: number) => void;
}

/** One running attempt. */
export interface TrialRun {
  /** Asks the trainer to stop; the trial then ends with the given status, all its points kept. */
  stop(status: 'stopped' | 'interrupted'): void;
  /** The ended trial as it was saved. Rejects only where the store itself fails. */
  done: Promise<Trial>;
}

/**
 * Sees one attempt of a trial through: starts the training, has every batch of points committed before anyone hears of
 * it, and saves how it ended. A trainer that is lost ends the trial as `failed` with the reason.
 */
export function runTrial({ trial, preparedFile, child, store, log, onPoints, onMemory }: TrialRunOptions): TrialRun {
  const figures = new Figures();
  let stopAs: 'stopped' | 'interrupted' | null = null;
  let grace: NodeJS.Timeout | undefined;
  let committed: Promise<void> = Promise.resolve();
  let over = false;

  const ending = new Promise<Ending>(resolve => {
    const end = (as: Ending) => {
      over = true;
      resolve(as);
    };
    const fail = (key: string, detail: string) =>
      end({ status: stopAs ?? 'failed', reason: stopAs ? null : { key, values: { detail } }, seconds: null });
    child.onMessage(raw => {
      if (over) return; // Said after its end was taken, so by a trainer that is being killed.
      const message = FromTrainer.safeParse(raw);
      if (!message.success) return fail('reason.failed.protocol', message.error.message);
      switch (message.data.type) {
        case 'metrics': {
          const { batches, memoryBytes } = message.data;
          if (memoryBytes !== null) onMemory(memoryBytes);
          figures.take(batches);
          committed = Promise.all([
            committed,
            store.appendPoints({ trialId: trial.id, attempt: trial.attempt, batches }),
          ]).then(() => onPoints(batches));
          committed.catch((error: Error) => fail('reason.failed.store', error.message));
          return;
        }
        case 'log':
          return log(message.data.line);
        case 'ended': {
          const { status, reason, seconds } = message.data;
          return end({ status: status === 'stopped' ? (stopAs ?? 'stopped') : status, reason, seconds });
        }
      }
    });
    child.onExit(detail => {
      if (detail.includes('\n')) log(detail); // The whole trace, for who looks into it.
      fail('reason.failed.processLost', essence(detail));
    });
  });

  const startedAt = Date.now();
  const train = async (): Promise<Trial> => {
    // The trainer starts up meanwhile; it is told to train once its attempt is on record.
    await store.saveTrial(trial);
    await store.beginAttempt(trial.id, trial.attempt, 0, startedAt);
    child.send({ type: 'train', hyperparameters: trial.hyperparameters, backend: trial.backend, preparedFile });
    if (stopAs) child.send({ type: 'stop' });
    const { status, reason, seconds } = await ending;
    child.kill();
    await committed.catch(() => {}); // A failed commit has become the reason already.
    if (reason?.key === 'reason.failed.store') log(new Refusal(reason.key, reason.values).message);
    const endedAt = Date.now();
    const ended: Trial = {
      ...trial,
      status,
      reason,
      endedAt,
      result: figures.result(seconds ?? (endedAt - startedAt) / 1000),
    };
    await store.endAttempt(ended, status);
    return ended;
  };

  return {
    stop: status => {
      if (stopAs) return;
      stopAs = status;
      child.send({ type: 'stop' }); // Before `train` it says nothing; it is said again then.
      grace = setTimeout(() => child.kill(), STOP_GRACE_MS);
    },
    done: train().finally(() => {
      clearTimeout(grace);
      child.kill();
    }),
  };
}

interface Ending {
  status: TrialStatus;
  reason: Reason | null;
  seconds: number | null;
}

/** What a trial's result is made of, gathered as its points pass. */
class Figures {
  private readonly stepMs = new StreamMedian();
  private readonly ratio = new StreamMedian();
  private steps = 0;
  private trainLoss: number | null = null;
  private devLoss: number | null = null;
  private devMetric: number | null = null;

  take(batches: readonly MetricBatch[]): void {
    for (const { series, steps, columns } of batches) {
      if (series === 'step') {
        this.steps += steps.length;
        this.trainLoss = columns.loss?.at(-1) ?? this.trainLoss;
        for (const value of columns.stepMs ?? []) this.stepMs.push(value);
        for (const value of columns.updateRatio ?? []) this.ratio.push(value);
      } else if (series === 'eval') {
        this.devLoss = columns.devLoss?.at(-1) ?? this.devLoss;
        this.devMetric = columns.devMetric?.at(-1) ?? this.devMetric;
      }
    }
  }

  result(seconds: number): NonNullable<Trial['result']> {
    const { steps, trainLoss, devLoss, devMetric } = this;
    return {
      steps,
      trainLoss,
      devLoss,
      devMetric,
      seconds,
      stepMs: this.stepMs.median,
      ratioMedian: this.ratio.median,
    };
  }
}
