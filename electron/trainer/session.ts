import { Refusal } from '#shared/contract/refusal.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { type CheckpointKind, type FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { checkParameters, type Network, parameterCountOf, parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { loadBackend } from './backends/load-backend.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { checkFits, decodeCheckpoint } from './checkpoint/decode.ts';
import { encodeBest, encodeCheckpoint } from './checkpoint/encode.ts';
import type { Dataset } from './dataset.ts';
import { DatasetCache } from './dataset-cache.ts';
import type { Engine } from './engines/engine.ts';
import { chunkRows } from './evaluate.ts';
import { evaluateTest } from './evaluate-test.ts';
import { reasonOf } from './failure.ts';
import type { Host } from './host.ts';
import { KeptTrials } from './kept-trials.ts';
import { logHeader } from './log-header.ts';
import { measureStep } from './measure.ts';
import { measureNetwork } from './preparation/measure-network.ts';
import { runProbe } from './probe/run-probe.ts';
import { Reporter } from './reporter.ts';
import type { Task } from './tasks/task.ts';
import { taskOf } from './tasks/task-of.ts';
import { type Checkpoints, type Resumption, runTrial, type TrialEnd } from './trial.ts';

/** Numbers that a batch's inputs may be, 512 MiB: they are held once outside of the backend and twice within. */
const MOST_INPUTS = 2 ** 27;

/** Bytes of a checkpoint that a message holds: the core takes in so many within some milliseconds. */
const PIECE_BYTES = 2 ** 23;

type Train = Extract<ToTrainer, { type: 'train' }>;
type Probe = Extract<ToTrainer, { type: 'probe' }>;
type Prepare = Extract<ToTrainer, { type: 'prepare' }>;
type Evaluate = Extract<ToTrainer, { type: 'evaluate' }>;
type Measure = Extract<ToTrainer, { type: 'measure' }>;

/**
 * Backends whose process may serve one task after another. A graphics card's memory is given back for certain only by the end of the
 * process that took it, and a device once lost stays lost.
 */
const LASTING: ReadonlySet<BackendId> = new Set<BackendId>(['wasm', 'cpu']);
/** A process that has grown to this beside what it keeps makes room by its end: when memory is collected is not ours to say. */
const MOST_LEFT_BYTES = 2 ** 29;

/** A trainer's side of the protocol. */
export interface Session {
  /** Takes one message of the core. */
  receive(message: unknown): void;
  /** Resolves once a task was answered after which it takes no other: nothing more is to come. */
  ended: Promise<void>;
}

/** The last word on a task, but for whether another may follow. */
type Answer = {
  [T in FromTrainer as T['type']]: T extends { free: boolean } ? Omit<T, 'free'> : never;
}[FromTrainer['type']];
type AnswerOf<T extends Answer['type']> = Extract<Answer, { type: T }>;

/** Speaks `shared/domain/trainer-protocol.ts`: one task after the other, trials above all, each as if it were the first. */
export function createSession(host: Host, send: (message: FromTrainer) => void): Session {
  /** Of the task under way; null between two. */
  let stop: AbortController | null = null;
  /** Of the trial under way, or of the last one. */
  let reporter: Reporter | null = null;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const place: Place = { host, datasets: new DatasetCache(host), kept: new KeptTrials() };

  /** Never throws. Who failed may have left anything behind. */
  const run = async (backend: BackendId, task: (signal: AbortSignal) => Promise<Answer>): Promise<void> => {
    stop = new AbortController();
    const answer = await task(stop.signal);
    stop = null;
    const left = (host.memoryBytes() ?? 0) - place.kept.bytes;
    const free = LASTING.has(backend) && !hasFailed(answer) && left < MOST_LEFT_BYTES;
    send({ ...answer, free });
    if (!free) end();
  };

  return {
    receive: raw => {
      const message = ToTrainer.parse(raw);
      switch (message.type) {
        case 'train':
          return void run(message.backend, async signal => {
            const onReporter = (made: Reporter) => {
              reporter = made;
            };
            return { type: 'ended', ...(await trainOnce(message, place, signal, send, onReporter)) };
          });
        case 'probe':
          return void run(message.backend, () => probeOnce(message, place));
        case 'prepare':
          return void run(message.backend, () => prepareOnce(message, place));
        case 'evaluate':
          return void run(message.backend, () => evaluateOnce(message, place));
        case 'measure':
          return void run(message.backend, () => measureOnce(message, host));
        case 'committed':
          return reporter?.committed(message.messages);
        case 'stop':
          return stop?.abort();
        case 'forget':
          return place.kept.forget(message.trialId);
      }
    },
    ended,
  };
}

