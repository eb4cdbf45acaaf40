import type { StageView } from '#shared/contract/requests.ts';
import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '#shared/domain/batch-momentum.ts';
import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { pointOf } from '#shared/method/stages/stage-definition.ts';
import { candidate, stageView } from './page-views.ts';

/** A point of a test's search; its id follows from what it is. */
export const point = (
  batchSize: number,
  momentum: number,
  rest: Partial<BatchMomentumPoint> = {},
): BatchMomentumPoint => ({
  trialId: `p${batchSize}-${momentum}`,
  optimizer: 'momentum',
  batchSize,
  momentum,
  learningRate: 0.2,
  rateFrom: 'probe',
  multiple: 1,
  seed: 1,
  part: 'search',
  isAccepted: batchSize === 64 && momentum === 0,
  status: 'finished',
  rank: null,
  steps: 100,
  stepsFull: 100,
  examples: 6400,
  examplesFull: 6400,
  level: 0.6,
  noise: 0.01,
  lowestDevLoss: 0.6,
  lowestAt: 90,
  lowestAtExamples: 5760,
  bestAt: 90,
  metric: { name: 'accuracy', value: 0.8 },
  metricNoise: 0.01,
  reached: null,
  equal: false,
  suspect: false,
  ...rest,
});

/** The view of a search with these points, of which the first by rank is recommended; 64 without momentum was accepted before. */
export function aSearch(points: readonly BatchMomentumPoint[], optimizer: OptimizerKind = 'momentum'): StageView {
  const best = points.find(({ rank }) => rank === 1) ?? points[0]!;
  const open = points.filter(({ status }) => status === 'running').length;
  const ladder = stageView(points.map((_, i) => candidate(0.1 + i)));
  const { base } = ladder.stage.plan;
  const accepted = { optimizer, batchSize: 64, momentum: 0, learningRate: 0.3, steps: 100 };
  const cost = { trials: points.length, steps: 400, examples: 25_600, ms: 60_000 };
  const axis = (of: (one: BatchMomentumPoint) => number) => [...new Set([...points.map(of)])].sort((a, b) => a - b);
  const [batchSizes, momenta] = [
    [...new Set([...axis(one => one.batchSize), 64])].sort((a, b) => a - b),
    axis(one => one.momentum),
  ];
  const costs = {
    grid: cost,
    random: { ...cost, trials: 2 },
    proposed: 'grid' as const,
    reason: { key: 'batchMomentum.order' as const, values: {} },
  };
  const plan: BatchMomentumPlan = {
    base: { ...base, ...accepted },
    backend: 'wasm',
    parallel: 2,
    accepted,
    examples: 6400,
    search: 'grid',
    searchSeed: 1,
    batchSizes,
    momenta,
    points: points.map(({ batchSize, momentum }) => ({ batchSize, momentum })),
    nesterov: false,
    holdRate: false,
    prune: true,
    secondSeed: true,
    race: false,
    racePairs: 5,
    minutes: null,
    costs,
    leftOut: [],
  };
  const { from, to } = {
    from: { steps: 100, epochs: 1, examples: 6400 },
    to: { steps: 150, epochs: 1.5, examples: 4800 },
  };
  const detail: BatchMomentumAnswer = {
    kind: 'batchMomentum',
    metric: 'accuracy',
    points: [...points],
    batchSizes,
    momenta,
    best: {
      trialId: best.trialId,
      optimizer,
      batchSize: best.batchSize,
      momentum: best.momentum,
      learningRate: best.learningRate,
    },
    accepted,
    acceptedTrialId: points.find(({ isAccepted }) => isAccepted)?.trialId ?? null,
    gain: null,
    assumed: true,
    beatsBaseline: true,
    batchEdge: null,
    momentumEdge: null,
    numSteps: { value: 150, convergedAt: 100, converged: true, epochs: 1, overfitsFrom: null, moves: null, from, to },
    holdRate: false,
    rateCheck: 'open',
    race: null,
    search: 'grid',
    costs,
    probes: { open: 0, planned: points.length },
    open,
    done: 0.5,
    pruned: 0,
    stepsUsed: 300,
    stepsFull: 400,
    examplesUsed: 19_200,
    examplesFull: 25_600,
  };
  return {
    ...ladder,
    stage: { ...ladder.stage, kind: 'batchMomentum', status: open > 0 ? 'running' : 'finished', plan },
    trials: points.map((one, i) => {
      const set = { batchSize: one.batchSize, momentum: one.momentum, learningRate: one.learningRate };
      const trial = ladder.trials[i]!;
      const hyperparameters = { ...trial.hyperparameters, ...set, optimizer };
      return { ...trial, id: one.trialId, status: one.status, point: pointOf(set), hyperparameters };
    }),
    recommendation: {
      ranking: points.map(({ trialId, rank, level }) => ({ trialId, rank, figures: { devLoss: level } })),
      set: {
        batchSize: best.batchSize,
        ...(optimizer !== 'adam' && { momentum: best.momentum }),
        learningRate: best.learningRate,
        steps: 150,
      },
      evidence: [],
      detail,
      ruleVersion: 2,
    },
    progress: { open, done: 0.5, stepsUsed: 300, stepsFull: 400, stepsOf: {} },
  };
}
