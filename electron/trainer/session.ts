import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { type FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { checkParameters, type Network, parameterCountOf, parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { loadBackend } from './backends/load-backend.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { checkFits, decodeCheckpoint } from './checkpoint/decode.ts';
import { encodeCheckpoint } from './checkpoint/encode.ts';
import { type Dataset, openDataset } from './dataset.ts';
import type { Engine } from './engines/engine.ts';
import { chunkRows } from './evaluate.ts';
import { reasonOf } from './failure.ts';
import type { Host } from './host.ts';
import { logHeader } from './log-header.ts';
import { measureStep } from './measure.ts';
import { measureNetwork } from './preparation/measure-network.ts';
import { runProbe } from './probe/run-probe.ts';
import { Reporter } from './reporter.ts';
import type { Task } from './tasks/task.ts';
import { taskOf } from './tasks/task-of.ts';
import { type Checkpoints, runTrial, type TrialEnd } from './trial.ts';

/** Numbers that a batch's inputs may be, 512 MiB: they are held once outside of the backend and twice within. */
const MOST_INPUTS = 2 ** 27;

/** Bytes of a checkpoint that a message holds: the core takes in so many within some milliseconds. */
const PIECE_BYTES = 2 ** 23;

type Train = Extract<ToTrainer, { type: 'train' }>;
type Probe = Extract<ToTrainer, { type: 'probe' }>;
type Prepare = Extract<ToTrainer, { type: 'prepare' }>;

/** A trainer's side of the protocol. */
export interface Session {
  /** Takes one message of the core. */
  receive(message: unknown): void;
  /** Resolves once `ended` was sent: nothing more is to come. */
  ended: Promise<void>;
}

/** Speaks `shared/domain/trainer-protocol.ts`: measures backends, trains one trial, reports it. */
export function createSession(host: Host, send: (message: FromTrainer) => void): Session {
  const stop = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();

  const train = async (message: Train): Promise<void> => {
    send({ type: 'ended', ...(await trainOnce(message, host, stop.signal, send)) });
    end();
  };
  const measure = async ({ backend, seconds }: Extract<ToTrainer, { type: 'measure' }>): Promise<void> => {
    const measured = await loadBackend(backend, host)
      .then(async loaded => {
        return { stepMs: await measureStep(loaded, seconds, host.nextTurn), reason: null, device: loaded.device };
      })
      .catch(error => ({ stepMs: null, reason: reasonOf(error), device: null }));
    send({ type: 'measured', ...measured });
  };

  return {
    receive: raw => {
      const message = ToTrainer.parse(raw);
      switch (message.type) {
        case 'train':
          return void train(message);
        case 'probe':
          return void probeOnce(message, host).then(send).then(end);
        case 'prepare':
          return void prepareOnce(message, host).then(send).then(end);
        case 'measure':
          return void measure(message);
        case 'stop':
          return stop.abort();
      }
    },
    ended,
  };
}

/** What a trial or a probe is made of, on its backend. */
interface Loaded {
  dataset: Dataset;
  task: Task;
  network: Network;
  engine: Engine;
}

/** @throws Refusal, or whatever the backend throws, where it can't be had. */
async function load(
  { hyperparameters, backend, preparedFile, dataDigest }: Omit<Probe, 'type'>,
  host: Host,
): Promise<Loaded> {
  const loaded = await loadBackend(backend, host);
  const dataset = openDataset(await readFile(host, preparedFile, dataDigest), preparedFile, hyperparameters.model);
  const task = taskOf(dataset.facts);
  const network = networkOf(hyperparameters, dataset.facts);
  const { batchSize } = hyperparameters;
  const { width } = dataset.train;
  refuseWhatDoesNotFit(batchSize, width, parameterCountOf(network));
  const trainee = { ...hyperparameters, network, loss: task.loss };
  return { dataset, task, network, engine: await loaded.createEngine(trainee, chunkRows(batchSize), width) };
}

/** Loads what a trial needs and runs it. Never throws. */
async function trainOnce(
  message: Train,
  host: Host,
  signal: AbortSignal,
  send: (message: FromTrainer) => void,
): Promise<TrialEnd> {
  const { hyperparameters, backend, until, checkpointEveryMs } = message;
  let from: Checkpoint | null = null;
  const unstarted = (status: 'stopped' | 'failed', reason: Reason | null): TrialEnd => {
    return { status, reason, steps: from?.step ?? 0, seconds: from?.seconds ?? 0 };
  };
  const log = (line: string) => send({ type: 'log', line });
  let loaded: Loaded;
  try {
    from = message.checkpoint && decodeCheckpoint(message.checkpoint);
    loaded = await load(message, host);
    if (from) checkFits(from.engine, await loaded.engine.state());
  } catch (error) {
    return unstarted('failed', reasonOf(error));
  }
  if (signal.aborted) return unstarted('stopped', null);

  const { dataset, network, engine } = loaded;
  for (const line of logHeader(hyperparameters, dataset.facts, backend, network)) log(line);
  const parameters = parametersOf(network).map(({ name, shape }) => ({ name, shape }));
  send({ type: 'started', parameters, parameterCount: parameterCountOf(network) });
  const reporter = new Reporter(
    parameters.map(({ name }) => name),
    batches => send({ type: 'metrics', batches, memoryBytes: host.memoryBytes() }),
  );
  const checkpoints: Checkpoints = {
    from,
    until,
    everyMs: checkpointEveryMs,
    keep: kept => {
      const state = encodeCheckpoint(kept);
      for (let at = 0; at < state.length; at += PIECE_BYTES) {
        // Copied: a view would be sent with all of its memory.
        const piece = state.slice(at, at + PIECE_BYTES);
        send({ type: 'checkpoint', step: kept.step, piece, last: at + PIECE_BYTES >= state.length });
      }
    },
  };
  const end = await runTrial({
    hyperparameters,
    ...loaded,
    reporter,
    log,
    signal,
    nextTurn: host.nextTurn,
    checkpoints,
  });
  engine.dispose();
  return end;
}

/** Loads what a probe needs and runs it. Never throws. */
async function probeOnce(message: Probe, host: Host): Promise<Extract<FromTrainer, { type: 'probed' }>> {
  try {
    const { dataset, engine } = await load(message, host);
    const { hyperparameters } = message;
    const answer = await runProbe({ hyperparameters, engine, dataset, nextTurn: host.nextTurn });
    engine.dispose();
    return { type: 'probed', answer, reason: null };
  } catch (error) {
    return { type: 'probed', answer: null, reason: reasonOf(error) };
  }
}

/** Loads what a preparation needs and looks at it. Never throws. */
async function prepareOnce(message: Prepare, host: Host): Promise<Extract<FromTrainer, { type: 'prepared' }>> {
  try {
    const loaded = await load(message, host);
    const { hyperparameters } = message;
    const { memoryBytes, nextTurn } = host;
    const measured = await measureNetwork({ ...loaded, hyperparameters, memoryBytes, nextTurn });
    loaded.engine.dispose();
    return { type: 'prepared', measured, reason: null };
  } catch (error) {
    return { type: 'prepared', measured: null, reason: reasonOf(error) };
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

/**
 * The bytes of a prepared file.
 * @throws Refusal where it can't be read, or is not the one of that digest: damaged or replaced, it would give other numbers under
 * the same name
 */
async function readFile(host: Host, file: string, digest: string | null): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await host.loadFile(file);
  } catch (error) {
    throw new Refusal('reason.failed.data', { file, detail: error instanceof Error ? error.message : String(error) });
  }
  if (digest !== null && (await sha256(bytes)) !== digest) throw new Refusal('reason.failed.dataChanged', { file });
  return bytes;
}

/** In Node and in a Worker alike; both have it, a page in a secure context alone. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}
