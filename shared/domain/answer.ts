import { z } from 'zod';
import { LearningRate } from './hyperparameters.ts';
import { Figure, Known, TrialMetric } from './metrics.ts';
import type { StageRecommendation } from './recommendation.ts';
import { TrialStatus } from './trial.ts';

/**
 * One candidate of a ladder with the two numbers it was ranked by (L3): the final smoothed loss ± its noise, and the step at
 * which it first came within noise of the lowest. Rank null: diverged, failed, nothing measured yet, or its curve is damaged.
 */
export const Candidate = z.object({
  learningRate: LearningRate,
  trialId: z.string(),
  status: TrialStatus,
  rank: z.number().int().nullable(),
  steps: z.number().int(),
  finalLoss: Figure.nullable(),
  /** Standard error of `finalLoss` along its own curve. */
  noise: Figure.nullable(),
  stepsToReach: z.number().int().nullable(),
  devLoss: Figure.nullable(),
  /** The lowest of its dev losses, the step at which it was measured, and the metric there; null, or left out by rules of old: not known. */
  lowestDevLoss: Figure.nullable().optional(),
  lowestAt: z.number().int().nullable().optional(),
  lowestMetric: Figure.nullable().optional(),
  metric: z.object({ name: TrialMetric, value: Figure.nullable() }),
});
export type Candidate = z.infer<typeof Candidate>;

/** L5's proposal. `value` null: the chosen curve has not converged (or there is no chosen curve). */
export const NumSteps = z.object({
  value: z.number().int().nullable(),
  convergedAt: z.number().int().nullable(),
  converged: z.boolean(),
  epochs: Known,
});
export type NumSteps = z.infer<typeof NumSteps>;

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
