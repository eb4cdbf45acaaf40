import { z } from 'zod';
import { DataChoice, DatasetFacts } from './dataset.ts';
import { HyperparameterSet } from './evidence.ts';
import { BackendId, ChosenRate, ChosenSteps, Hyperparameters, LearningRate, NetworkChoice } from './hyperparameters.ts';
import { Known } from './metrics.ts';
import { OwnCommand } from './own-command.ts';

/** One data set, or one command of a person's own, with all that was tried on it. */
export const Project = z.object({
  id: z.string(),
  name: z.string(),
  /** What the person gave: `sample:digits`, a path, or a command as it may be shown. */
  source: z.string(),
  /** What the person said about the data. */
  choice: DataChoice,
  /** Null: not read by this version of the program yet. */
  facts: DatasetFacts.nullable(),
  /** Of the prepared data, or of the command. */
  dataDigest: z.string().nullable(),
  /** What the person chose on the Model step, or by flags in the terminal; null: what the data proposes. */
  network: NetworkChoice.nullable(),
  /** The person's own command, which has neither facts nor a network; null: a built-in network is trained. */
  command: OwnCommand.nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Project = z.infer<typeof Project>;

/** Which part of a ladder's plan a person may choose; what is left out takes its default. */
export const LadderChoice = z.object({
  ...HyperparameterSet.omit({ learningRate: true }).shape,
  evalEvery: ChosenSteps.nullable().optional(),
  rates: z.array(ChosenRate).min(1).max(24).optional(),
  backend: BackendId.optional(),
  parallel: z.number().int().min(1).max(64).optional(),
  prune: z.boolean().optional(),
  extend: z.boolean().optional(),
  refine: z.boolean().optional(),
  secondSeed: z.boolean().optional(),
  mostSteps: z.number().int().min(1).optional(),
  confirms: z.boolean().optional(),
});
export type LadderChoice = z.infer<typeof LadderChoice>;

/** The plan of a ladder: its rates from high to low; of a single trial: its one rate. */
export const StagePlan = z.object({
  base: Hyperparameters.omit({ learningRate: true }),
  rates: z.array(LearningRate).min(1).max(24),
  backend: BackendId,
  /** Trials side by side (L7). */
  parallel: z.number().int().min(1).max(64),
  /** Candidates that can't win any more are stopped at fixed rungs. */
  prune: z.boolean().default(false),
  /** They are not held at a rung until the others are there too: one that can't win is ended while it runs. */
  pruneRunning: z.boolean().optional(),
  /** It trains a command with a schedule of its own, which goes with its own length: num_steps stays [L5]; left out: it doesn't. */
  ownSchedule: z.boolean().optional(),
  /** Where the best candidate stands at an end, the ladder goes on past it (L4). */
  extend: z.boolean().default(false),
  /** In the end the half-decade neighbours of the best candidate are tried too (L2). */
  refine: z.boolean().default(false),
  /** Candidates within noise of the deepest are trained once more from another seed, to tell a good rate from a lucky one (L3). */
  secondSeed: z.boolean().default(false),
  /**
   * What is added to the planned candidates (L2, L3, L4) may bring the steps of all trials up to so many: what pruning spares pays for it. Left
   * out: nothing limits it.
   */
  mostSteps: z.number().int().min(1).optional(),
  /** It has one candidate, the estimate of a probe, which it is to confirm: where that diverges, half of it is tried. Left out: no. */
  confirms: z.boolean().optional(),
  /** Rates that came to the ladder after it was planned, and why, in that order. */
  added: z.array(z.object({ rate: LearningRate, why: z.enum(['extended', 'refined', 'person']) })).default([]),
});
export type StagePlan = z.infer<typeof StagePlan>;

/**
 * What any stage set out to do: what its trials share, on which backend, and how many side by side (L7). What its definition planned beside
 * (`StageDefinition.Plan`) is kept as it is, for that to read.
 */
export const StageFrame = z.looseObject({
  base: HyperparameterSet,
  backend: StagePlan.shape.backend,
  parallel: StagePlan.shape.parallel,
});
export type StageFrame = z.infer<typeof StageFrame>;

/**
 * `running`: trials are queued, running or waiting. `finished`: every trial ended by itself. `stopped`: a person stopped it.
 * `paused`: a person paused it. `interrupted`: the core ended in the middle. Both go on from their checkpoints.
 */
export const StageStatus = z.enum(['running', 'paused', 'finished', 'stopped', 'interrupted']);
export type StageStatus = z.infer<typeof StageStatus>;

/**
 * What a decision was made from, or what a stage was planned from. What is not known counts as unchanged: of those of old, of projects whose
 * data was never read.
 */
export const MadeFrom = z.object({
  /** SHA-256 of the prepared file. */
  dataDigest: z.string().nullable(),
  /** With what the data proposes where the person chose none. */
  network: NetworkChoice.nullable(),
  /** What the stages before had set (`Configuration.set` without its own kind's). */
  configuration: HyperparameterSet.nullable(),
});
export type MadeFrom = z.infer<typeof MadeFrom>;

/** Whether a decision, or a stage, still holds: for the data, the network, and what was accepted before it, as they are now. */
export const Standing = z.enum(['holds', 'otherData', 'otherNetwork', 'otherConfiguration']);
export type Standing = z.infer<typeof Standing>;

/** A group of trials that answers one question. */
export const Stage = z.object({
  id: z.string(),
  projectId: z.string(),
  /** Of its definition (`stages/definitions.ts`). */
  kind: z.string(),
  status: StageStatus,
  plan: StageFrame,
  /** What it was planned from; null: planned by a version that did not keep it. */
  inputs: MadeFrom.nullable(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  /** How long it ran, pauses and the machine's sleep left out; as far as it ended. Null: not known, as after a kill. */
  tookMs: Known.default(null),
});
export type Stage = z.infer<typeof Stage>;

/**
 * What a person accepted for a project, with the evidence it was shown with as JSON: of a stage, of a probe, or their own. Of each kind the
 * newest one counts.
 */
export const Decision = z.object({
  id: z.string(),
  projectId: z.string(),
  /** The stage it follows from; null: a probe's estimate was accepted. */
  stageId: z.string().nullable(),
  /** The probe it follows from; null: a stage. */
  probeId: z.string().nullable(),
  /** Of the stage whose question it answers. */
  kind: z.string(),
  set: HyperparameterSet,
  /** True where the person took what was recommended. */
  recommended: z.boolean(),
  evidence: z.unknown(),
  /** Of the data that it holds for: those of its evidence, or those it was kept for. Null: not known. */
  dataDigest: z.string().nullable(),
  /** The network that it holds for; null: not known. */
  network: NetworkChoice.nullable(),
  /** What the stages before had set when it was made; null: not known. */
  configuration: HyperparameterSet.nullable(),
  /** By which rules its evidence was found (`RULE_VERSION`). */
  ruleVersion: z.number().int(),
  createdAt: z.number(),
});
export type Decision = z.infer<typeof Decision>;

/** What a decision says of the learning rate and of num_steps; NaN: nothing. */
export const acceptedRate = ({ set }: Pick<Decision, 'set'>): { learningRate: number; numSteps: number } => ({
  learningRate: set.learningRate ?? Number.NaN,
  numSteps: set.steps ?? Number.NaN,
});
