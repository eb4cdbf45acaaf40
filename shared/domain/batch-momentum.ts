import { z } from 'zod';
import { NumStepsAgain } from './answer.ts';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, ChosenRate, Hyperparameters, LearningRate, OptimizerKind } from './hyperparameters.ts';
import { Figure, Known, TrialMetric } from './metrics.ts';
import { Statement } from './reason.ts';
import type { StageRecommendation } from './recommendation.ts';
import { TrialStatus } from './trial.ts';

/* Stage 2, batch size and momentum [S1–S7]: what a person may choose of it, what it sets out to do, and what it tells beside a recommendation. */

/** The most batch sizes, or momenta, of a search; so a grid has at most their product of points. */
export const MOST_VALUES = 12;

const BatchSize = Hyperparameters.shape.batchSize;
const Momentum = Hyperparameters.shape.momentum;

/** All points of the lists, or so many of them, drawn by a seed [S2]. */
export const SearchKind = z.enum(['grid', 'random']);
export type SearchKind = z.infer<typeof SearchKind>;

/** What a person may choose of the stage; what is left out is proposed. */
export const BatchMomentumChoice = z.object({
  search: SearchKind.optional(),
  /** Points of a random search; of a grid without meaning. */
  trials: z
    .number()
    .int()
    .min(1)
    .max(MOST_VALUES ** 2)
    .optional(),
  /** Decides which points a random search draws. */
  searchSeed: Hyperparameters.shape.seed.optional(),
  batchSizes: z.array(BatchSize).min(1).max(MOST_VALUES).optional(),
  /** Not with Adam [S3]. */
  momenta: z.array(Momentum).min(1).max(MOST_VALUES).optional(),
  /** Momentum is Nesterov's. */
  nesterov: z.boolean().optional(),
  /** The accepted learning rate for all points, as the guide does, instead of one for each [S6]. */
  holdRate: z.boolean().optional(),
  /** Afterwards tuned SGD runs against tuned Adam, pair by pair [S3]. */
  race: z.boolean().optional(),
  /** The search that is proposed takes no longer than that. */
  minutes: z.number().positive().max(100_000).optional(),
  backend: BackendId.optional(),
  parallel: z.number().int().min(1).max(64).optional(),
  prune: z.boolean().optional(),
  secondSeed: z.boolean().optional(),
});
export type BatchMomentumChoice = z.infer<typeof BatchMomentumChoice>;

/** What a search costs: as pruning is expected to leave it, without what may come on top. */
export const SearchCost = z.object({
  trials: z.number().int(),
  steps: z.number().int(),
  examples: Figure,
  /** Null: not measured yet. */
  ms: Known,
});
export type SearchCost = z.infer<typeof SearchCost>;

/** What both ways of searching would cost, and which is proposed [S2]. */
export const SearchCosts = z.object({
  grid: SearchCost,
  /** Null: the lists have hardly more points than a random search would draw. */
  random: SearchCost.nullable(),
  proposed: SearchKind,
  reason: Statement,
});
export type SearchCosts = z.infer<typeof SearchCosts>;

/** The point that was accepted before the stage, which all others are compared with. */
export const AcceptedPoint = z.object({
  optimizer: OptimizerKind,
  batchSize: BatchSize,
  /** 0 with SGD; with Adam without meaning. */
  momentum: Momentum,
  learningRate: LearningRate,
  /** The num_steps that was accepted. */
  steps: z.number().int(),
});
export type AcceptedPoint = z.infer<typeof AcceptedPoint>;

/** What the stage set out to do. Its `base` is all that was accepted, with the horizon as its steps [L5]; points set what differs. */
export const BatchMomentumPlan = z.object({
  base: HyperparameterSet,
  backend: BackendId,
  parallel: z.number().int().min(1).max(64),
  accepted: AcceptedPoint,
  /** What each point sees of examples, repeated ones counted each time: horizon times the accepted batch size [S7]. */
  examples: z.number().int(),
  search: SearchKind,
  searchSeed: z.number().int(),
  /** In ascending order: the axes of the heat map. With Adam `momenta` holds the accepted one alone. */
  batchSizes: z.array(BatchSize),
  momenta: z.array(Momentum),
  /** What is trained, the accepted point among it. */
  points: z.array(z.object({ batchSize: BatchSize, momentum: Momentum })).min(1),
  nesterov: z.boolean(),
  holdRate: z.boolean(),
  prune: z.boolean(),
  secondSeed: z.boolean(),
  race: z.boolean(),
  /** Pairs of the race, fixed beforehand [D7]. */
  racePairs: z.number().int(),
  minutes: z.number().nullable(),
  costs: SearchCosts,
  /** Of a person's own command, what is other than with a built-in network; left out: it is one. */
  command: z
    .object({
      /** What is not tuned, since the command doesn't take it, or its runs could not be compared. */
      fixed: z.array(z.enum(['batchSize', 'momentum', 'seed'])),
      /** What `examples` counts: what its steps are, where it isn't known how many examples they see. */
      seenBy: z.enum(['examples', 'epochs', 'reports']),
      /** It has a schedule of its own, so that it keeps its length [L5]. */
      hasSchedule: z.boolean(),
    })
    .optional(),
  /** What can't win is ended while it runs, since it can't be held at a rung; left out: it can. */
  pruneRunning: z.boolean().optional(),
  /** Batch sizes that were left out of the proposal since they take more than the rows or the memory give. */
  leftOut: z.array(z.object({ batchSize: BatchSize, why: z.enum(['rows', 'memory']) })),
});
export type BatchMomentumPlan = z.infer<typeof BatchMomentumPlan>;

