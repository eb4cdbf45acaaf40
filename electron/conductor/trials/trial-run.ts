import { Refusal } from '#shared/contract/refusal.ts';
import type { EventDetail, EventKind } from '#shared/domain/logged-event.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer, type MeasuredRows, type ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { errorSummary, type Lent } from '../../hosts/hosts.ts';
import type { KilledBy, MemoryWitness } from '../../hosts/memory.ts';
import { boundBest, dropCheckpoint, MOST_BEST_BYTES } from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { type AwakeClock, WorkedTime } from './awake-clock.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { CurveSoFar } from './curve-so-far.ts';
import { copyPoints, earlierOf } from './earlier.ts';
import { Figures } from './figures.ts';

/** A trainer that was told to stop and is still there after this long is ended by force. */
const STOP_GRACE_MS = 3000;

/** So many messages with points, about two seconds of training, may wait for the disk: then the trainer waits too. */
export const MOST_AHEAD = 20;

const ENDED_BY_FORCE: Record<KilledBy, MessageKey> = {
  memory: 'reason.failed.killed',
  unknown: 'reason.failed.killedUnknown',
  someone: 'reason.failed.killedBySomeone',
};

/** What one attempt of a trial needs. */
export interface TrialRunOptions {
  /** As it is to be saved at its begin: running, with its new attempt. */
  trial: Trial;
  /** Where its checkpoints lie. */
  home: string;
  preparedFile: string;
  /** The step it waits at; null: none. */
  until: number | null;
  /** Steps before which it keeps a checkpoint for others; left out: none. */
  branches?: readonly number[];
  /** Numbers of steps after which its curve's level will be asked for. */
  marks: readonly number[];
  child: Lent;
  /** Whether its host goes on from a checkpoint; left out: it does. */
  canResume?: boolean;
  store: Store;
  /** What its training is measured by. */
  clock: AwakeClock;
  log: (line: string) => void;
  /** The attempt is kept, as this trial; it goes on from this curve of earlier ones, which may be none. */
  onBegin: (begun: Trial, earlier: CurveSoFar) => void;
  /** Hears of points once they are committed, and how long the trainer worked for them (`WorkedTime`). */
  onPoints: (batches: MetricBatch[], workedMs: number | null) => void;
  /** Hears how rows of dev did, once that is kept. */
  onRows: (rows: MeasuredRows) => void;
  /** Hears of what a person may want to know later: a kind of event and what it is told with. */
  onEvent: (kind: EventKind, detail: EventDetail) => void;
  /** Trials (by id) whose best evaluation's weights stay, however much they take; left out: none. */
  lastingWeights?: (() => Promise<string[]>) | undefined;
  /** Tells why the trainer was ended by force, if it is. */
  witness: MemoryWitness;
  /** Hears how much memory the trial takes, in bytes: its process's, without what waits there. */
  onMemory: (bytes: number) => void;
  /** The trainer has done its part, and may serve the next trial while this one's end is being saved. Not called where it failed. */
  onFree: () => void;
}

/** How a trial may be stopped in the middle. */
export type StopStatus = Extract<TrialStatus, 'stopped' | 'interrupted' | 'paused' | 'pruned'>;

/** One running attempt. */
export interface TrialRun {
  /** Asks the trainer to stop; the trial then ends with the given status, all its points and a checkpoint kept. */
  stop(status: StopStatus, reason?: Reason | null): void;
  /** The ended trial as it was saved. Rejects only where the store itself fails. */
  done: Promise<Trial>;
}

/**
 * Sees one attempt of a trial through: starts the training, from the last checkpoint where there is one, has every batch of
 * points committed before anyone hears of it and every checkpoint written after them, and saves how it ended: at its
 * rung as `waiting`. A trainer that is lost ends the trial as `failed` with the reason.
 */
