import { z } from 'zod';
import { DataChoice, DatasetFacts } from './dataset.ts';
import { BackendId, Hyperparameters, LearningRate, NetworkChoice } from './hyperparameters.ts';
import { Known } from './metrics.ts';

/** One data set with all that was tried on it. */
export const Project = z.object({
  id: z.string(),
  name: z.string(),
  /** What the person gave: `sample:digits` or a path. */
  source: z.string(),
  /** What the person said about the data. */
  choice: DataChoice,
  /** Null: not read by this version of the program yet. */
  facts: DatasetFacts.nullable(),
  dataDigest: z.string().nullable(),
  /** What the person chose on the Model step, or by flags in the terminal; null: what the data proposes. */
  network: NetworkChoice.nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Project = z.infer<typeof Project>;

/** The stages of docs/method.md as they stand in the wizard's rail. */
export const StageKind = z.enum(['trial', 'learningRate']);
export type StageKind = z.infer<typeof StageKind>;

/** What a stage set out to do. For `learningRate`: the ladder's rates from high to low; for `trial`: its one rate. */
export const StagePlan = z.object({
  base: Hyperparameters.omit({ learningRate: true }),
  rates: z.array(LearningRate).min(1).max(24),
  backend: BackendId,
  /** Trials side by side (L7). */
  parallel: z.number().int().min(1).max(64),
  /** Rungs that can't win any more are stopped at fixed barriers. */
  prune: z.boolean().default(false),
  /** Where the best rung stands at an end, the ladder goes on past it (L4). */
  extend: z.boolean().default(false),
  /** In the end the half-decade neighbours of the best rung are tried too (L2). */
  refine: z.boolean().default(false),
  /** Rates that came to the ladder after it was planned, and why, in that order. */
  added: z.array(z.object({ rate: LearningRate, why: z.enum(['extended', 'refined', 'person']) })).default([]),
});
export type StagePlan = z.infer<typeof StagePlan>;

/**
 * `running`: trials are queued, running or waiting. `finished`: every trial ended by itself. `stopped`: a person stopped it.
 * `paused`: a person paused it. `interrupted`: the core ended in the middle. Both go on from their checkpoints.
 */
export const StageStatus = z.enum(['running', 'paused', 'finished', 'stopped', 'interrupted']);
export type StageStatus = z.infer<typeof StageStatus>;

/** A group of trials that answers one question. */
export const Stage = z.object({
  id: z.string(),
  projectId: z.string(),
  kind: StageKind,
  status: StageStatus,
  plan: StagePlan,
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  /** How long it ran, pauses and the machine's sleep left out; as far as it ended. Null: not known, as after a kill. */
  tookMs: Known.default(null),
});
export type Stage = z.infer<typeof Stage>;

/**
 * What a person accepted as a project's learning rate and num_steps, with the evidence it was shown with as JSON: a ladder's
 * answer, or a probe's. The newest one of a project counts.
 */
export const Decision = z.object({
  id: z.string(),
  projectId: z.string(),
  /** The ladder it follows from; null: a probe's estimate was accepted. */
  stageId: z.string().nullable(),
  /** The probe it follows from; null: a ladder. */
  probeId: z.string().nullable(),
  learningRate: LearningRate,
  numSteps: z.number().int().min(1),
  /** True where the person took what was recommended. */
  recommended: z.boolean(),
  evidence: z.unknown(),
  /** Of the data that it holds for: those of its evidence, or those it was kept for. Null: not known. */
  dataDigest: z.string().nullable(),
  /** The network that it holds for; null: not known. */
  network: NetworkChoice.nullable(),
  createdAt: z.number(),
});
export type Decision = z.infer<typeof Decision>;
