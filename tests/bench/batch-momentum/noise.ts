import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '#electron/cli/version.ts';
import { prepare } from '#electron/data/prepare.ts';
import type { BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import type { DataChoice, DatasetFacts } from '#shared/domain/dataset.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import { meanRows } from '#shared/method/curves/dev-rows.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { Random } from '#shared/method/random.ts';
import { batchMomentum } from '#shared/method/stages/batch-momentum/definition.ts';
import { rank } from '#shared/method/stages/batch-momentum/ranking.ts';
import { pointOf, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
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
 * the part of both is counted once, as it is there once, and where rows and seeds each bring it along. And how often the rules find a gain where
 * there is none.
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
    const plan = planned(base, dataset.facts, dataset.digest);
    told[one.name] = { ...partsOf(accepted, other), falseGains: falseGains(plan, accepted) };
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

/** Draws of a search in which all points are the same. */
const DRAWS = 400;
/** Points beside the accepted one, of which the lowest get a second seed. */
const POINTS = 6;
const AGAIN = 3;

const planned = (base: object, facts: DatasetFacts, dataDigest: string): BatchMomentumPlan =>
  batchMomentum.plan({
    configuration: { set: { ...ACCEPTED, learningRate: 1, steps: ACCEPTED.steps }, decisions: [] },
    subject: { kind: 'builtIn', facts, dataDigest, network: null },
    host: { cores: 1, defaultBackend: 'wasm' },
    choice: {},
    basis: { base: { ...base, ...ACCEPTED } as HyperparameterSet, backend: 'wasm' },
  });

/** How often the rules take another point where all are the accepted one from other seeds, so that there is nothing to gain. */
function falseGains(plan: BatchMomentumPlan, runs: readonly (FreshRowRun | null)[]): number {
  const known = runs.flatMap(run => (run ? [run] : []));
  const random = Random.from(1);
  const order = Uint32Array.from(known, (_, i) => i);
  let gains = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    random.shuffle(order);
    const drawn = [...order].map(i => known[i] as FreshRowRun);
    const first = drawn.slice(0, POINTS + 1);
    const second = drawn.slice(POINTS + 1);
    const lowest = [...first.keys()].slice(1).sort((a, b) => (first[a]?.dev ?? 0) - (first[b]?.dev ?? 0));
    const again = [0, ...lowest.slice(0, AGAIN)];
    const trials = [
      ...first.map((run, place) => recordOf(plan, run, place, 1)),
      ...again.map((place, i) => recordOf(plan, second[i] as FreshRowRun, place, 2)),
    ];
    const { chosen, accepted } = rank(plan, trials);
    if (chosen !== null && chosen !== accepted) gains++;
  }
  return gains / DRAWS;
}

/** A run as a search's trial: of the accepted point, or of one that is told apart by its rate alone. */
function recordOf(plan: BatchMomentumPlan, run: FreshRowRun, place: number, seed: number): TrialRecord {
  const { steps, learningRate } = plan.accepted;
  const set = { learningRate: learningRate * (1 + place), steps, ...(seed > 1 && { seed }) };
  const dev = new DevCurve();
  dev.push(Float64Array.of(run.at, steps + 1), Float64Array.of(run.dev, run.dev), Float64Array.of(0, 0));
  const curve = new LossCurve();
  const all = Float64Array.from({ length: steps }, (_, step) => step);
  curve.push(
    all,
    all.map(() => run.dev),
  );
  const hyperparameters = { ...plan.base, ...plan.accepted, ...set, seed };
  const id = `${place} ${seed}`;
  return {
    trial: {
      id,
      status: 'finished',
      metric: 'none',
      position: place + 100 * seed,
      evaluatedRows: null,
      hyperparameters,
    },
    point: pointOf(set, seed > 1 ? 'repeated' : 'planned'),
    ...{ curve, dev, evaluation: null, damagedFrom: null },
    rows: [{ step: run.at, losses: run.rows, predictions: null, evaluation: null }],
  } as unknown as TrialRecord;
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, one) => sum + one, 0) / values.length;
const variance = (values: ArrayLike<number>): number => {
  const middle = mean(values);
  return Array.from(values).reduce((sum, one) => sum + (one - middle) ** 2, 0) / Math.max(1, values.length - 1);
};