/**
 * Where a point's rate comes from [S6]: it is the accepted one; a probe of the point, over that of the accepted one; scaled from that at
 * momentum 0.9 [B3] (or for a person's point from the nearest that is known); held; or a person named it.
 */
export const RateSource = z.enum(['accepted', 'probe', 'scaled', 'held', 'person']);
export type RateSource = z.infer<typeof RateSource>;

/** One trial of the stage with what it is ranked by [S4]. */
export const BatchMomentumPoint = z.object({
  trialId: z.string(),
  optimizer: OptimizerKind,
  batchSize: BatchSize,
  momentum: Momentum,
  learningRate: LearningRate,
  rateFrom: RateSource,
  /** Its rate over that of its batch size and momentum: 1, 3 or ⅓ (winner and runner-up are tried there too), or what a person chose. */
  multiple: z.number(),
  seed: z.number().int(),
  /** `search`: a point or a multiple of its rate. `seed`: a second seed of one. `race`: a run of the race [S3]. */
  part: z.enum(['search', 'seed', 'race']),
  /** Of the accepted batch size, momentum and rate. */
  isAccepted: z.boolean(),
  status: TrialStatus,
  /** Null: diverged, failed, damaged, nothing measured yet, or of the race. A second seed has the rank of its point. */
  rank: z.number().int().nullable(),
  /** Steps done, and those of its end. */
  steps: z.number().int(),
  stepsFull: z.number().int(),
  /** Examples seen, repeated ones counted each time [S7]. */
  examples: z.number().int(),
  examplesFull: z.number().int(),
  /** What it is ranked by: its lowest smoothed dev loss, the mean over its seeds. */
  level: Known,
  /** Over how many seeds that is; left out: not known. */
  seeds: z.number().int().optional(),
  /** By how much `level` may lie above the lowest and still be within noise of it: two standard errors of the difference; 0: it is the lowest. */
  noise: Known,
  /** Where its dev loss is lowest, on all rows of dev where that was measured: after how many steps and examples that was. */
  lowestDevLoss: Known,
  lowestAt: z.number().int().nullable(),
  lowestAtExamples: z.number().int().nullable(),
  /** Its best evaluation, which the metric may have named: after how many steps, and the metric there. */
  bestAt: z.number().int().nullable().default(null),
  metric: z.object({ name: TrialMetric, value: Known }),
  /** Of the difference of its metric to that of the lowest dev loss: two standard errors, by a paired bootstrap over rows; null: not known. */
  metricNoise: Known,
  /** Examples until its dev loss first was within noise of the lowest; null: never. */
  reached: z.number().int().nullable(),
  /** Within noise of the lowest dev loss. */
  equal: z.boolean(),
  /** Its metric is better than that of the chosen one beyond noise, and its dev loss is worse beyond noise [S4]. */
  suspect: z.boolean(),
});
export type BatchMomentumPoint = z.infer<typeof BatchMomentumPoint>;

/** A mean of paired differences with its 95 % t-interval. */
const Interval = z.object({ mean: Figure, low: Figure, high: Figure });

/** One side of the race. */
export const Racer = z.object({
  optimizer: OptimizerKind,
  batchSize: BatchSize,
  momentum: Momentum,
  /** Null: not known yet. */
  learningRate: LearningRate.nullable(),
});
export type Racer = z.infer<typeof Racer>;