/** Whether a task came to nothing, so that it may have left anything behind. */
const hasFailed = (answer: Answer): boolean =>
  answer.type === 'ended' ? answer.status === 'failed' : answer.reason !== null;

/** Where a task runs, and what the process has for it from earlier ones. */
interface Place {
  host: Host;
  datasets: DatasetCache;
  kept: KeptTrials;
}

/** What a trial or a probe is made of, on its backend. */
interface Loaded {
  dataset: Dataset;
  task: Task;
  network: Network;
  engine: Engine;
}

/**
 * @param engine one that trains this already; left out: a fresh one, at its initial weights
 * @throws Refusal, or whatever the backend throws, where it can't be had.
 */
async function load(
  { hyperparameters, backend, preparedFile, dataDigest }: Omit<Probe, 'type'>,
  { host, datasets }: Place,
  engine?: Engine,
): Promise<Loaded> {
  const loaded = await loadBackend(backend, host);
  const dataset = await datasets.open({ preparedFile, dataDigest, model: hyperparameters.model });
  const task = taskOf(dataset.facts);
  const network = networkOf(hyperparameters, dataset.facts);
  const { batchSize } = hyperparameters;
  const { width } = dataset.train;
  refuseWhatDoesNotFit(batchSize, width, parameterCountOf(network));
  const trainee = { ...hyperparameters, network, loss: task.loss };
  engine ??= await loaded.createEngine(trainee, chunkRows(batchSize), width);
  return { dataset, task, network, engine };
}

/** Loads what a trial needs and runs it. Never throws. */
async function trainOnce(
  message: Train,
  place: Place,
  signal: AbortSignal,
  send: (message: FromTrainer) => void,
  onReporter: (reporter: Reporter) => void,
): Promise<TrialEnd & { kept: boolean }> {
  const { hyperparameters, backend, trialId, until, branches, checkpointEveryMs, mostAhead } = message;
  const { host, kept } = place;
  let from: Resumption | null = null;
  const unstarted = (status: 'stopped' | 'failed', reason: Reason | null) => {
    return { status, reason, steps: from?.step ?? 0, seconds: from?.seconds ?? 0, kept: false };
  };
  const log = (line: string) => send({ type: 'log', line });
  let loaded: Loaded;
  try {
    const live = message.checkpoint === 'kept' ? kept.take(trialId ?? '') : null;
    from = live?.from ?? (message.checkpoint instanceof Uint8Array ? decodeCheckpoint(message.checkpoint) : null);
    loaded = await load(message, place, live?.engine);
    if (from?.engine) checkFits(from.engine, await loaded.engine.state());
  } catch (error) {
    return unstarted('failed', reasonOf(error));
  }
  const { dataset, network, engine } = loaded;
  if (signal.aborted) {
    engine.dispose();
    return unstarted('stopped', null);
  }

  for (const line of logHeader(hyperparameters, dataset.facts, backend, network)) log(line);
  const parameters = parametersOf(network).map(({ name, shape }) => ({ name, shape }));
  send({ type: 'started', parameters, parameterCount: parameterCountOf(network) });
  const reporter = new Reporter(
    parameters.map(({ name }) => name),
    batches =>
      send({
        type: 'metrics',
        batches,
        memoryBytes: host.memoryBytes(),
        keptBytes: kept.bytes,
        sentAt: performance.now(),
      }),
    { mostAhead },
  );
  onReporter(reporter);
  const sendState = (kind: CheckpointKind, step: number, state: Uint8Array): void => {
    for (let at = 0; at < state.length; at += PIECE_BYTES) {
      // Copied: a view would be sent with all of its memory.
      const piece = state.slice(at, at + PIECE_BYTES);
      send({ type: 'checkpoint', kind, step, piece, last: at + PIECE_BYTES >= state.length });
    }
  };
  let last = null as Checkpoint | null;
  const checkpoints: Checkpoints = {
    from,
    until,
    everyMs: checkpointEveryMs,
    branches,
    keep: (taken, kind) => {
      last = taken;
      sendState(kind, taken.step, encodeCheckpoint(taken));
    },
    keepBest: best => sendState('best', best.step, encodeBest(best)),
  };
  const end = await runTrial({
    hyperparameters,
    ...loaded,
    reporter,
    log,
    signal,
    nextTurn: host.nextTurn,
    onRows: rows => send({ type: 'devRows', ...rows }),
    checkpoints,
  });
  // Its state where it is held could perhaps not be taken, and the last one is of an earlier step.
  const held = end.status === 'waiting' && last?.step === end.steps ? last : null;
  const isKept = trialId !== null && held !== null && kept.keep(trialId, engine, held);
  if (!isKept) engine.dispose();
  return { ...end, kept: isKept };
}

