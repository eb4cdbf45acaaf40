import { v7 as uuid } from 'uuid';
import type { Store } from '#electron/store/store.ts';
import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import { CONSTANT } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { someMeasured } from '../tools/preparations.ts';
import { someFacts } from '../tools/prepared-facts.ts';

export function aProject(changes: Partial<Project> = {}): Project {
  return {
    id: uuid(),
    name: 'digits',
    source: 'sample:digits',
    choice: {},
    facts: someFacts(),
    dataDigest: 'cd'.repeat(32),
    network: { model: 'mlp', hidden: [32], filters: [], embedding: 64 },
    command: null,
    createdAt: 1_700_000_000_000,
    updatedAt: 1_700_000_000_001,
    ...changes,
  };
}

const hyperparameters = {
  model: 'mlp',
  hidden: [128, 64],
  filters: [16],
  embedding: 64,
  weightDecay: 0,
  dropout: 0,
  optimizer: 'sgd',
  momentum: 0.9,
  batchSize: 64,
  steps: 600,
  seed: 1,
  evalEvery: 100,
  schedule: CONSTANT,
} as const satisfies Stage['plan']['base'];

export function aStage(project: Project, changes: Partial<Stage> = {}): Stage {
  return {
    id: uuid(),
    projectId: project.id,
    kind: 'learningRate',
    status: 'running',
    plan: {
      base: { ...hyperparameters, hidden: [128, 64], filters: [16] },
      rates: [1, 0.1],
      backend: 'wasm',
      parallel: 2,
      prune: true,
      extend: true,
      refine: false,
      secondSeed: false,
      added: [{ rate: 0.1, why: 'extended' }],
    },
    inputs: { dataDigest: 'cd'.repeat(32), network: null, configuration: { batchSize: 32 } },
    createdAt: 1_700_000_000_002,
    endedAt: null,
    tookMs: 0,
    ...changes,
  };
}

export function aTrial(stage: Stage, changes: Partial<Trial> = {}): Trial {
  return {
    id: uuid(),
    stageId: stage.id,
    position: 0,
    status: 'running',
    point: pointOf({ learningRate: 0.1 }, 'extended'),
    branch: null,
    hyperparameters: { ...hyperparameters, hidden: [128, 64], filters: [16], learningRate: 0.1 },
    backend: 'wasm',
    metric: 'accuracy',
    dataDigest: 'cd'.repeat(32),
    split: null,
    fold: null,
    evaluatedRows: null,
    preprocessingDigest: 'ef'.repeat(32),
    programVersion: '0.2.0',
    attempt: 1,
    reason: null,
    note: null,
    result: null,
    logFile: 'logs/trial.log',
    createdAt: 1_700_000_000_003,
    startedAt: 1_700_000_000_004,
    endedAt: null,
    ...changes,
  };
}

export function aDecision(stage: Stage, changes: Partial<Decision> = {}): Decision {
  return {
    id: uuid(),
    projectId: stage.projectId,
    stageId: stage.id,
    probeId: null,
    kind: 'learningRate',
    set: { learningRate: 0.1, steps: 900 },
    recommended: true,
    evidence: { candidates: [{ finalLoss: Number.NaN, noise: Number.POSITIVE_INFINITY, offset: -0 }], best: null },
    dataDigest: 'cd'.repeat(32),
    network: { model: 'mlp', hidden: [32], filters: [], embedding: 64 },
    configuration: {},
    ruleVersion: 1,
    createdAt: 1_700_000_000_005,
    ...changes,
  };
}

export function aPreparation(project: Project, changes: Partial<Preparation> = {}): Preparation {
  return {
    id: uuid(),
    projectId: project.id,
    hyperparameters: { ...hyperparameters, hidden: [128, 64], filters: [16] },
    backend: 'wasm',
    dataDigest: 'cd'.repeat(32),
    programVersion: '0.2.0',
    measured: someMeasured({ initialLoss: Number.NaN }),
    checks: [{ id: 'curves', rule: 'M4', verdict: 'passes', key: 'prepare.curves.live', values: { every: 100 } }],
    createdAt: 1_700_000_000_006,
    ...changes,
  };
}

/** A batch of one series: its steps, and columns given as functions of the step. */
export function aBatch(
  series: SeriesName,
  steps: readonly number[],
  columns: Record<string, (step: number) => number>,
): MetricBatch {
  return {
    series,
    steps: Float64Array.from(steps),
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, value]) => [name, Float64Array.from(steps, step => value(step))]),
    ),
  };
}

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Saves a project with one stage of so many running trials, each with its first attempt begun. */
export async function savedTrials(store: Store, count: number): Promise<{ stage: Stage; trials: Trial[] }> {
  const project = aProject();
  const stage = aStage(project);
  const trials = range(0, count).map(position => aTrial(stage, { position }));
  await store.saveProject(project);
  await store.saveStage(stage, trials);
  for (const trial of trials) await store.beginAttempt(trial.id, 1, 0, 1_700_000_000_004);
  return { stage, trials };
}

/** The bits of an array, by which NaN equals NaN and -0 differs from 0. */
export const bits = (array: Float64Array | undefined): string =>
  array ? Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex') : 'none';
