import { z } from 'zod';
import { DataChoice, DatasetFacts } from './dataset.ts';
import { BackendId, Hyperparameters, LearningRate } from './hyperparameters.ts';

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
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Project = z.infer<typeof Project>;

/** The stages of METHOD.md as they stand in the wizard's rail. */
export const StageKind = z.enum(['trial', 'learningRate']);
export type StageKind = z.infer<typeof StageKind>;

/** What a stage set out to do. For `learningRate`: the ladder's rates from high to low; for `trial`: its one rate. */
export const StagePlan = z.object({
  base: Hyperparameters.omit({ learningRate: true }),
  rates: z.array(LearningRate).min(1).max(24),
  backend: BackendId,
  /** Trials side by side (L7). */
  parallel: z.number().int().min(1).max(64),
});
export type StagePlan = z.infer<typeof StagePlan>;

/**
 * `running`: trials are queued or running. `finished`: every trial ended by itself. `stopped`: a person stopped it.
 * `interrupted`: the core ended in the middle; it can be continued.
 */
export const StageStatus = z.enum(['running', 'finished', 'stopped', 'interrupted']);
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
});
export type Stage = z.infer<typeof Stage>;

/** What a person accepted, with the evidence it was shown with (the ladder's answer as JSON). */
export const Decision = z.object({
  id: z.string(),
  stageId: z.string(),
  learningRate: LearningRate,
  numSteps: z.number().int().min(1),
  /** True where the person took what was recommended. */
  recommended: z.boolean(),
  evidence: z.unknown(),
  createdAt: z.number(),
});
export type Decision = z.infer<typeof Decision>;
