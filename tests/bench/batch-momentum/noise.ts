import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '#electron/cli/version.ts';
import { prepare } from '#electron/data/prepare.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { meanRows } from '#shared/method/curves/dev-rows.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import type { Benchmark } from '../main.ts';
import { type FreshRowRun, freshRunsFrom } from './fresh-runs.ts';

/** Two points as one search has them: the accepted one, plain SGD in batches of 64 at some rate, and another. */
interface NoiseCase {
  name: string;
  source: string;
  choice?: DataChoice;
  rate: number;
  point: Partial<Hyperparameters>;
}

const CASES: readonly NoiseCase[] = [
  {
    name: 'phoneme',
    source: '../shared/data/tables/phoneme.csv',
    rate: 0.1,
    point: { optimizer: 'momentum', momentum: 0.9, batchSize: 32, learningRate: 0.02, steps: 2000 },
  },
  {
    name: 'abalone',
    source: '../shared/data/tables/abalone.csv',
    rate: 0.01,
    point: { optimizer: 'momentum', momentum: 0.9, batchSize: 32, learningRate: 0.003, steps: 2000 },
  },
  {
    name: 'white wine (regression)',
    source: '../shared/data/wine-quality/winequality-white.csv',
    choice: { task: 'regression' },
    rate: 0.01,
    point: { optimizer: 'momentum', momentum: 0.9, batchSize: 32, learningRate: 0.003, steps: 2000 },
  },
  {
    name: 'white wine (classes)',
    source: '../shared/data/wine-quality/winequality-white.csv',
    rate: 0.1,
    point: { optimizer: 'momentum', momentum: 0.9, batchSize: 32, learningRate: 0.01, steps: 2000 },
  },
  {
    name: 'rings',
    source: 'sample:rings',
    rate: 0.1,
    point: { optimizer: 'momentum', momentum: 0.9, batchSize: 32, learningRate: 0.02, steps: 2000 },
  },
];

const ACCEPTED = { batchSize: 64, optimizer: 'sgd', steps: 1000 } as const;
const SEEDS = Array.from({ length: 16 }, (_, i) => 301 + i);

/**
 * Where the noise of a difference of two points comes from: which rows are in dev, which seed was drawn, and both together, as a row that one
 * seed's network happens to get wrong. Two-way analysis of variance over rows and seeds. Then what the standard error over two seeds is where
 * the part of both is counted once, as it is there once, and where rows and seeds each bring it along.
 */
export const noise: Benchmark = async () => {
  const folder = join(tmpdir(), `descent-bench-noise-${VERSION}`);
  mkdirSync(folder, { recursive: true });
  const only = new RegExp(process.env.NOISE_ONLY ?? '');
  const told: Record<string, unknown> = {};
  for (const one of CASES.filter(
    ({ name, source }) => only.test(name) && (source.startsWith('sample:') || existsSync(source)),
  )) {
    const { dataset } = await prepare(one.source, one.choice ?? {}, folder, () => {});
    const base = planBase({}, dataset.facts);
    const of = (set: Partial<Hyperparameters>) =>
      freshRunsFrom(dataset.file, { ...base, ...set } as Hyperparameters, SEEDS);
    const accepted = await of({ ...ACCEPTED, learningRate: one.rate });
    const other = await of(one.point);
    told[one.name] = partsOf(accepted, other);
    console.error(one.name, JSON.stringify(told[one.name]));
  }
  return told;
};

function partsOf(accepted: readonly (FreshRowRun | null)[], other: readonly (FreshRowRun | null)[]) {
  const differences = accepted.flatMap((one, i) => {
    const against = other[i];
    return one && against ? [one.rows.map((loss, row) => loss - (against.rows[row] as number))] : [];
  });
  const [seeds, rows] = [differences.length, differences[0]?.length ?? 0];
  const bySeed = differences.map(mean);
  const byRow = meanRows(differences);
  const all = mean(bySeed);
  const squares = differences.map((of, s) =>
    mean(of.map((value, row) => (value - (bySeed[s] as number) - (byRow[row] as number) + all) ** 2)),
  );
  const both = (mean(squares) * seeds) / (seeds - 1);
  const row = Math.max(0, variance(byRow) - both / seeds);
  const seed = Math.max(0, variance(bySeed) - both / rows);
  const once = row / rows + seed / 2 + both / (2 * rows);
  const twice = once + both / (2 * rows);
  return {
    ...{ seeds, rows, difference: all },
    shares: [row / rows / once, seed / 2 / once, both / (2 * rows) / once].map(share => Number(share.toFixed(2))),
    error: Math.sqrt(once),
    twiceOverOnce: Math.sqrt(twice / once),
  };
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, one) => sum + one, 0) / values.length;
const variance = (values: ArrayLike<number>): number => {
  const middle = mean(values);
  return Array.from(values).reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, values.length - 1);
};
