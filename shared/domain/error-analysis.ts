import { z } from 'zod';

/*
 * Where a network is wrong, over some rows that it was evaluated on, by one run or by several that differ in their seed alone: counts and
 * samples, never all rows, so that it can be kept with a stage's answer.
 */

const Count = z.number().int().min(0);

/** More classes than that are told one by one and by their most frequent confusions, without the matrix. */
export const MOST_DRAWN_CLASSES = 20;
/** So many confusions are kept, the most frequent first. */
export const MOST_CONFUSIONS = 20;
/** So many points of predicted against true are kept. */
export const MOST_POINTS = 2000;

/** A share of rows with its 95 % interval (Wilson). */
export const Proportion = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  /** Lower than that of all other classes together, beyond what the choice of rows explains. */
  weak: z.boolean(),
});
export type Proportion = z.infer<typeof Proportion>;

/** How one class did. */
export const ClassFigures = z.object({
  name: z.string(),
  /** Rows of the class. */
  support: Count,
  /** Rows that were predicted to be of it, a run. */
  predicted: z.number(),
  /** Of its rows, those that were found; null: it has none. */
  recall: Proportion.nullable(),
  /** Of what was predicted to be of it, what is; null: nothing was. */
  precision: Proportion.nullable(),
  /** 2 · hits / (support + predicted); null: it neither occurs nor was predicted. */
  f1: z.number().nullable(),
  /** It has so few rows that little can be said of it. */
  few: z.boolean(),
});
export type ClassFigures = z.infer<typeof ClassFigures>;

/** Rows of one class that were taken for another. */
export const Confusion = z.object({
  /** Numbers of classes. */
  label: Count,
  predicted: Count,
  /** A run. */
  rows: z.number(),
  /** Of the rows of `label`. */
  share: z.number(),
});
export type Confusion = z.infer<typeof Confusion>;

export const ClassificationErrors = z.object({
  task: z.literal('classification'),
  /** Rows that were evaluated, by so many runs each. */
  rows: Count,
  runs: Count,
  accuracy: z.number(),
  /** In the order of their numbers. */
  classes: z.array(ClassFigures),
  /** The most frequent first. */
  confusions: z.array(Confusion),
  /** `[classes, classes]`: rows of a class (row) that were predicted to be of one (column), over all runs; null: too many classes. */
  matrix: z.array(z.array(Count)).nullable(),
});
export type ClassificationErrors = z.infer<typeof ClassificationErrors>;

/** How rows did whose targets lie in some part of the range. */
export const TargetRange = z.object({
  /** Targets from `from` to `to`, in their own unit. */
  from: z.number(),
  to: z.number(),
  rows: Count,
  /** Mean of predicted − true, and of its size. */
  bias: z.number(),
  meanError: z.number(),
  /** Its errors are larger than those of all other rows, beyond what the choice of rows explains. */
  weak: z.boolean(),
});
export type TargetRange = z.infer<typeof TargetRange>;

/** Residuals are predicted − true, in the target's own unit. */
export const RegressionErrors = z.object({
  task: z.literal('regression'),
  rows: Count,
  runs: Count,
  /** The mean residual, and the standard error of it, over rows. */
  bias: z.number(),
  biasError: z.number(),
  /** Mean absolute error, and the root of the mean squared error. */
  mae: z.number(),
  rmse: z.number(),
  /** Quantiles of the residuals. */
  quantiles: z.object({ p5: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p95: z.number() }),
  /** What the twentieth of the rows with the largest errors has of the sum of squares: 0.28 where residuals are normal. */
  tailShare: z.number(),
  /** The ends are heavy: a few rows make most of the error. */
  heavyTails: z.boolean(),
  /** From the smallest targets to the largest, as many rows each. */
  ranges: z.array(TargetRange),
  /** Residuals over all runs: how many lie in each part of equal width, and beyond its ends. */
  histogram: z.object({ from: z.number(), to: z.number(), counts: z.array(Count), below: Count, above: Count }),
  /** True and predicted, of some rows that stand for all; of one run each, in turn. */
  points: z.array(z.tuple([z.number(), z.number()])),
});
export type RegressionErrors = z.infer<typeof RegressionErrors>;

export const ErrorAnalysis = z.discriminatedUnion('task', [ClassificationErrors, RegressionErrors]);
export type ErrorAnalysis = z.infer<typeof ErrorAnalysis>;
