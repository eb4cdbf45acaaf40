import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StageState } from '#electron/conductor/stages/stage-state.ts';
import { AwakeClock } from '#electron/conductor/trials/awake-clock.ts';
import { TrialQueue } from '#electron/conductor/trials/trial-queue.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { nodeHosts, startNodeChild } from '#electron/hosts/node/node-hosts.ts';
import { openStore } from '#electron/store/open-store.ts';
import { logFileOf } from '#electron/store/trial-log.ts';
import { decodeCheckpoint } from '#electron/trainer/checkpoint/decode.ts';
import { digestOfState } from '#electron/trainer/probe/digest.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { SeriesName } from '#shared/domain/metrics.ts';
import type { FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { aProject, aStage, aTrial, bits } from './store-fixtures.ts';
import { hyperparameters, preparedBytes } from './trainer-fixture.ts';

/** What the rig's one trial is. */
export interface RigChoice {
  backend: BackendId;
  choice: Partial<Hyperparameters>;
}

/** How a run of the trial goes. */
export interface RunOptions {
  until?: number | null;
  /** Hears of each checkpoint as the trainer sends it; false: the trainer stays there until it is killed. */
  onCheckpoint?: (step: number, trainer: Child) => boolean;
}

const SLOW_TRAINER = new URL('./slow-trainer.ts', import.meta.url);

const OPEN: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['queued', 'running']);

/**
 * A home with one trial, run by a real queue in real trainer processes that give a checkpoint at every step. Opened again on
 * the same home, it goes on with the trial that is there, as a core does after a crash.
 */
export async function openRig(home: string, { backend, choice }: RigChoice) {
  const store = await openStore(home);
  await store.recover(Date.now());
  const preparedFile = join(home, 'prepared');
  const heardFile = join(home, 'heard');
  process.env.DESCENT_TEST_HEARD = heardFile;
  let [stored] = await store.allTrials();
  if (!stored) {
    const bytes = preparedBytes();
    const dataDigest = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(preparedFile, bytes);
    const project = aProject();
    const stage = aStage(project);
    const decided = { backend, hyperparameters: hyperparameters(choice), dataDigest };
    stored = aTrial(stage, { status: 'queued', attempt: 0, ...decided });
    await store.saveProject(project);
    await store.saveStage(stage, [stored]);
  }
  const { id, stageId } = stored;
  const clock = new AwakeClock();
  const state = (await StageState.load(store, stageId, clock)) as StageState;
  const current = (): Trial => state.trials[0] as Trial;

  let onCheckpoint: RunOptions['onCheckpoint'];
  const coming: Uint8Array[] = [];
  /** What the trainers gave last. */
  let last: Uint8Array | null = null;
  let changed = () => {};
  let broken: Error | null = null;
  const queue = new TrialQueue({
    home,
    version: 'test',
    store,
    hosts: hearing((message, trainer) => {
      if (message.type !== 'checkpoint' || message.kind === 'best') return;
      coming.push(message.piece);
      if (!message.last) return;
      last = Buffer.concat(coming.splice(0));
      if (onCheckpoint?.(message.step, trainer)) writeFileSync(heardFile, String(message.step));
    }),
    clock,
    freeMemory: () => 2 ** 40,
    onEvent: event => {
      if (event.type === 'storeFailed') broken = event.error;
      else if (event.type === 'points') state.addPoints(id, event.batches, event.workedMs);
      else if (event.type !== 'happened' && event.type !== 'question') {
        state.setTrial(event.trial);
        if (event.type === 'begun') state.setCurve(id, event.earlier);
        changed();
      }
    },
  });

  return {
    store,
    queue,
    state,
    home,
    trialId: id,
    current,
    log: () => readFile(logFileOf(home, id), 'utf8'),
    /** Runs the trial until it ends or is held. */
    run: async (options: RunOptions = {}): Promise<Trial> => {
      onCheckpoint = options.onCheckpoint;
      // Where nobody listens, all was heard: a checkpoint that is larger than a pipe only arrives while its trainer goes on.
      writeFileSync(heardFile, String(onCheckpoint ? -1 : Number.POSITIVE_INFINITY));
      const { promise, resolve } = Promise.withResolvers<void>();
      const queued: Trial = { ...current(), status: 'queued', reason: null, result: null, endedAt: null };
      await store.saveTrial(queued);
      state.setTrial(queued);
      changed = () => OPEN.has(current().status) || resolve();
      queue.add(state.group, [{ trial: queued, until: options.until ?? null }], preparedFile);
      await promise;
      if (broken) throw broken;
      return current();
    },
    /** All that must be the same, bit for bit, however often the trial was cut: all its points but the times, and its last state. */
    outcome: async () => {
      const { seconds: _, engine, ...lastState } = decodeCheckpoint(last as Uint8Array);
      const series = SeriesName.options.map(async name => {
        const { steps, columns } = await store.points(id, name, -1);
        const { stepMs: __, ...same } = columns;
        return [name, bits(steps), Object.entries(same).map(([column, values]) => [column, bits(values)])];
      });
      const { steps, trainLoss, devLoss, devMetric, ratioMedian } = current().result ?? {};
      const { status, reason } = current();
      const result = { steps, trainLoss, devLoss, devMetric, ratioMedian };
      return {
        lastState,
        engine: await digestOfState(engine),
        series: await Promise.all(series),
        result,
        status,
        reason,
      };
    },
    close: async () => {
      await queue.close();
      await store.close();
    },
  };
}

/** Trainer processes that are told to give a checkpoint at every step, and of whose messages the test hears first. */
function hearing(hear: (message: FromTrainer, trainer: Child) => void): Hosts {
  return {
    startReader: () => nodeHosts().startReader(),
    startTrainer: () => {
      const child = startNodeChild(SLOW_TRAINER);
      return {
        ...child,
        send: message => {
          const train = (message as ToTrainer).type === 'train';
          // Not kept in memory: these trials go on from their checkpoints.
          child.send(train ? { ...(message as ToTrainer), checkpointEveryMs: 0, trialId: null } : message);
        },
        onMessage: listener =>
          child.onMessage(message => {
            hear(message as FromTrainer, child);
            listener(message);
          }),
      };
    },
  };
}
