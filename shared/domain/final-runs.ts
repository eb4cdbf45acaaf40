import { z } from 'zod';
import { ClassificationErrors, RegressionErrors } from './error-analysis.ts';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Known, TrialMetric } from './metrics.ts';
import type { StageRecommendation } from './recommendation.ts';
import { TestReading } from './test-reading.ts';
import { TrialStatus } from './trial.ts';

/*
 * Stage 5, final runs [R2]: the chosen configuration beside the default one over seeds that no stage used, on dev and, read once, on test. What a person
 * may choose of it, what it sets out to do, and what it tells.
 */

/** So few seeds at least, and so many at most. */
export const FEWEST_SEEDS = 3;
export const MOST_SEEDS = 30;
const Seeds = z.number().int().min(FEWEST_SEEDS).max(MOST_SEEDS);
const Seed = Hyperparameters.shape.seed;

/** What a person may choose of final runs; what is left out follows from what was accepted before them. */
export const FinalChoice = z.object({
  /** So many runs of each configuration; left out: five where a run takes less than a minute, else three. */
  seeds: Seeds.optional(),
  backend: BackendId.optional(),
  /** Trials side by side. */
  parallel: z.number().int().min(1).max(64).optional(),
});
export type FinalChoice = z.infer<typeof FinalChoice>;

/** What final runs set out to do. Their `base` is the whole chosen configuration, with the horizon as its steps [L5]. */
export const FinalPlan = z.object({
  base: HyperparameterSet,
  backend: BackendId,
  parallel: z.number().int().min(1).max(64),
  /** No earlier stage of the project used one of them; fixed before anything runs. */
  seeds: z.array(Seed).min(FEWEST_SEEDS).max(MOST_SEEDS),
  /** What the default configuration sets over `base`; null: the chosen one is the default one, so one arm is enough. */
  default: HyperparameterSet.nullable(),
  /** Whether test is read once all runs are done; false: nobody has its rows, as of a person's own command. */
  readsTest: z.boolean(),
  /** Folds of cross-validation, where test is small [M9]; 0: none. `rolling`: by rolling origin. */
  folds: z.number().int().min(0).default(0),
  rolling: z.boolean().default(false),
  /** The num_steps that were accepted; null: none. */
  numSteps: z.number().int().nullable(),
  /** Of a person's own command, whose default configuration is what they wrote; left out: of a built-in network. */
  ofCommand: z.boolean().optional(),
});
export type FinalPlan = z.infer<typeof FinalPlan>;

/** Loss and metric of one network over the rows of a part. */
export const FinalFigures = z.object({ loss: Known, metric: Known });
export type FinalFigures = z.infer<typeof FinalFigures>;

/** One run at its best evaluation, where all of its figures are read. */
export const FinalRun = z.object({
  trialId: z.string(),
  seed: z.number().int(),
  status: TrialStatus,
  /** After how many steps its best evaluation was; null: it has none (yet), or diverged. */
  at: z.number().int().nullable(),
  dev: FinalFigures,
  /** With the weights of that evaluation; null: not read (yet). */
  test: FinalFigures.nullable(),
});
export type FinalRun = z.infer<typeof FinalRun>;

/** Mean and sample standard deviation over the `n` runs that have the figure; `spread` null: fewer than two. */
export const MeanSpread = z.object({ n: z.number().int(), mean: z.number(), spread: z.number().nullable() });
export type MeanSpread = z.infer<typeof MeanSpread>;

/** The same of loss and metric; null: no run has one. */
export const FinalMeans = z.object({ loss: MeanSpread.nullable(), metric: MeanSpread.nullable() });
export type FinalMeans = z.infer<typeof FinalMeans>;

/** The runs of one configuration. */
export const FinalArm = z.object({
  /** Everything but the seed. */
  hyperparameters: HyperparameterSet,
  /** One a seed, as far as they were started. */
  runs: z.array(FinalRun),
  dev: FinalMeans,
  /** Null: test was not read (yet). */
  test: FinalMeans.nullable(),
});
export type FinalArm = z.infer<typeof FinalArm>;

/** Of the chosen configuration against the default one. */
export const FinalVerdict = z.enum(['better', 'notDistinguishable', 'worse']);
export type FinalVerdict = z.infer<typeof FinalVerdict>;

/**
 * The figure of the chosen configuration less that of the default one, a mean over pairs of runs from the same seed. Its standard error holds seeds and
 * rows; `low` to `high` is the 95 % t-interval of both together.
 */
