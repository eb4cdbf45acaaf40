import { z } from 'zod';

/**
 * The bytes of a checkpoint:
 *
 *     8 bytes   "DESCENTC"
 *     4 bytes   header length in bytes, unsigned, little-endian
 *     header    JSON (CheckpointHeader), UTF-8, padded with spaces so that the data starts at a multiple of 8
 *     data      each array of the header as little-endian `float32`, in the header's order, each at a multiple of 8
 */
export const MAGIC = 'DESCENTC';
/** The same for the weights of the best evaluation alone (BestHeader). */
export const MAGIC_BEST = 'DESCENTB';
/** Where the header begins. */
export const BEGINNING = MAGIC.length + 4;

const Count = z.number().int().min(0);
const Word = z.number().int().min(0).max(0xffff_ffff);
const Words = z.tuple([Word, Word, Word, Word]).readonly();
const Numbers = z.array(z.number()).readonly();

const Evaluated = z.object({ step: Count, loss: z.number() });
/** `value`: of the metric, lower is better; null: none. */
const EvaluatedByMetric = Evaluated.extend({ value: z.number().nullable() });

/** The slots of an array that is a weight of an evaluation, not of the network as it is. */
export const EVALUATION_SLOTS = { last: '@last', best: '@best', byMetric: '@byMetric' } as const;

export const CheckpointHeader = z.object({
  step: Count,
  seconds: z.number().min(0),
  order: z.object({ epoch: Words, position: Count }),
  recent: z.array(z.object({ labels: Numbers, predictions: Numbers })).readonly(),
  divergence: z.object({ firstLoss: z.number(), above: Count }).nullable(),
  evaluations: z.object({
    before: z.number().nullable(),
    last: Evaluated.nullable(),
    best: Evaluated.extend({ level: z.number() }).nullable(),
    /** Its weights are those of `last` or `best` where it is the same evaluation. */
    byMetric: z
      .object({
        before: z.number().nullable(),
        last: EvaluatedByMetric.nullable(),
        best: EvaluatedByMetric.extend({ level: z.number() }).nullable(),
      })
      .optional(),
  }),
  updates: Count,
  dropout: Words,
  /** Slot null: the parameter itself. */
  arrays: z.array(z.object({ slot: z.string().nullable(), parameter: z.string(), length: Count })),
});
export type CheckpointHeader = z.infer<typeof CheckpointHeader>;

export const BestHeader = z.object({
  /** Updates done. */
  step: Count,
  /** Of the evaluation. */
  loss: z.number(),
  arrays: z.array(z.object({ parameter: z.string(), length: Count })),
});
export type BestHeader = z.infer<typeof BestHeader>;

export const align = (n: number): number => Math.ceil(n / 8) * 8;
