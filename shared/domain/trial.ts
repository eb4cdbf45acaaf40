import { z } from 'zod';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Figure, Known, MetricBest, TrialMetric } from './metrics.ts';
import { Reason } from './reason.ts';

/**
 * The states of a trial. A trial is owned by the one core that holds the home's lock; only that core changes its state.
 * - `queued`: planned, no process yet. `running`: a trainer process is training it.
 * - `waiting`: at a rung of its ladder, until the other candidates are there; its checkpoint is kept.
 * - `paused`: a person paused it; its checkpoint is kept, and it goes on from there.
 * - `finished`: all steps done. `diverged`: stopped by L8 (loss not finite, or far above its start for long).
 * - `pruned`: stopped because it could not win any more. `stopped`: a person stopped it.
 * - `interrupted`: the core ended while it was queued or running; found at the next start. What it had stored is kept.
 * - `failed`: the trainer was lost (out of memory, device lost, process lost), with its reason.
 */
export const TrialStatus = z.enum([
  'queued',
  'running',
  'waiting',
  'paused',
  'finished',
  'diverged',
  'pruned',
  'stopped',
  'interrupted',
  'failed',
]);
export type TrialStatus = z.infer<typeof TrialStatus>;

/** States that no trainer will change any more unless a person says so. */
export const ENDED: ReadonlySet<TrialStatus> = new Set([
  'paused',
  'finished',
  'diverged',
  'pruned',
  'stopped',
  'interrupted',
  'failed',
]);

/** States from which a trial goes on, from its checkpoint, where a person wants that. */
export const RESUMABLE: ReadonlySet<TrialStatus> = new Set(['paused', 'stopped', 'interrupted', 'failed']);

/** The figures a trial ended with. Null: never measured. Losses and metrics may be non-finite. */
export const TrialResult = z.object({
  /** Optimizer updates done. */
  steps: z.number().int(),
  /** The loss of the last step's batch. */
  trainLoss: Figure.nullable(),
  devLoss: Figure.nullable(),
  devMetric: Figure.nullable(),
  /**
   * The lowest dev loss, that of the best evaluation (`bestEvaluation`), after how many updates that was, and the metric there. Null
   * also where the trial was made by a version before 0.5.
   */
  lowestDevLoss: Figure.nullable().default(null),
  lowestAt: z.number().int().nullable().default(null),
  lowestMetric: Figure.nullable().default(null),
  /** The best evaluation where it is another one; null: that of the lowest dev loss is the best. */
  metricBest: MetricBest.nullable().optional(),
  /** Wall time of training, without start-up. */
  seconds: Known,
  /** Median time of a step. */
  stepMs: Known,
  /** Median update ratio (B1) over all steps. */
  ratioMedian: Figure.nullable(),
});
export type TrialResult = z.infer<typeof TrialResult>;

/** The point of a stage that a trial tries; two of a stage are the same where their keys are (`stage-definition.ts`). */
export const TrialPoint = z.object({
  /** What it sets, by name: `batchSize=64,momentum=0.9`. */
  key: z.string(),
  /** Over what all trials of the stage share. */
  set: HyperparameterSet,
  /** Why it came to its stage. */
  origin: z.enum(['planned', 'extended', 'refined', 'repeated', 'person']),
  /** Points of one name are compared with each other; null: with all. */
  pair: z.string().nullable(),
  /** The fold of cross-validation whose rows it trains on and is evaluated on [M9]; left out: the data as it is divided. */
  fold: z.number().int().min(0).optional(),
});
export type TrialPoint = z.infer<typeof TrialPoint>;

/** Where a trial branches off another one of its stage [D9]: before that step both are the same run, bit for bit. */
export const Branch = z.object({ trialId: z.string(), step: z.number().int().min(1) });
export type Branch = z.infer<typeof Branch>;

/** How the rows that a trial saw were divided: `by` and `column` as the data's facts say, and by which seed. */
export const TrialSplit = z.object({ by: z.string(), column: z.string().nullable(), seed: z.number().int() });
export type TrialSplit = z.infer<typeof TrialSplit>;

/** One training run with fixed hyperparameters. */
export const Trial = z.object({
  id: z.string(),
  stageId: z.string(),
  /** Place in its stage's plan, from 0. */
  position: z.number().int(),
  status: TrialStatus,
  point: TrialPoint,
  /** Null: it began at its first step, also where it was to branch off and could not. */
  branch: Branch.nullable(),
  hyperparameters: Hyperparameters,
  backend: BackendId,
  metric: TrialMetric,
  /** SHA-256 of the prepared file it trained on. */
  dataDigest: z.string(),
  /** How its data was divided [M9]; null: trained by a version before 0.5, at random. */
  split: TrialSplit.nullable(),
  /** Which fold of train and dev it is evaluated on; null: dev, as it was divided. */
  fold: z.number().int().min(0).nullable(),
  /** Rows of dev that each evaluation of its curve is made on (`curveRows`); null: all of them. */
  evaluatedRows: z.number().int().nullable(),
  /** SHA-256 of the preprocessing that made this file; null: not known, trained by a version before 0.2. */
  preprocessingDigest: z.string().nullable(),
  programVersion: z.string(),
  /** Which attempt (from 1) is the current one; 0: never started. */
  attempt: z.number().int(),
  /** Why it ended as `diverged`, `pruned` or `failed`. */
  reason: Reason.nullable(),
  /** What a person should know of it beside how it ended: its state could not be saved, or it started anew. */
  note: Reason.nullable(),
  result: TrialResult.nullable(),
  logFile: z.string(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type Trial = z.infer<typeof Trial>;
