import { z } from 'zod';
import { LearningRate } from './hyperparameters.ts';
import { Figure, Known, MetricBest, TrialMetric } from './metrics.ts';
import type { StageRecommendation } from './recommendation.ts';
import { TrialStatus } from './trial.ts';

/**
 * One trial of a ladder with what its learning rate was ranked by (L3): the lowest smoothed dev loss, how near it is to the deepest
 * candidate's, and the steps until it first came within noise of that. Rank null: diverged, failed, nothing measured yet, or its curve
 * is damaged. A second seed of a rate has the rank of its rate.
 */
export const Candidate = z.object({
  learningRate: LearningRate,
  trialId: z.string(),
  /** Of its trial; null: not known (answers of old). */
  seed: z.number().int().nullable().default(null),
  status: TrialStatus,
  rank: z.number().int().nullable(),
  steps: z.number().int(),
  /** Smoothed, of training. */
  finalLoss: Figure.nullable(),
  /** Standard error of `finalLoss` along its own curve. */
  noise: Figure.nullable(),
  stepsToReach: z.number().int().nullable(),
  /** At the last evaluation. */
  devLoss: Figure.nullable(),
  metric: z.object({ name: TrialMetric, value: Figure.nullable() }),
  /** What its learning rate is ranked by: the lowest smoothed dev loss, the mean over its seeds; null: by its training loss, or not at all. */
  level: Known.default(null),
  /** At its best evaluation, on all rows of dev: the dev loss, after how many steps that was, and the metric there. */
  lowestDevLoss: Known.default(null),
  lowestAt: z.number().int().nullable().default(null),
  lowestMetric: Known.default(null),
  /** Its best evaluation where that is another one, since the metric is better there beyond noise; null: that of the lowest dev loss is the best. */
  metricBest: MetricBest.nullable().optional(),
  /** By how much its rate's dev loss may lie above the deepest one's and still be within noise (two standard errors); 0: it is the deepest. */
  devNoise: Known.default(null),
  /** Within noise of the deepest. */
  equal: z.boolean().default(false),
  /** Why it is passed over for one that is as deep: it is near divergence, low for a moment only, or its metric is worse beyond noise. */
  weakness: z.enum(['unstable', 'fragile', 'metric']).nullable().default(null),
});
export type Candidate = z.infer<typeof Candidate>;

/** L5's proposal. `overfitsFrom`: the dev loss was lowest there and has risen since, so that step is num_steps. `value` null: the chosen curve has not converged (or there is no chosen curve). */
export const NumSteps = z.object({
  value: z.number().int().nullable(),
  convergedAt: z.number().int().nullable(),
  converged: z.boolean(),
  epochs: Known,
  overfitsFrom: z.number().int().nullable().default(null),
  /** Where it has not converged: what still gets better; null: not known. */
  moves: z.enum(['loss', 'metric']).nullable().default(null),
});
export type NumSteps = z.infer<typeof NumSteps>;

/** num_steps before and after [S5, R1], in steps, epochs and examples; `to` is null where the chosen curve has not converged. */
export const NumStepsAgain = z.object({
  ...NumSteps.shape,
  from: z.object({ steps: z.number().int(), epochs: Known, examples: z.number().int() }),
  to: z.object({ steps: z.number().int(), epochs: Known, examples: z.number().int() }).nullable(),
});
export type NumStepsAgain = z.infer<typeof NumStepsAgain>;

/** The ladder's answer, computed from stored data alone. While trials run it is the answer so far. */
export const LadderAnswer = z.object({
  /** From high rate to low. */
  candidates: z.array(Candidate),
  /** Null: no candidate is usable. */
  best: z.object({ learningRate: LearningRate, trialId: z.string() }).nullable(),
  /** The lowest final smoothed loss plus its noise: what "within noise of the lowest" means in `stepsToReach`. */
  threshold: Known,
  numSteps: NumSteps,
  /** The best one stands at an end of the ladder (L4): which one; null where it doesn't. */
  atEdge: z.enum(['high', 'low']).nullable(),
  /** Which curves were read: dev, or where nothing was evaluated training (and by the rules of 0.3 to 0.5). */
  by: z.enum(['dev', 'train']).default('train'),
  /** What seeds add to the noise is assumed, since no second seed has run. */
  assumed: z.boolean().default(false),
  /** Whether any candidate's dev loss, or else its metric, is better than that of the best answer that ignores its inputs, beyond noise; null: not known. */
  beatsBaseline: z.boolean().nullable().default(null),
  /** By which figure: where no dev loss does beyond noise, the metric is asked. Null: none does, or it is not known. */
  beatsBy: z.enum(['loss', 'metric']).nullable().optional(),
  /** Candidates within noise of the best that would also do. */
  tied: z.array(LearningRate),
  /** Candidates still queued, running or waiting. */
  open: z.number().int(),
  /** Steps done over steps planned, 0 to 1; what pruning spares counts as done. */
  done: Figure,
  /** Rates that were added past an end [L4], about the best one [L2], and those that were stopped since they can't win. */
  extended: z.array(LearningRate),
  refined: z.array(LearningRate),
  pruned: z.array(LearningRate),
  /** Optimizer steps that were done, and that all candidates would take to their ends. */
  stepsUsed: z.number().int(),
  stepsFull: z.number().int(),
});
export type LadderAnswer = z.infer<typeof LadderAnswer>;

/** What was read of a `detail`, so that one that is looked at often is read once, and the same object each time. */
const read = new WeakMap<object, LadderAnswer | null>();

/** A ladder's own answer in what is recommended of it; null: it is that of no ladder. */
export function ladderOf({ recommendation }: { recommendation: StageRecommendation | null }): LadderAnswer | null {
  const detail = recommendation?.detail;
  if (typeof detail !== 'object' || detail === null) return null;
  if (!read.has(detail)) read.set(detail, LadderAnswer.safeParse(detail).data ?? null);
  return read.get(detail) ?? null;
}
