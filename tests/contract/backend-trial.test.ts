import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Child } from '#electron/conductor/hosts.ts';
import { startNodeChild } from '#electron/conductor/node-hosts.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { EVAL_COLUMNS, STEP_COLUMNS } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import { hasMessage, LANGUAGES, text } from '#shared/messages/text.ts';
import {
  dataset,
  FEATURES,
  hyperparameters,
  imageDataset,
  joinBatches,
  LAW_STD,
  lawDataset,
  preparedBytes,
  reproducible,
  type TrialRecord,
  textDataset,
  train,
} from './trainer-fixture.ts';

const ENTRY = new URL('../../electron/trainer/entry/node.ts', import.meta.url);

const cudaIsInstalled = existsSync(new URL('../../node_modules/@tensorflow/tfjs-node-gpu', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'descent-trainer-'));
const preparedFile = join(folder, 'prepared');
beforeAll(() => writeFileSync(preparedFile, preparedBytes()));
afterAll(() => rmSync(folder, { recursive: true }));

/** A trainer process and what it said. */
function startTrainer() {
  const child = startNodeChild(ENTRY);
  const messages: FromTrainer[] = [];
  const listeners = new Set<() => void>();
  child.onMessage(raw => {
    messages.push(FromTrainer.parse(raw));
    for (const listener of listeners) listener();
  });
  const exit = new Promise<string>(resolve => child.onExit(resolve));
  /** Resolves with the first message of a type. */
  const first = <T extends FromTrainer['type']>(type: T) =>
    new Promise<Extract<FromTrainer, { type: T }>>((resolve, reject) => {
      const look = () => {
        const found = messages.find(message => message.type === type);
        if (found) resolve(found as Extract<FromTrainer, { type: T }>);
      };
      listeners.add(look);
      look();
      void exit.then(detail => reject(new Error(`the trainer ended first: ${detail}`)));
    });
  return { child, messages, exit, first };
}

function recordOf(messages: readonly FromTrainer[]): TrialRecord {
  const { type: _, ...end } = messages.at(-1) as Extract<FromTrainer, { type: 'ended' }>;
  const batches = messages.flatMap(message => (message.type === 'metrics' ? message.batches : []));
  return { end, series: joinBatches(batches), log: [] };
}

const startTrial = (child: Child, backend: BackendId, choice: Parameters<typeof hyperparameters>[0], file: string) =>
  child.send({ type: 'train', hyperparameters: hyperparameters(choice), backend, preparedFile: file });

/** A reason must have a sentence in each language, with nothing left to fill in. */
function expectSentence(reason: Reason | null): void {
  expect(hasMessage(reason?.key ?? '')).toBe(true);
  for (const language of LANGUAGES) expect(text(language, reason?.key ?? '', reason?.values)).not.toMatch(/[{}]/);
}

