import { z } from 'zod';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Known, TrialMetric } from './metrics.ts';
import { Statement } from './reason.ts';
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
  /** The num_steps that were accepted; null: none. */
  numSteps: z.number().int().nullable(),
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

/** How one class did, over the test rows of all runs of the chosen configuration. */
export const ClassFigures = z.object({
  label: z.string(),
  /** Rows of test that have it. */
  support: z.number().int(),
  /** Null: nothing was predicted to be it (precision), or no row has it (recall). */
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
});
export type ClassFigures = z.infer<typeof ClassFigures>;

/** What was predicted for rows of each class. */
export const FinalClasses = z.object({
  /** Rows are counted over so many runs. */
  runs: z.number().int(),
  /** `[classes, classes]`: by what is right, then by what was predicted. */
  confusion: z.array(z.array(z.number())),
  classes: z.array(ClassFigures),
});
export type FinalClasses = z.infer<typeof FinalClasses>;

/** Predicted against true values of a regression's test rows, in the target's own unit; predicted: the mean over the runs. */
export const FinalRegression = z.object({
  runs: z.number().int(),
  /** So many rows of test there are; `sample` has some of them, drawn by a fixed seed. */
  rows: z.number().int(),
  sample: z.array(z.object({ actual: z.number(), predicted: z.number() })),
  /** Predicted less true. */
  residuals: z.object({
    mean: z.number(),
    deviation: z.number(),
    /** At 5, 25, 50, 75 and 95 %. */
    quantiles: z.array(z.number()),
  }),
});
export type FinalRegression = z.infer<typeof FinalRegression>;

/** The chosen configuration by cross-validation over train and dev, where test is small [M9]. */
export const FinalCrossValidation = z.object({
  folds: z.array(
    z.object({ fold: z.number().int(), trialId: z.string(), status: TrialStatus, figures: FinalFigures.nullable() }),
  ),
  /** Of num_steps, which was fixed beforehand. */
  steps: z.number().int(),
  means: FinalMeans,
  /** What it is worth: slightly optimistic, since some of these rows chose. */
  note: Statement,
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
  /** How the data's classes did on test; null: it is not read, or there are none. */
  classes: FinalClasses.nullable().default(null),
  /** Null: it is not read, or no regression. */
  regression: FinalRegression.nullable().default(null),
  /** Null: it isn't asked for. */
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
