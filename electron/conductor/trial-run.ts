import { Refusal } from '#shared/contract/refusal.ts';
import type { EventDetail } from '#shared/domain/logged-event.ts';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { text } from '#shared/messages/text.ts';
import { dropCheckpoint, type FoundState, loadCheckpoint } from '../store/checkpoint-files.ts';
import { between } from '../store/columns.ts';
import type { Store } from '../store/store.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import { type CurveSoFar, restoredCurve } from './curve-so-far.ts';
import { essence } from './essence.ts';
import { Figures } from './figures.ts';
import type { Child } from './hosts.ts';
import { inSlices } from './in-slices.ts';
import type { KilledBy, MemoryWitness } from './killed.ts';

/** A trainer that was told to stop and is still there after this long is ended by force. */
const STOP_GRACE_MS = 3000;

const ENDED_BY_FORCE: Record<KilledBy, string> = {
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
  /** The step it is held at; null: none. */
  until: number | null;
  child: Child;
  store: Store;
  log: (line: string) => void;
  /** The attempt is on record, as this trial; it goes on from this curve of earlier ones, which may be none. */
  onBegin: (begun: Trial, earlier: CurveSoFar) => void;
  /** Hears of points once they are committed. */
  onPoints: (batches: MetricBatch[]) => void;
  /** Hears of what a person may want to know later: a kind of event and what it is told with. */
  onEvent: (kind: string, detail: EventDetail) => void;
  /** Tells why the trainer was ended by force, if it is. */
  witness: MemoryWitness;
  /** Hears how much memory the trainer takes, in bytes. */
  onMemory: (bytes: number) => void;
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
  const { trial, home, preparedFile, until, child, store, log, onBegin, onPoints, onEvent, witness, onMemory } =
    options;
  const figures = new Figures();
  const { learningRate: rate } = trial.hyperparameters;
  const keeper = new CheckpointKeeper(home, trial, log, ({ step, why }) =>
    onEvent('checkpoint.failed', { ...why.values, reasonKey: why.key, rate, step }),
  );
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
      fail(killed ? ENDED_BY_FORCE[witness.verdict(detail)] : 'reason.failed.processLost', essence(detail));
    });
  });

  const train = async (): Promise<Trial> => {
    // The trainer starts up meanwhile; it is told to train once its attempt is on record.
    const { kept, problem, points } = await earlier(options);
    if (kept) keeper.foundAt(kept.step);
    const startedAnew = problem && { key: 'note.startedAnew', values: { ...problem.values, reasonKey: problem.key } };
    if (problem) onEvent('checkpoint.unusable', { ...problem.values, reasonKey: problem.key, rate });
    const begun: Trial = { ...trial, note: startedAnew };
    await store.saveTrial(begun);
    await store.beginAttempt(trial.id, trial.attempt, kept?.step ?? 0, trial.startedAt ?? Date.now());
    for await (const slice of inSlices(points)) figures.take([slice]);
    onBegin(begun, await restoredCurve(points));
    const { hyperparameters, backend, dataDigest } = trial;
    const checkpoint = kept?.state ?? null;
    child.send({ type: 'train', hyperparameters, backend, preparedFile, dataDigest, checkpoint, until });
    if (stopAs) child.send({ type: 'stop' });
    const { status, reason, seconds } = await ending;
    child.kill();
    await committed.catch(() => {}); // A failed commit has become the reason already.
    await keeper.done;
    if (reason?.key === 'reason.failed.store') log(new Refusal(reason.key, reason.values).message);
    const endedAt = Date.now();
    const isOver = status === 'finished' || status === 'diverged';
    const ended: Trial = {
      ...trial,
      status,
      reason,
      note: (isOver ? null : keeper.note) ?? startedAnew,
      endedAt,
      result: figures.result(seconds),
    };
    await store.endAttempt(ended, status);
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

/** What there is of earlier attempts: the last checkpoint, and the stored points before its step. */
async function earlier({ trial, home, store, log }: TrialRunOptions): Promise<FoundState & { points: MetricBatch[] }> {
  const startsAnew = async (why: Reason | null) => {
    // One that had done nothing yet loses nothing.
    const problem = why && (await store.points(trial.id, 'step', -1)).steps.length > 0 ? why : null;
    if (problem) log(`starts from the beginning: ${text('en', problem.key, problem.values)}`);
    return { kept: null, problem, points: [] };
  };
  const { kept, problem } = await loadCheckpoint(home, trial);
  if (!kept) return startsAnew(problem);
  const read = async (series: SeriesName) => between(await store.points(trial.id, series, -1), -1, kept.step);
  const steps = await read('step');
  if (steps.steps.length !== kept.step) {
    const values = { step: kept.step, stored: steps.steps.length };
    return startsAnew({ key: 'reason.checkpoint.points', values });
  }
  log(`goes on from its checkpoint, before step ${kept.step}`);
  return { kept, problem: null, points: [steps, await read('eval')] };
}