describe.each(['cpu', 'wasm'] as const)('a trial on %s', id => {
  it('reports each step, each tenth step by parameter, and evaluations before the first and after the last', async () => {
    const { end, series, log } = await train(id, { steps: 25, evalEvery: 10 });
    expect(end).toMatchObject({ status: 'finished', reason: null, steps: 25 });
    expect(series.step?.step).toEqual(Array.from({ length: 25 }, (_, step) => step));
    expect(Object.keys(series.step ?? {})).toEqual(['step', ...STEP_COLUMNS]);
    expect(series.step?.learningRate?.every(rate => rate === 0.1)).toBe(true);
    expect(series.step?.stepMs?.every(ms => ms > 0)).toBe(true);
    expect(series.step?.batchMetric?.every(share => Number.isInteger(share * 16))).toBe(true);
    expect(series.layer?.step).toEqual([0, 10, 20]);
    const parameters = ['hidden1', 'hidden2', 'output'].flatMap(layer => [`${layer}.weight`, `${layer}.bias`]);
    expect(Object.keys(series.layer ?? {})).toEqual(['step', ...parameters]);
    expect(Object.keys(series.eval ?? {})).toEqual(['step', ...EVAL_COLUMNS]);
    expect(series.eval?.step).toEqual([0, 10, 20, 25]);
    expect(log.some(line => line.includes('step 25/25  dev loss'))).toBe(true);
  });

  it('learns a linear law, and says how far off it is in the unit of the target', async () => {
    const data = lawDataset();
    const { end, series } = await train(id, { model: 'linear', steps: 300 }, { data });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    const { devLoss = [], devMetric = [] } = series.eval ?? {};
    // The law's noise is 0.1 of the target's standard deviation.
    expect(devLoss[0]).toBeGreaterThan(0.5);
    expect(devLoss.at(-1)).toBeGreaterThan(0.005);
    expect(devLoss.at(-1)).toBeLessThan(0.02);
    devLoss.forEach((loss, i) => {
      expect(devMetric[i]).toBeCloseTo(Math.sqrt(loss) * LAW_STD, 9);
    });
    series.step?.loss?.forEach((loss, i) => {
      expect(series.step?.batchMetric?.[i]).toBeCloseTo(Math.sqrt(loss) * LAW_STD, 9);
    });
  });

  it('sees a regression diverge', async () => {
    const { end, series } = await train(id, { model: 'linear', learningRate: 10, steps: 300 }, { data: lawDataset() });
    expect(end.status).toBe('diverged');
    expectSentence(end.reason);
    expect(series.step?.batchMetric?.at(-1)).toBeGreaterThan(1000);
  });

  it.each(['linear', 'mlp'] as const)('learns from bags of words: %s', async model => {
    const { end, series } = await train(id, { model, steps: 120, batchSize: 32 }, { data: textDataset() });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    expect(series.eval?.devMetric?.at(-1)).toBeGreaterThan(0.95);
  });

  it.each(['fasttext', 'textcnn'] as const)('learns from words in order: %s', async model => {
    const choice = { model, steps: 120, batchSize: 32, optimizer: 'adam', learningRate: 0.01, embedding: 8 } as const;
    const { end, series } = await train(id, { ...choice, filters: [8] }, { data: textDataset(model) });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    expect(series.eval?.devMetric?.at(-1)).toBeGreaterThan(0.95);
  });

  it('learns from images: cnn', async () => {
    const choice = { model: 'cnn' as const, filters: [4], steps: 200, batchSize: 16, learningRate: 0.1 };
    const { end, series } = await train(id, choice, { data: imageDataset() });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    expect(series.eval?.devMetric?.at(-1)).toBeGreaterThan(0.95);
  });

  it('takes macro-F1 of a step over the recent batches', async () => {
    const { series } = await train(id, { steps: 60 }, { data: dataset({ train: 90, dev: 40 }, { metric: 'macroF1' }) });
    const f1 = series.step?.batchMetric ?? [];
    const share = (await train(id, { steps: 60 })).series.step?.batchMetric ?? [];
    const jumps = (values: readonly number[]) =>
      Math.max(...values.slice(40).map((value, i) => Math.abs(value - (values[39 + i] as number))));
    expect(jumps(f1)).toBeLessThan(0.3 * jumps(share));
    expect(Math.max(...f1)).toBeLessThan(1);
  });

  it('ends as diverged at a huge rate, the point that is not finite among those reported', async () => {
    const { end, series } = await train(id, { learningRate: 1e30 });
    expect(end.status).toBe('diverged');
    expectSentence(end.reason);
    const losses = series.step?.loss ?? [];
    expect(losses).toHaveLength(end.steps);
    expect(losses.findIndex(loss => !Number.isFinite(loss))).toBe(end.steps - 1);
    expect(end.steps).toBeLessThan(40);
  });

  it('ends as diverged where only the dev loss is not finite', async () => {
    const { end, series } = await train(id, { learningRate: 1e30, steps: 1 });
    expect(end).toMatchObject({ status: 'diverged', steps: 1, reason: { key: 'reason.diverged.devNotFinite' } });
    expect(series.eval?.devLoss?.at(-1)).toBeNaN();
  });

  it('does no further step once it is told to stop', async () => {
    const stop = new AbortController();
    let atStop = Number.NaN;
    let turns = 0;
    const data = dataset();
    const { take } = data.train;
    let batches = 0;
    data.train.take = rows => {
      batches++;
      return take(rows);
    };
    const nextTurn = async () => {
      if (++turns < 3) return;
      atStop = batches;
      stop.abort();
    };
    const { end, series } = await train(
      id,
      { steps: 1_000_000, evalEvery: 1_000_000 },
      { data, signal: stop.signal, nextTurn },
    );
    expect(end).toMatchObject({ status: 'stopped', reason: null, steps: atStop });
    expect(series.step?.loss).toHaveLength(atStop);
  });

  it('leaves an evaluation when it is told to stop', async () => {
    const stop = new AbortController();
    const rows = { train: 90, dev: 600_000 };
    const nextTurn = async () => stop.abort();
    const { end, series } = await train(id, {}, { data: dataset(rows), signal: stop.signal, nextTurn });
    expect(end).toMatchObject({ status: 'stopped', steps: 0 });
    expect(series).toEqual({});
  });

  it('gives the same numbers, bit for bit, in a process of its own', async () => {
    const { child, messages, exit } = startTrainer();
    startTrial(child, id, {}, preparedFile);
    expect(await exit).toBe('exit code 0');
    expect(reproducible(recordOf(messages))).toEqual(reproducible(await train(id)));
    expect(messages.filter(({ type }) => type === 'started' || type === 'ended').map(({ type }) => type)).toEqual([
      'started',
      'ended',
    ]);
  });

  it('stops a process in the middle and keeps every point', async () => {
    const { child, messages, exit, first } = startTrainer();
    startTrial(child, id, { steps: 10_000_000, evalEvery: 10_000_000 }, preparedFile);
    await first('metrics');
    child.send({ type: 'stop' });
    expect(await exit).toBe('exit code 0');
    const { end, series } = recordOf(messages);
    expect(end.status).toBe('stopped');
    expect(series.step?.step).toEqual(Array.from({ length: end.steps }, (_, step) => step));
  });

  it('measures the reference step', async () => {
    const { child, exit, first } = startTrainer();
    child.send({ type: 'measure', backend: id, seconds: 0.1 });
    const { stepMs, reason } = await first('measured');
    expect(reason).toBeNull();
    expect(stepMs).toBeGreaterThan(0);
    child.kill();
    await exit;
  });
});