async function measureOnce({ backend, seconds }: Measure, host: Host): Promise<AnswerOf<'measured'>> {
  try {
    const loaded = await loadBackend(backend, host);
    const stepMs = await measureStep(loaded, seconds, host.nextTurn);
    return { type: 'measured', stepMs, reason: null, device: loaded.device };
  } catch (error) {
    return { type: 'measured', stepMs: null, reason: reasonOf(error), device: null };
  }
}

/** Loads what a probe needs and runs it. Never throws. */
async function probeOnce(message: Probe, place: Place): Promise<AnswerOf<'probed'>> {
  try {
    const { dataset, engine } = await load(message, place);
    const { hyperparameters } = message;
    const answer = await runProbe({ hyperparameters, engine, dataset, nextTurn: place.host.nextTurn });
    engine.dispose();
    return { type: 'probed', answer, reason: null };
  } catch (error) {
    return { type: 'probed', answer: null, reason: reasonOf(error) };
  }
}

/** Loads what a preparation needs and looks at it. Never throws. */
async function prepareOnce(message: Prepare, place: Place): Promise<AnswerOf<'prepared'>> {
  try {
    const loaded = await load(message, place);
    const { hyperparameters } = message;
    const { host, kept } = place;
    const { nextTurn } = host;
    const memoryBytes = () => {
      const bytes = host.memoryBytes();
      return bytes === null ? null : bytes - kept.bytes;
    };
    const measured = await measureNetwork({ ...loaded, hyperparameters, memoryBytes, nextTurn });
    loaded.engine.dispose();
    return { type: 'prepared', measured, reason: null };
  } catch (error) {
    return { type: 'prepared', measured: null, reason: reasonOf(error) };
  }
}

/** Loads what a reading of the test rows needs and does it. Never throws. */
async function evaluateOnce(message: Evaluate, place: Place): Promise<AnswerOf<'evaluated'>> {
  try {
    const { dataset, engine, task } = await load(message, place);
    const { hyperparameters, weights } = message;
    const { nextTurn } = place.host;
    const { batchSize } = hyperparameters;
    const answer = await evaluateTest({ engine, task, test: dataset.test(), batchSize, weights, nextTurn }).finally(
      () => engine.dispose(),
    );
    return { type: 'evaluated', answer, reason: null };
  } catch (error) {
    return { type: 'evaluated', answer: null, reason: reasonOf(error) };
  }
}

/** @throws Refusal where the network or a batch is more than a trainer can hold. */
function refuseWhatDoesNotFit(batchSize: number, inputs: number, parameters: number): void {
  checkParameters(parameters, inputs);
  if (batchSize * inputs > MOST_INPUTS) {
    const most = Math.floor(MOST_INPUTS / inputs);
    throw new Refusal('reason.failed.batchTooLarge', { batchSize, inputs, most });
  }
}
