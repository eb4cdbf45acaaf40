import { z } from 'zod';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Device } from './machine.ts';
import { MetricBatch } from './metrics.ts';
import { ProbeAnswer } from './probe.ts';
import { Reason } from './reason.ts';

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
  }),
  /** One probe in place of a trial; answered by exactly one `probed`. */
  z.object({
    type: z.literal('probe'),
    hyperparameters: Hyperparameters.omit({ learningRate: true }),
    backend: BackendId,
    preparedFile: z.string(),
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
  z.object({
    type: z.literal('ended'),
    status: z.enum(['finished', 'diverged', 'stopped', 'failed']),
    reason: Reason.nullable(),
    /** Optimizer updates done. */
    steps: z.number().int(),
    seconds: z.number(),
  }),
  /** The answer to `probe`, or null with the reason why there is none. */
  z.object({ type: z.literal('probed'), answer: ProbeAnswer.nullable(), reason: Reason.nullable() }),
  /** The answer to `measure`: the median step time of the reference step, or null with the reason why it can't run. */
  z.object({
    type: z.literal('measured'),
    stepMs: z.number().nullable(),
    reason: Reason.nullable(),
    device: Device.nullable(),
  }),
]);
export type FromTrainer = z.infer<typeof FromTrainer>;