export function runTrial(options: TrialRunOptions): TrialRun {
  const { trial, home, preparedFile, until, branches = [], child, store, clock, log } = options;
  const { onBegin, onPoints, onRows, onEvent, witness, onMemory, onFree } = options;
  let figures = new Figures();
  const worked = new WorkedTime(clock);
  const { learningRate: rate } = trial.hyperparameters;
  const keeper = new CheckpointKeeper(home, trial, log, ({ step, why }) =>
    onEvent('checkpoint.failed', { ...why.values, reasonKey: why.key, rate, step }),
  );
  /** Of a checkpoint that is still coming in. */
  const pieces: Uint8Array[] = [];
  let begun = trial;
  let stopAs: StopStatus | null = null;
  let stopReason: Reason | null = null;
  let grace: NodeJS.Timeout | undefined;
  let committed: Promise<void> = Promise.resolve();
  let messages = 0;
  let over = false;

  const failure = (key: MessageKey, detail: string): Ending => {
    return { status: stopAs ?? 'failed', reason: stopAs ? stopReason : { key, values: { detail } }, seconds: null };
  };

  const ending = new Promise<Ending>(resolve => {
    const end = (as: Ending) => {
      over = true;
      resolve(as);
    };
    const fail = (key: MessageKey, detail: string) => end(failure(key, detail));
    child.onMessage(raw => {
      if (over) return; // Said after its end was taken, so by a trainer that is being killed.
      const message = FromTrainer.safeParse(raw);
      if (!message.success) return fail('reason.failed.protocol', message.error.message);
      switch (message.data.type) {
        case 'metrics': {
          const { batches, memoryBytes, keptBytes, sentAt } = message.data;
          const workedMs = worked.report(sentAt);
          if (memoryBytes !== null) onMemory(memoryBytes - keptBytes);
          committed = Promise.all([
            committed,
            store.appendPoints({ trialId: trial.id, attempt: trial.attempt, batches }),
          ]).then(() => {
            messages++;
            child.send({ type: 'committed', messages });
            figures.take(batches);
            onPoints(batches, workedMs);
          });
          committed.catch((error: Error) => fail('reason.failed.store', error.message));
          return;
        }
        case 'checkpoint': {
          const { step, kind, piece, last } = message.data;
          pieces.push(piece);
          if (last) keeper.take({ step, pieces: pieces.splice(0) }, committed, kind);
          return;
        }
        case 'devRows': {
          const { type: _, ...rows } = message.data;
          committed = Promise.all([committed, store.saveDevRows(trial.id, rows)]).then(() => {
            figures.takeRows(rows);
            onRows(rows);
          });
          committed.catch((error: Error) => fail('reason.failed.store', error.message));
          return;
        }
        case 'log':
          return log(message.data.line);
        case 'ended': {
          const { status, reason, seconds } = message.data;
          const named = { stopped: stopAs ?? 'stopped', waiting: stopAs ?? 'waiting' } as const;
          const isCut = status === 'stopped' || status === 'waiting';
          return end({ status: isCut ? named[status] : status, reason: isCut ? stopReason : reason, seconds });
        }
      }
    });
    child.onExit((detail, killed) => {
      if (detail.includes('\n')) log(detail); // The whole trace, for who looks into it.
      fail(killed ? ENDED_BY_FORCE[witness.verdict(detail)] : 'reason.failed.processLost', errorSummary(detail));
    });
  });

  const train = async (): Promise<Trial> => {
    const { kept, problem, trunk, ...before } = await earlierOf(options);
    figures = before.figures;
    const startedAnew: Reason | null = problem && {
      key: trunk ? 'note.startedAtBranch' : 'note.startedAnew',
      values: { ...problem.values, reasonKey: problem.key, ...(trunk && { from: trunk.step }) },
    };
    if (problem) onEvent('checkpoint.unusable', { ...problem.values, reasonKey: problem.key, rate });
    begun = { ...trial, note: startedAnew, branch: kept && trial.branch };
    // It trains while its attempt is being saved: the store does one thing after the other, so no point comes before that.
    const recorded = Promise.all([
      store.saveTrial(begun),
      store.beginAttempt(trial.id, trial.attempt, trunk?.copied ? 0 : (kept?.step ?? 0), trial.startedAt ?? Date.now()),
    ]);
    if (trunk?.copied) await copyPoints(store, trunk, trial);
    committed = recorded.then(() => onBegin(begun, before.curve));
    committed.catch(() => {}); // Waited for below.
    const { id: trialId, hyperparameters, backend, dataDigest } = trial;
    const toTrain: ToTrain = {
      type: 'train',
      hyperparameters,
      backend,
      preparedFile,
      dataDigest,
      trialId,
      checkpoint: kept?.state ?? null,
      until,
      branches: [...branches],
      mostAhead: MOST_AHEAD,
    };
    child.send(toTrain);
    if (stopAs) child.send({ type: 'stop' });
    await recorded;
    const said = await ending;
    child.kill();
    if (said.status !== 'failed') onFree();
    // Asked for anything, the store first commits what it gathers: the last points need not wait for others'.
    void store.trial(trial.id).catch(() => {});
    const lost = await committed.then(
      () => null,
      (error: Error) => error.message,
    );
    await keeper.done;
    if (lost !== null) log(new Refusal('reason.failed.store', { detail: lost }).message);
    // Its last points may have been refused after it said how it ended: then it did not come so far.
    const { status, reason, seconds } =
      lost === null || said.status === 'failed' ? said : failure('reason.failed.store', lost);
    const endedAt = Date.now();
    const isOver = status === 'finished' || status === 'diverged';
    const ended: Trial = {
      ...begun,
      status,
      reason,
      note: (isOver ? null : await keeper.note()) ?? startedAnew,
      endedAt,
      result: figures.result(seconds === null ? null : Math.max(0, seconds - worked.slept / 1000)),
    };
    await store.endAttempt(ended, status);
    // One that failed to serve must not be tried again.
    if (status === 'finished') {
      await dropCheckpoint(home, trial.id, ['latest']);
      await boundBest(home, MOST_BEST_BYTES, new Set(await options.lastingWeights?.()));
    } else if (isOver || reason?.key === 'reason.failed.checkpoint') await dropCheckpoint(home, trial.id);
    return ended;
  };

  return {
    stop: (status, reason = null) => {
      if (stopAs) return;
      stopAs = status;
      stopReason = reason;
      child.send({ type: 'stop' }); // Before `train` it says nothing; it is said again then.
      grace = setTimeout(() => child.kill(), child.stopGraceMs ?? STOP_GRACE_MS);
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
