import { z } from 'zod';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Figure } from './metrics.ts';

/** What a short look at the network on its data measured, before anything is tuned. The network is left as it was. */
export const PreparationMeasured = z.object({
  parameterCount: z.number().int(),
  /** Mean loss of the untrained network over the first batches of train. */
  initialLoss: Figure,
  /** Whether every gradient of the first batch is finite. */
  gradientsFinite: z.boolean(),
  /** Each weight matrix as it was initialised [M8]; biases left out. */
  layers: z.array(
    z.object({
      name: z.string(),
      /** By which rule. */
      initialisation: z.enum(['he', 'glorot', 'embedding']),
      std: Figure,
      /** What the rule asks for. */
      expectedStd: z.number(),
    }),
  ),
  /** How many of the stored inputs are the same in all rows that were looked at, of how many. */
  constantInputs: z.object({ constant: z.number().int(), inputs: z.number().int(), rows: z.number().int() }),
  /** One batch trained on by itself, again and again; the bar is what must be reached. */
  singleBatch: z.object({ rows: z.number().int(), steps: z.number().int(), before: Figure, after: Figure }),
  /** Median time of a step and of an evaluation of dev, everything recorded, in ms; from starting a trainer to its first step. */
  stepMs: z.number(),
  evaluationMs: z.number(),
  startMs: z.number(),
  /** What the trainer's process took, in bytes; null: it can't tell. */
  memoryBytes: z.number().nullable(),
  /** SHA-256 of the network's state before and after. */
  digestBefore: z.string(),
  digestAfter: z.string(),
  seconds: z.number(),
});
export type PreparationMeasured = z.infer<typeof PreparationMeasured>;

/** One check of stage 0: what it says, and how it ended. `stops`: nothing can be learnt like this. */
export const PreparationCheck = z.object({
  /** Its name, also in `prepare.check.<id>` of the messages. */
  id: z.string(),
  rule: z.enum(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8']).nullable(),
  verdict: z.enum(['passes', 'warns', 'stops']),
  /** The plain sentence. */
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
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
