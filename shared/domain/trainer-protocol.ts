import { z } from 'zod';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Device } from './machine.ts';
import { MetricBatch } from './metrics.ts';
import { NetworkMeasured } from './preparation.ts';
import { ProbeAnswer } from './probe.ts';
import { Reason } from './reason.ts';

/** SHA-256 of the prepared file, which is checked when it is opened; null: whatever is there (benches). */
const DataDigest = z.string().nullable().default(null);

/**
 * What core and trainer say to each other over their port (structured clone, typed arrays as they are). One trainer
 * trains one trial: the core sends `train` once, later perhaps `stop`; the trainer reports and ends with exactly one
 * `ended`, then exits. A port that closes ends the trainer at once.
 */
export const ToTrainer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('train'),
    hyperparameters: Hyperparameters,
    backend: BackendId,
    /** Where the host finds the prepared file: a path in Node, a URL in a window. */
    preparedFile: z.string(),
    dataDigest: DataDigest,
    /** Go on from this checkpoint (`electron/trainer/checkpoint`); null: from the beginning. */
    checkpoint: z.instanceof(Uint8Array).nullable().default(null),
    /** Stop before this step with a checkpoint and `held`; null: train to the end. */
    until: z.number().int().nullable().default(null),
    /** A checkpoint at least this often, in ms. */
    checkpointEveryMs: z.number().default(10_000),
  }),
  /** The checks of stage 0 and the time of a step in place of a trial; answered by exactly one `prepared`. */
  z.object({
    type: z.literal('prepare'),
    hyperparameters: Hyperparameters.omit({ learningRate: true }),
    backend: BackendId,
    preparedFile: z.string(),
    dataDigest: DataDigest,
  }),
  /** One probe in place of a trial; answered by exactly one `probed`. */
  z.object({
    type: z.literal('probe'),
    hyperparameters: Hyperparameters.omit({ learningRate: true }),
    backend: BackendId,
    preparedFile: z.string(),
    dataDigest: DataDigest,
  }),
  z.object({ type: z.literal('measure'), backend: BackendId, seconds: z.number() }),
  /** Stop within a second; what was measured is reported first. */
  z.object({ type: z.literal('stop') }),
]);
export type ToTrainer = z.infer<typeof ToTrainer>;

export const FromTrainer = z.discriminatedUnion('type', [
  /** Training begins: parameter names with shapes, in order, and their number in all. */
  z.object({
    type: z.literal('started'),
    parameters: z.array(z.object({ name: z.string(), shape: z.array(z.number().int()) })),
    parameterCount: z.number().int(),
  }),
  /** At most every 100 ms, rows in order; nothing is ever sent twice. */
  z.object({
    type: z.literal('metrics'),
    batches: z.array(MetricBatch),
    /** What the trainer's process takes of the machine's memory by now; null: it can't tell. */
    memoryBytes: z.number().nullable().default(null),
  }),
  /** A line for the trial's log, without time stamp and line end. */
  z.object({ type: z.literal('log'), line: z.string() }),
  /**
   * Everything that the trial's further course depends on, before update `step`. All points before that step were sent earlier.
   * Sent now and then, and before `ended` where that says `stopped` or `held`. It comes in pieces, one after the other, since a
   * message of 100 MiB would hold the core up.
   */
  z.object({
    type: z.literal('checkpoint'),
    step: z.number().int(),
    piece: z.instanceof(Uint8Array),
    /** With this piece the state is whole. */
    last: z.boolean(),
  }),
  z.object({
    type: z.literal('ended'),
    /** `held`: at the step that `until` named. */
    status: z.enum(['finished', 'diverged', 'stopped', 'failed', 'held']),
    reason: Reason.nullable(),
    /** Optimizer updates done, from the trial's first on. */
    steps: z.number().int(),
    /** Of training, from the trial's first step on. */
    seconds: z.number(),
  }),
  /** The answer to `probe`, or null with the reason why there is none. */
  z.object({ type: z.literal('probed'), answer: ProbeAnswer.nullable(), reason: Reason.nullable() }),
  /** The answer to `prepare`, or null with the reason why there is none. */
  z.object({ type: z.literal('prepared'), measured: NetworkMeasured.nullable(), reason: Reason.nullable() }),
  /** The answer to `measure`: the median step time of the reference step, or null with the reason why it can't run. */
  z.object({
    type: z.literal('measured'),
    stepMs: z.number().nullable(),
    reason: Reason.nullable(),
    device: Device.nullable(),
  }),
]);
export type FromTrainer = z.infer<typeof FromTrainer>;