/** Tuned SGD against tuned Adam [S3]: equal examples, paired by seeds that chose neither. */
export const Race = z.object({
  /** The recommended point, and the other optimizer at its batch size. */
  chosen: Racer,
  other: Racer,
  planned: z.number().int(),
  pairs: z.array(
    z.object({
      seed: z.number().int(),
      /** At the best evaluation; null: not known yet, or diverged. */
      chosen: z.object({ trialId: z.string(), devLoss: Known, metric: Known }),
      other: z.object({ trialId: z.string(), devLoss: Known, metric: Known }),
    }),
  ),
  metric: TrialMetric,
  /** Per cent of draws in which an interval holds the true mean: each more than 95 where both loss and metric may decide. */
  confidence: z.number().default(95),
  /** Chosen less other: of the dev loss, below 0 the chosen one is better; of the metric, in its own unit. Null: fewer than two pairs. */
  loss: Interval.nullable(),
  metricDifference: Interval.nullable(),
  /**
   * `chosen`, `other`: it is better beyond the noise of seeds and rows, by the dev loss or where that says nothing the metric.
   * `diverged`: the other one did at every rate, so that there is no pair. Null: still open.
   */
  verdict: z.enum(['chosen', 'other', 'noise', 'diverged']).nullable(),
  /** What the verdict rests on. */
  by: z.enum(['loss', 'metric']).nullable(),
});
export type Race = z.infer<typeof Race>;

/** What the stage tells, computed from stored data alone; while trials run, so far. */
export const BatchMomentumAnswer = z.object({
  kind: z.literal('batchMomentum'),
  metric: TrialMetric,
  /** By batch size, then momentum, then rate, then seed. */
  points: z.array(BatchMomentumPoint),
  batchSizes: z.array(BatchSize),
  momenta: z.array(Momentum),
  /** The recommended one; null: none is usable. */
  best: z
    .object({
      trialId: z.string(),
      optimizer: OptimizerKind,
      batchSize: BatchSize,
      momentum: Momentum,
      learningRate: ChosenRate,
    })
    .nullable(),
  accepted: AcceptedPoint,
  /** What the accepted point's own trial is; null: not started. */
  acceptedTrialId: z.string().nullable(),
  /**
   * What the best one gains over the accepted point: `gain` in dev loss or, where that is within noise, in the metric; `none`: the accepted one is
   * kept; null: that one has no curve yet. Differences are best less accepted, each with as many standard errors as the best of so many needs; where the
   * accepted one is kept, noises are those of what lies lowest beside it.
   */
  gain: z
    .object({
      verdict: z.enum(['gain', 'none']),
      by: z.enum(['loss', 'metric']).nullable(),
      loss: Known,
      lossNoise: Known,
      metric: Known,
      metricNoise: Known,
      /** The other points that were compared with the accepted one, and how many standard errors the best of them needs. */
      among: z.object({ points: z.number().int(), errors: Figure }).nullable().default(null),
      /** Without a gain, the trial of the point that came nearest to one, which the differences are of; left out: not known. */
      nearest: z.string().optional(),
    })
    .nullable(),
  /** Seeds' part of the noise is assumed, since no second seed has run. */
  assumed: z.boolean(),
  /** Whether any dev loss is below that of the best answer that ignores its inputs, beyond noise; null: not known. */
  beatsBaseline: z.boolean().nullable(),
  /** At which end of its list the best one stands; null: at none, or the list has one value. */
  batchEdge: z.enum(['low', 'high']).nullable(),
  momentumEdge: z.enum(['low', 'high']).nullable(),
  numSteps: NumStepsAgain,
  holdRate: z.boolean(),
  /** How the best one's rate compares with 3 and ⅓ times it: it holds, another multiple won, or that was not tried (yet). */
  rateCheck: z.enum(['holds', 'moved', 'open', 'none']),
  race: Race.nullable(),
  search: SearchKind,
  costs: SearchCosts,
  /** Probes that are still to come, of so many; trials still queued, running or waiting. */
  probes: z.object({ open: z.number().int(), planned: z.number().int() }),
  open: z.number().int(),
  /** 0 to 1; what pruning spares counts as done. */
  done: Figure,
  pruned: z.number().int(),
  stepsUsed: z.number().int(),
  stepsFull: z.number().int(),
  examplesUsed: z.number().int(),
  examplesFull: z.number().int(),
});
export type BatchMomentumAnswer = z.infer<typeof BatchMomentumAnswer>;

/** What was read of a `detail`, so that one that is looked at often is read once, and the same object each time. */
const read = new WeakMap<object, BatchMomentumAnswer | null>();

/** The stage's own answer in what is recommended of it; null: it is that of no such stage. */
export function batchMomentumOf({
  recommendation,
}: {
  recommendation: StageRecommendation | null;
}): BatchMomentumAnswer | null {
  const detail = recommendation?.detail;
  if (typeof detail !== 'object' || detail === null) return null;
  if (!read.has(detail)) read.set(detail, BatchMomentumAnswer.safeParse(detail).data ?? null);
  return read.get(detail) ?? null;
}
