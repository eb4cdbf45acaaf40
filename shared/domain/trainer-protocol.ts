import { z } from 'zod';
import { BackendId, Hyperparameters } from './hyperparameters.ts';
import { Device } from './machine.ts';
import { Figure, Known, MetricBatch } from './metrics.ts';
import { NetworkMeasured } from './preparation.ts';
import { ProbeAnswer } from './probe.ts';
import { Reason } from './reason.ts';
import { TestEvaluation } from './test-reading.ts';

/** SHA-256 of the prepared file, which is checked when it is opened; null: whatever is there (benches). */
const DataDigest = z.string().nullable().default(null);

/**
 * What a checkpoint is for. `latest`: the trial goes on from it; each takes the place of the one before. `branch`: other trials branch off
 * there [D9]. `best`: the weights of the best evaluation so far alone; nothing goes on from them.
 */
export const CheckpointKind = z.enum(['latest', 'branch', 'best']);
export type CheckpointKind = z.infer<typeof CheckpointKind>;

/**
 * What core and trainer say to each other over their port (structured clone, typed arrays as they are). A trainer has one
 * task at a time: the core sends `train`, then `committed` as it keeps what is reported, later perhaps `stop`; the trainer reports, and
 * answers with exactly one `ended`. Where that says `free`, another task may follow; else the trainer exits. A port that closes ends
 * the trainer at once.
 */
export const ToTrainer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('train'),
    hyperparameters: Hyperparameters,
    backend: BackendId,
    /** Where the host finds the prepared file: a path in Node, a URL in a window. */
    preparedFile: z.string(),
    dataDigest: DataDigest,
    /** The name under which the trainer may keep the trial in its memory where it waits; null: it must not. */
    trialId: z.string().nullable().default(null),
    /**
     * Go on from this checkpoint (`electron/trainer/checkpoint`); `kept`: with the trial that the trainer keeps under that name;
     * null: from the beginning.
     */
    checkpoint: z
      .union([z.instanceof(Uint8Array), z.literal('kept')])
      .nullable()
      .default(null),
    /** Stop before this step with a checkpoint and `waiting`; null: train to the end. */
    until: z.number().int().nullable().default(null),
    /** Take a checkpoint before each of these steps too, for other trials that branch off there. */
    branches: z.array(z.number().int()).readonly().default([]),
    /** A checkpoint at least this often, in ms. */
    checkpointEveryMs: z.number().default(10_000),
    /**
     * So many `metrics` messages may be sent that no `committed` has answered yet; then the trainer waits, so that a slow disk slows it
     * down instead of filling the core's memory. Null: the core answers none.
     */
    mostAhead: z.number().int().min(1).nullable().default(null),
  }),
  /** So many `metrics` messages of the trial are on disk by now, from its first on. */
  z.object({ type: z.literal('committed'), messages: z.number().int() }),
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
  /** How some weights do on the rows of test [R2], in place of a trial; answered by exactly one `evaluated`. */
  z.object({
    type: z.literal('evaluate'),
    hyperparameters: Hyperparameters,
    backend: BackendId,
    preparedFile: z.string(),
    dataDigest: DataDigest,
    /** Those of a best evaluation (`decodeBest`). */
    weights: z.instanceof(Uint8Array),
  }),
  z.object({ type: z.literal('measure'), backend: BackendId, seconds: z.number() }),
  /** Stop within a second; what was measured is reported first. Said between two tasks, it means nothing. */
  z.object({ type: z.literal('stop') }),
  /** Let go of a trial that is kept: it goes on elsewhere, or not at all. */
  z.object({ type: z.literal('forget'), trialId: z.string() }),
]);
export type ToTrainer = z.infer<typeof ToTrainer>;

/** Whether the trainer takes another task now; it exits where it does not. */
const free = z.boolean().default(false);

/** How the rows of dev did that trials are compared by (`pairedRows`). */
export const MeasuredRows = z.object({
  /**
   * At a rung, or with the weights of the lowest dev loss so far (`best`), or where another evaluation is the best one, since the metric is
   * better there beyond noise (`metric`, said after `best`); of the best answer that ignores the inputs, said as of step 0.
   */
  kind: z.enum(['rung', 'best', 'metric', 'baseline']),
  /** Updates done. */
  step: z.number().int(),
  /** `[rows]`: each row's own loss. */
  losses: z.instanceof(Float32Array),
  /** `[rows]`: the predicted class; null: there are no classes. */
  predictions: z.instanceof(Uint16Array).nullable(),
  /** Of the best evaluation: loss and metric, over how many rows of dev. */
  evaluation: z
    .object({
      loss: Figure,
      metric: Figure,
      rows: z.number().int(),
      metricCounts: z.boolean().optional(),
      overBaseline: z.object({ mean: Figure, error: Figure }).optional(),
    })
    .nullable(),
});
export type MeasuredRows = z.infer<typeof MeasuredRows>;

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
    memoryBytes: Known.default(null),
    /** So many of these bytes are taken by trials that wait here. */
    keptBytes: z.number().default(0),
    /** By the trainer's monotonic clock, in ms: what was done between two messages took as long, whenever they come in. */
    sentAt: Known.default(null),
  }),
  /** A line for the trial's log, without time stamp and line end. */
  z.object({ type: z.literal('log'), line: z.string() }),
  /**
   * Everything that the trial's further course depends on, before update `step`. All points before that step were sent earlier.
   * Sent now and then, and before `ended` where that says `stopped` or `waiting`. It comes in pieces, one after the other, since a
   * message of 100 MiB would hold the core up.
   */
  z.object({
    type: z.literal('checkpoint'),
    step: z.number().int(),
    /** `branch`: at a step that `branches` named; `best`: of after `step` updates (`encodeBest`). */
    kind: CheckpointKind.default('latest'),
    piece: z.instanceof(Uint8Array),
    /** With this piece the state is whole. */
    last: z.boolean(),
  }),
  /** The rows of dev, at a rung and where the trial waits or is finished; what was said of the best evaluation before counts no more. */
  MeasuredRows.extend({ type: z.literal('devRows') }),
  z.object({
    type: z.literal('ended'),
    /** `waiting`: at the step that `until` named. */
    status: z.enum(['finished', 'diverged', 'stopped', 'failed', 'waiting']),
    reason: Reason.nullable(),
    /** Optimizer updates done, from the trial's first on. */
    steps: z.number().int(),
    /** Of training, from the trial's first step on. */
    seconds: Known,
    /** It waits, and is kept in the trainer's memory as it is before update `steps`. */
    kept: z.boolean().default(false),
    free,
  }),
  /** The answer to `probe`, or null with the reason why there is none. */
  z.object({ type: z.literal('probed'), answer: ProbeAnswer.nullable(), reason: Reason.nullable(), free }),
  /** The answer to `prepare`, or null with the reason why there is none. */
  z.object({ type: z.literal('prepared'), measured: NetworkMeasured.nullable(), reason: Reason.nullable(), free }),
  /** The answer to `evaluate`, or null with the reason why there is none. */
  z.object({ type: z.literal('evaluated'), answer: TestEvaluation.nullable(), reason: Reason.nullable(), free }),
  /** The answer to `measure`: the median step time of the reference step, or null with the reason why it can't run. */
  z.object({
    type: z.literal('measured'),
    stepMs: Known,
    reason: Reason.nullable(),
    device: Device.nullable(),
    free,
  }),
]);
export type FromTrainer = z.infer<typeof FromTrainer>;
