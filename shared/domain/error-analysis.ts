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
export const MOST_POINTS = 1000;

/** A 95 % interval. */
export const Interval = z.object({ low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

/** How one class did; its intervals (Wilson) are those of the rows alone. */
export const ClassFigures = z.object({
  label: z.string(),
  /** Rows of the class. */
  support: Count,
  /** Rows that were predicted to be of it, a run. */
  predicted: z.number(),
  /** Of its rows, the share that was found; null: it has none. */
  recall: z.number().nullable(),
  recallInterval: Interval.nullable(),
  /** Of what was predicted to be of it, the share that is; null: nothing was. */
  precision: z.number().nullable(),
  precisionInterval: Interval.nullable(),
  /** 2 · hits / (support + predicted); null: it neither occurs nor was predicted. */
  f1: z.number().nullable(),
  /** Lower than that of all other classes together, beyond what the choice of rows explains. */
  isRecallLow: z.boolean(),
  isPrecisionLow: z.boolean(),
  /** It has so few rows that little can be said of it. */
  few: z.boolean(),
});
export type ClassFigures = z.infer<typeof ClassFigures>;

/** Rows of one class that were taken for another. */
export const Confusion = z.object({
  /** Numbers of classes: what is right, and what was predicted. */
  actual: Count,
  predicted: Count,
  /** A run. */
  rows: z.number(),
  /** Of the rows of `actual`. */
  share: z.number(),
});
export type Confusion = z.infer<typeof Confusion>;

/** Where a classifier is wrong. */
export const ClassificationErrors = z.object({
  /** Rows that were evaluated, by so many runs each. */
  rows: Count,
  runs: Count,
  accuracy: z.number(),
  /** In the order of their numbers. */
  classes: z.array(ClassFigures),
  /** The most frequent first. */
  confusions: z.array(Confusion),
  /** `[classes, classes]`: by what is right, then by what was predicted, counted over all runs; []: too many classes to be drawn. */
  confusion: z.array(z.array(Count)),
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
  isErrorLarge: z.boolean(),
});
export type TargetRange = z.infer<typeof TargetRange>;

/** Where a regression is wrong, in the target's own unit. */
export const RegressionErrors = z.object({
  /** Rows that were evaluated, by so many runs each. */
  rows: Count,
  runs: Count,
  /** Predicted − true: the mean (bias) with its standard error over rows, the standard deviation, and the 5, 25, 50, 75 and 95 % quantiles. */
  residuals: z.object({ mean: z.number(), error: z.number(), deviation: z.number(), quantiles: z.array(z.number()) }),
  /** Mean absolute error, and the root of the mean squared error. */
  mae: z.number(),
  rmse: z.number(),
  /** What the twentieth of the rows with the largest errors has of the sum of squares: 0.28 where residuals are normal. */
  tailShare: z.number(),
  /** The ends are heavy: a few rows make most of the error. */
  hasHeavyTails: z.boolean(),
  /** From the smallest targets to the largest, as many rows each. */
  ranges: z.array(TargetRange),
  /** Residuals over all runs: how many lie in each part of equal width, and beyond its ends. */
  histogram: z.object({ from: z.number(), to: z.number(), counts: z.array(Count), below: Count, above: Count }),
  /** Some rows that stand for all by their targets, each as one of the runs has it: a mean over runs would look better than any of them. */
  sample: z.array(z.object({ actual: z.number(), predicted: z.number() })),
});
export type RegressionErrors = z.infer<typeof RegressionErrors>;
