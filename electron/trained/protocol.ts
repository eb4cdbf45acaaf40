import { z } from 'zod';
import { RefusalRecord } from '#shared/contract/refusal.ts';
import { DataChoice } from '#shared/domain/dataset.ts';
import { Prediction, TrainedBy } from '#shared/domain/prediction.ts';
import { Trial } from '#shared/domain/trial.ts';

/**
 * What is said to a predictor, and what it answers: one file, then its process ends. The network, the rows and the answers to them are in
 * no other process.
 */
export const ToPredictor = z.object({
  type: z.literal('predict'),
  home: z.string(),
  by: TrainedBy,
  /** The first whose weights are kept counts. */
  trials: z.array(Trial).min(1),
  source: z.string(),
  choice: DataChoice,
  out: z.string(),
  id: z.string(),
  headRows: z.number().int(),
  mostRows: z.number().int().nullable(),
});
export type ToPredictor = z.infer<typeof ToPredictor>;

export const FromPredictor = z.discriminatedUnion('type', [
  /** How far it has come, 0 to 1; at most every 100 ms. */
  z.object({ type: z.literal('progress'), done: z.number() }),
  z.object({ type: z.literal('predicted'), prediction: Prediction }),
  z.object({ type: z.literal('refused'), ...RefusalRecord.shape }),
]);
export type FromPredictor = z.infer<typeof FromPredictor>;
