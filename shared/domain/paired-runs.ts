import { z } from 'zod';
import { Known } from './metrics.ts';
import { TrialStatus } from './trial.ts';

/* Runs in pairs that share their seed, and with it first weights and batches, and differ in one thing alone [D6, D7, R1]. */

/** So many pairs at most; one alone has no spread. */
export const MOST_PAIRS = 30;
export const Pairs = z.number().int().min(2).max(MOST_PAIRS);

/** One run of a pair at its best evaluation, where all its figures are read. */
export const PairedRun = z.object({
  trialId: z.string(),
  status: TrialStatus,
  /** The dev loss, on all rows of dev where that was measured; null: not known, or it diverged. */
  devLoss: Known,
  devMetric: Known,
  /** After how many steps that was. */
  at: z.number().int().nullable(),
});
export type PairedRun = z.infer<typeof PairedRun>;

/** Two runs from one seed that differ in what is compared alone. */
export const RunPair = z.object({
  seed: z.number().int(),
  /** Null: not started yet. */
  without: PairedRun.nullable(),
  with: PairedRun.nullable(),
  /** Dev loss with it, less that without it: below 0 is better; null: one of them is not known. */
  difference: Known,
  /** The same of the dev metric, in whichever direction is better. */
  metricDifference: Known,
  /** Which of them diverged, so that the pair can't be compared; null: none. */
  diverged: z.enum(['with', 'without', 'both']).nullable(),
});
export type RunPair = z.infer<typeof RunPair>;

/** A mean over pairs with its 95 % t-interval. */
export const MeanDifference = z.object({ mean: z.number(), low: z.number(), high: z.number() });
export type MeanDifference = z.infer<typeof MeanDifference>;

/**
 * What the pairs say [D6], of the dev loss at the best evaluation.
 * - `flat`: the interval lies within ± 1 % of the loss, so that what is compared decides nothing here.
 * - `gain`, `worse`: the interval excludes 0, and the difference is beyond row noise.
 * - `unknown`: none of them.
 */
export const PairedVerdict = z.enum(['gain', 'flat', 'unknown', 'worse']);
export type PairedVerdict = z.infer<typeof PairedVerdict>;

/** One thing against another one, pair by pair. */
export const PairedComparison = z.object({
  pairs: z.array(RunPair),
  /** Pairs that were planned, and that could be compared. */
  planned: z.number().int(),
  n: z.number().int(),
  /** The mean dev loss of what it is compared with, over the pairs that count. */
  loss: Known,
  /** Of the dev loss, below 0 is better; null: fewer than two pairs. */
  difference: MeanDifference.nullable(),
  /** Of the metric; null: fewer than two pairs, or there is none. */
  metricDifference: MeanDifference.nullable(),
  /** By how much the mean difference of losses may lie off 0 by which rows are in dev: two standard errors, paired by row; null: not kept. */
  rowNoise: Known,
  /** Standard deviation of the differences between seeds. */
  seedNoise: Known,
  /** Null: not all of its pairs have ended. */
  verdict: PairedVerdict.nullable(),
});
export type PairedComparison = z.infer<typeof PairedComparison>;

/** So many pairs in all would probably settle an unknown difference, and cost so many steps; null: no number of them within reach. */
export const MorePairs = z.object({ pairs: z.number().int(), steps: z.number().int() }).nullable();
export type MorePairs = z.infer<typeof MorePairs>;