describe('a trainer process', () => {
  const failWith = async (backend: BackendId, file: string, choice: Parameters<typeof hyperparameters>[0] = {}) => {
    const { child, messages, exit } = startTrainer();
    startTrial(child, backend, choice, file);
    expect(await exit).toBe('exit code 0');
    const { end } = recordOf(messages);
    expect(end).toMatchObject({ status: 'failed', steps: 0 });
    expectSentence(end.reason);
    return end.reason;
  };

  it('says which file it could not read', async () => {
    const missing = join(folder, 'missing');
    expect(await failWith('wasm', missing)).toMatchObject({ key: 'reason.failed.data', values: { file: missing } });
    const cut = join(folder, 'cut');
    writeFileSync(cut, preparedBytes().subarray(0, 900));
    expect(await failWith('wasm', cut)).toMatchObject({ key: 'reason.failed.data', values: { file: cut } });
    const foreign = join(folder, 'foreign');
    writeFileSync(foreign, 'no prepared file');
    expect(await failWith('wasm', foreign)).toMatchObject({ key: 'reason.failed.data', values: { file: foreign } });
    const empty = join(folder, 'empty');
    writeFileSync(empty, preparedBytes({ train: 90, dev: 0 }));
    expect(await failWith('wasm', empty)).toMatchObject({ key: 'reason.failed.emptyPart', values: { part: 'dev' } });
  });

  it.skipIf(cudaIsInstalled)('says which backend is not there, and how to get it', async () => {
    expect(await failWith('cuda', preparedFile)).toEqual({ key: 'reason.backend.cuda.notInstalled', values: {} });
    const { child, exit, first } = startTrainer();
    child.send({ type: 'measure', backend: 'cuda', seconds: 1 });
    expect(await first('measured')).toEqual({
      type: 'measured',
      stepMs: null,
      reason: { key: 'reason.backend.cuda.notInstalled', values: {} },
      device: null,
    });
    child.kill();
    await exit;
  });

  it('refuses a network that no trainer can hold, before it draws its weights', async () => {
    const reason = await failWith('wasm', preparedFile, { hidden: [65_536, 65_536] });
    expect(reason).toMatchObject({ key: 'reason.failed.tooManyParameters' });
  });

  it('refuses a batch that no trainer can hold, and says which it can', async () => {
    const wide = join(folder, 'wide');
    writeFileSync(wide, preparedBytes(undefined, { tokens: { length: FEATURES, vocabulary: 100_000 } }));
    const reason = await failWith('wasm', wide, { model: 'linear', batchSize: 2000 });
    expect(reason).toEqual({
      key: 'reason.failed.batchTooLarge',
      values: { batchSize: 2000, inputs: 100_000, most: 1342 },
    });
  });

  it('says that memory is short where a batch does not fit', async () => {
    const reason = await failWith('wasm', preparedFile, { hidden: [65_536], batchSize: 65_536 });
    expect(reason).toMatchObject({ key: 'reason.failed.memory' });
  });

  it('ends when its channel closes in the middle of a trial', async () => {
    const child = fork(fileURLToPath(ENTRY), { serialization: 'advanced', execArgv: [] });
    const exit = new Promise(resolve => child.once('exit', resolve));
    const begun = new Promise(resolve => child.once('message', resolve));
    child.send({
      type: 'train',
      hyperparameters: hyperparameters({ steps: 10_000_000 }),
      backend: 'wasm',
      preparedFile,
    });
    await begun;
    child.disconnect();
    await exit;
  });
});