export const FinalDifference = z.object({
  /** Pairs. */
  n: z.number().int(),
  mean: z.number(),
  /** Standard error: the root of the squares of the two below together. */
  error: z.number(),
  /** The part of it that comes from seeds: the sample sd of the differences over the root of n. */
  seedError: z.number(),
  /** The part that comes from which rows there are; null: rows were not kept, so that it is not in `error`. */
  rowError: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  verdict: FinalVerdict,
});
export type FinalDifference = z.infer<typeof FinalDifference>;

/** Null: fewer than two pairs have the figure. A loss is better below 0, a metric in its own direction. */
export const FinalComparison = z.object({
  loss: FinalDifference.nullable(),
  metric: FinalDifference.nullable(),
});
export type FinalComparison = z.infer<typeof FinalComparison>;

/** One configuration over the folds. */
export const FoldedArm = z.object({
  folds: z.array(
    z.object({
      fold: z.number().int(),
      trialId: z.string(),
      status: TrialStatus,
      /** At the last step, on the rows that the fold scores; null: not known (yet). */
      figures: FinalFigures.nullable(),
    }),
  ),
  /** Of num_steps, which was fixed before: the median of where the final runs were best. */
  steps: z.number().int(),
  means: FinalMeans,
});
export type FoldedArm = z.infer<typeof FoldedArm>;

/** Both configurations by cross-validation over train and dev, where test is small [M9]: slightly optimistic, since some of these rows chose. */
export const FinalCrossValidation = z.object({
  chosen: FoldedArm,
  /** Null: there is one arm, or none of its runs came to its end. */
  default: FoldedArm.nullable(),
  /** Folds that were planned, and whether they follow the order of time (rolling origin). */
  planned: z.number().int(),
  rolling: z.boolean(),
  /** In how many of the folds that both have the chosen configuration has the lower loss. */
  better: z.object({ folds: z.number().int(), of: z.number().int() }).nullable(),
});
export type FinalCrossValidation = z.infer<typeof FinalCrossValidation>;

/** What the answer rests on. */
export const FinalConclusion = z.object({
  verdict: FinalVerdict,
  /** Of dev where test was not read: those rows have chosen, which is said. */
  part: z.enum(['dev', 'test']),
  figure: z.enum(['loss', 'metric']),
});
export type FinalConclusion = z.infer<typeof FinalConclusion>;

/** What final runs tell, computed from stored data alone; while they run, so far. */
export const FinalAnswer = z.object({
  kind: z.literal('finalRuns'),
  metric: TrialMetric,
  /** T: the horizon that all of them train to. */
  steps: z.number().int(),
  /** Seeds that were planned. */
  seeds: z.array(z.number().int()),
  chosen: FinalArm,
  /** Null: the chosen configuration is the default one. */
  default: FinalArm.nullable(),
  /** Chosen less default, on each part; null: there is one arm, or (test) it was not read yet. */
  dev: FinalComparison.nullable(),
  test: FinalComparison.nullable(),
  /** Null: not all runs are done, or there is one arm. */
  conclusion: FinalConclusion.nullable(),
  /** Rows of dev and of test; null: not known, or (test) not read. */
  rows: z.object({ dev: z.number().int().nullable(), test: z.number().int().nullable() }),
  /** Each time that the test rows of this data have been read in the project, oldest first, that of this stage included. */
  readings: z.array(TestReading),
  /** The run of the chosen configuration whose weights are carried away: that of the lowest dev loss, which dev may choose; null: none is done. */
  carried: z.object({ trialId: z.string(), step: z.number().int() }).nullable(),
  /** Trials and readings still to end. */
  open: z.number().int(),
  /** How the data's classes did on test, over all runs of the chosen configuration; null: it is not read, or there are none. */
  classes: ClassificationErrors.nullable().default(null),
  /** Null: it is not read, or no regression. */
  regression: RegressionErrors.nullable().default(null),
  /** Null: test is large enough, or it has not begun. */
  crossValidation: FinalCrossValidation.nullable().default(null),
});
export type FinalAnswer = z.infer<typeof FinalAnswer>;

/** What was read of a `detail`, so that one that is looked at often is read once, and the same object each time. */
const read = new WeakMap<object, FinalAnswer | null>();

/** Final runs' own answer in what is recommended of them; null: it is that of no such stage. */
export function finalOf({ recommendation }: { recommendation: StageRecommendation | null }): FinalAnswer | null {
  const detail = recommendation?.detail;
  if (typeof detail !== 'object' || detail === null) return null;
  if (!read.has(detail)) read.set(detail, FinalAnswer.safeParse(detail).data ?? null);
  return read.get(detail) ?? null;
}
