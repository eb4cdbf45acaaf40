import { z } from 'zod';
import type { Ending } from '../messages/text.ts';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Figure, Known } from './metrics.ts';
import { Reason } from './reason.ts';

/** What a trainer's short look at the network on its data measured. The network is left as it was. */
export const NetworkMeasured = z.object({
  parameterCount: z.number().int(),
  /** Mean loss of the untrained network over the first batches of train. */
  initialLoss: Figure,
  /** Parameters whose update by the first batch's gradient holds a number that is not finite; empty where all is well. */
  notFinite: z.array(z.string()),
  /** Each weight matrix as it was initialised [M8]; biases left out. */
  layers: z.array(
    z.object({
      name: z.string(),
      /** By which rule. */
      initialisation: z.enum(['he', 'glorot', 'embedding']),
      /** How many numbers it has. */
      count: z.number().int(),
      std: Figure,
      /** What the rule asks for. */
      expectedStd: Figure,
    }),
  ),
  /** How many of the inputs are the same in all rows that were looked at, of how many. */
  constantInputs: z.object({ constant: z.number().int(), inputs: z.number().int(), rows: z.number().int() }),
  /** One batch trained on by itself, again and again; the loss must come down to the bar. */
  singleBatch: z.object({
    rows: z.number().int(),
    steps: z.number().int(),
    before: Figure,
    after: Figure,
    bar: Figure,
    /** There was no time for all steps, so a loss above the bar tells nothing. */
    brokenOff: z.boolean(),
  }),
  /** Median time of a step and of an evaluation of dev, everything recorded, in ms. */
  stepMs: Known,
  evaluationMs: Known,
  /** What the trainer's process took, in bytes; null: it can't tell. */
  memoryBytes: Known,
  /** SHA-256 of the network's state before and after. */
  digestBefore: z.string(),
  digestAfter: z.string(),
  seconds: Known,
});
export type NetworkMeasured = z.infer<typeof NetworkMeasured>;

/** What was measured before anything is tuned: the network by a trainer, and what is around it by the core. */
export const PreparationMeasured = z.object({
  ...NetworkMeasured.shape,
  /** From starting a trainer until it can take its first step, in ms. */
  startMs: Known,
  /** Where trials write their logs, and why they can't; null: they can. */
  log: z.object({ folder: z.string(), problem: z.string().nullable() }),
});
export type PreparationMeasured = z.infer<typeof PreparationMeasured>;

/** One check of stage 0: what it says, and how it ended. `stops`: nothing can be learnt like this. */
export const PreparationCheck = z.object({
  /** Its name, also in `prepare.check.<id>` of the messages; another version may know others. */
  id: z.custom<Ending<'prepare.check.'>>(id => typeof id === 'string'),
  rule: z.enum(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8']).nullable(),
  verdict: z.enum(['passes', 'warns', 'stops']),
  /** The plain sentence. */
  ...Reason.shape,
});
export type PreparationCheck = z.infer<typeof PreparationCheck>;

/** One preparation of a project, as it is kept. */
export const Preparation = z.object({
  id: z.string(),
  projectId: z.string(),
  /** Everything but the learning rate that decided it. */
  hyperparameters: Hyperparameters.omit({ learningRate: true }),
  backend: BackendId,
  dataDigest: z.string(),
  programVersion: z.string(),
  measured: PreparationMeasured,
  checks: z.array(PreparationCheck),
  createdAt: z.number(),
});
export type Preparation = z.infer<typeof Preparation>;
