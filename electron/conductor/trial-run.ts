import { Refusal } from '#shared/contract/refusal.ts';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer, type ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { dropCheckpoint, loadCheckpoint } from '../store/checkpoint-files.ts';
import { between } from '../store/columns.ts';
import type { Store } from '../store/store.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import { type CurveSoFar, restoredCurve } from './curve-so-far.ts';
import { essence } from './essence.ts';
import { Figures } from './figures.ts';
import { inSlices } from './in-slices.ts';
import type { Lent } from './process-pool.ts';

/** A trainer that was told to stop and is still there after this long is ended by force. */
const STOP_GRACE_MS = 3000;

/** What one attempt of a trial needs. */
export interface TrialRunOptions {
  /** As it is to be saved at its begin: running, with its new attempt. */
  trial: Trial;
  /** Where its checkpoints lie. */
  home: string;
  preparedFile: string;
  /** The step it is held at; null: none. */
  until: number | null;
  child: Lent;
  store: Store;
  log: (line: string) => void;
  /** The attempt is on record; it goes on from this curve of earlier ones, which may be none. */
  onBegin: (earlier: CurveSoFar) => void;
  /** Hears of points once they are committed. */
  onPoints: (batches: MetricBatch[]) => void;
  /** Hears how much memory the trial takes, in bytes: its process's, without what waits there. */
  onMemory: (bytes: number) => void;
  /** The trainer has done its part, and may serve the next trial while this one's end is being saved. Not called where it failed. */
  onFree: () => void;
}

/** How a trial may be stopped in the middle. */
export type StopStatus = Extract<TrialStatus, 'stopped' | 'interrupted' | 'paused'>;

/** One running attempt. */
export interface TrialRun {
  /** Asks the trainer to stop; the trial then ends with the given status, all its points and a checkpoint kept. */
  stop(status: StopStatus): void;
  /** The ended trial as it was saved. Rejects only where the store itself fails. */
  done: Promise<Trial>;
}

/**
 * Sees one attempt of a trial through: starts the training, from the last checkpoint where there is one, has every batch of
 * points committed before anyone hears of it and every checkpoint written after them, and saves how it ended: held at its
 * barrier as `waiting`. A trainer that is lost ends the trial as `failed` with the reason.
 */
export function runTrial(options: TrialRunOptions): TrialRun {
  const { trial, home, preparedFile, until, child, store, log, onBegin, onPoints, onMemory, onFree } = options;
  const figures = new Figures();
  const keeper = new CheckpointKeeper(home, trial, store, log);
  /** Of a checkpoint that is still coming in. */
  const pieces: Uint8Array[] = [];
  let stopAs: StopStatus | null = null;
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
          const { batches, memoryBytes, keptBytes } = message.data;
          if (memoryBytes !== null) onMemory(memoryBytes - keptBytes);
          figures.take(batches);
          committed = Promise.all([
            committed,
            store.appendPoints({ trialId: trial.id, attempt: trial.attempt, batches }),
          ]).then(() => onPoints(batches));
          committed.catch((error: Error) => fail('reason.failed.store', error.message));
          return;
        }
        case 'checkpoint': {
          const { step, piece, last } = message.data;
          pieces.push(piece);
          if (last) keeper.take({ step, pieces: pieces.splice(0) }, committed);
          return;
        }
        case 'log':
          return log(message.data.line);
        case 'ended': {
          const { status, reason, seconds } = message.data;
          const named = { stopped: stopAs ?? 'stopped', held: stopAs ?? 'waiting' } as const;
          return end({ status: status === 'stopped' || status === 'held' ? named[status] : status, reason, seconds });
        }
      }
    });
    child.onExit((detail, killed) => {
      if (detail.includes('\n')) log(detail); // The whole trace, for who looks into it.
      fail(killed ? 'reason.failed.killed' : 'reason.failed.processLost', essence(detail));
    });
  });

  const train = async (): Promise<Trial> => {
    const { kept, points } = await earlier(options);
    for await (const slice of inSlices(points)) figures.take([slice]);
    const curve = await restoredCurve(points);
    // It trains while its attempt is being put on record: the store does one thing after the other, so no point comes before that.
    const begun = Promise.all([
      store.saveTrial(trial),
      store.beginAttempt(trial.id, trial.attempt, kept?.step ?? 0, trial.startedAt ?? Date.now()),
    ]);
    committed = begun.then(() => onBegin(curve));
    committed.catch(() => {}); // Waited for below.
    const { id: trialId, hyperparameters, backend } = trial;
    const checkpoint = kept?.state ?? null;
    child.send({ type: 'train', hyperparameters, backend, preparedFile, trialId, checkpoint, until } satisfies ToTrain);
    if (stopAs) child.send({ type: 'stop' });
    await begun;
    const { status, reason, seconds } = await ending;
    child.kill();
    if (status !== 'failed') onFree();
    // Asked for anything, the store first commits what it gathers: the last points need not wait for others'.
    void store.trial(trial.id).catch(() => {});
    await committed.catch(() => {}); // A failed commit has become the reason already.
    await keeper.done;
    if (reason?.key === 'reason.failed.store') log(new Refusal(reason.key, reason.values).message);
    const endedAt = Date.now();
    const ended: Trial = {
      ...trial,
      status,
      reason,
      endedAt,
      result: figures.result(seconds),
    };
    await store.endAttempt(ended, status);
    const isOver = status === 'finished' || status === 'diverged';
    // One that failed to serve must not be tried again.
    if (isOver || reason?.key === 'reason.failed.checkpoint') await dropCheckpoint(home, trial.id);
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
  /** Null: the trainer could not tell. */
  seconds: number | null;
}

/** The message that starts a trial, as far as a trial decides it. */
type ToTrain = Omit<Extract<ToTrainer, { type: 'train' }>, 'checkpointEveryMs'>;

/** Where a trial goes on from. */
interface Kept {
  step: number;
  /** The checkpoint's bytes; `kept`: the trainer has the trial in its memory. */
  state: Extract<ToTrainer, { type: 'train' }>['checkpoint'];
}

/** What there is of earlier attempts: what the trainer keeps or else the last checkpoint, and the stored points before its step. */
async function earlier(options: TrialRunOptions): Promise<{ kept: Kept | null; points: MetricBatch[] }> {
  const { trial, home, log, child } = options;
  if (child.keptStep !== null) {
    const points = await pointsBefore(child.keptStep, options);
    if (points) {
      log(`goes on in its trainer’s memory, before step ${child.keptStep}`);
      return { kept: { step: child.keptStep, state: 'kept' }, points };
    }
    child.send({ type: 'forget', trialId: trial.id } satisfies ToTrainer);
  }
  const kept = await loadCheckpoint(home, trial, log);
  if (!kept) return { kept, points: [] };
  const points = await pointsBefore(kept.step, options);
  if (!points) {
    log(`starts from the beginning: not all of the ${kept.step} steps before the checkpoint are stored`);
    return { kept: null, points: [] };
  }
  log(`goes on from its checkpoint, before step ${kept.step}`);
  return { kept, points };
}

/** A trial's stored points before a step; null: some are missing, so there is no going on from there. */
async function pointsBefore(step: number, { trial, store }: TrialRunOptions): Promise<MetricBatch[] | null> {
  const read = async (series: SeriesName) => between(await store.points(trial.id, series, -1), -1, step);
  const steps = await read('step');
  return steps.steps.length === step ? [steps, await read('eval')] : null;
}
