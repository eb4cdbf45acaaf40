import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '#electron/data/prepare.ts';
import { loadBackend } from '#electron/trainer/backends/load-backend.ts';
import { DatasetCache } from '#electron/trainer/dataset-cache.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { chunkRows } from '#electron/trainer/evaluate.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { runTrial } from '#electron/trainer/trial.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { curveRows, evaluationCount } from '#shared/method/curves/evaluations.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { median } from './median.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const ROUNDS = 3;

const CASES: readonly { name: string; source: string; choice: Partial<Hyperparameters> }[] = [
  { name: 'digits (sample), CNN', source: 'sample:digits', choice: {} },
  { name: 'digits (sample), MLP', source: 'sample:digits', choice: { model: 'mlp' } },
  { name: 'haberman, 306 rows, MLP', source: join(DATA, 'tables/haberman.csv'), choice: {} },
  {
    name: 'haberman, 306 rows, linear, batch size 16',
    source: join(DATA, 'tables/haberman.csv'),
    choice: { model: 'linear', batchSize: 16 },
  },
  { name: 'mnist10k, MLP', source: join(DATA, 'mnist10k'), choice: { model: 'mlp' } },
];

/** Of this thread, in ms: what else runs takes no part in it. */
const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** What share of a trial's processor time its evaluations take, all of them together with the rows that are kept. */
export async function evaluationShare(): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  try {
    const rows: [string, unknown][] = [];
    for (const { name, source, choice } of CASES) {
      const isHere = source.startsWith('sample:') || existsSync(source);
      if (!isHere) console.error(`${source} is not here: ${name} is left out.`);
      else rows.push([name, await shareOf(home, source, choice)]);
    }
    return Object.fromEntries(rows);
  } finally {
    rmSync(home, { recursive: true });
  }
}

async function shareOf(home: string, source: string, choice: Partial<Hyperparameters>) {
  const prepared = await prepare(source, {}, home, () => {});
  const { facts, file, digest } = prepared.dataset;
  const base = { ...planBase(choice, facts), learningRate: 0.01 };
  const dataset = await new DatasetCache(nodeHost).open({ preparedFile: file, dataDigest: digest, model: base.model });
  const task = taskOf(facts);
  const backend = await loadBackend('wasm', nodeHost);
  const spent = { evaluating: 0, all: 0 };
  const shares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const trainee = { ...base, network: networkOf(base, facts), loss: task.loss };
    const engine = await backend.createEngine(trainee, chunkRows(base.batchSize), dataset.train.width);
    spent.evaluating = 0;
    const timed =
      <A extends unknown[], R>(call: (...args: A) => R) =>
      (...args: A): R => {
        const before = processorMs();
        const result = call(...args);
        spent.evaluating += processorMs() - before;
        return result;
      };
    // On WASM all of the work is done before a call returns.
    const measured = { ...engine, evaluate: timed(engine.evaluate), weights: timed(engine.weights) };
    const dev = { ...dataset.dev, take: timed(dataset.dev.take) };
    const before = processorMs();
    await runTrial({
      hyperparameters: base,
      engine: measured,
      task,
      dataset: { ...dataset, dev },
      reporter: new Reporter([], () => {}),
      log: () => {},
      signal: new AbortController().signal,
      nextTurn: nodeHost.nextTurn,
    });
    shares.push(spent.evaluating / (processorMs() - before));
    engine.dispose();
  }
  return {
    steps: base.steps,
    batchSize: base.batchSize,
    evaluations: evaluationCount(base),
    rows: `${curveRows(base, facts.rows.dev)} of ${facts.rows.dev}`,
    share: Number(median(shares).toFixed(3)),
  };
}
