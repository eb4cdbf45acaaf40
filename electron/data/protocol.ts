import { z } from 'zod';
import { RefusalRecord } from '#shared/contract/refusal.ts';
import { DataReport } from '#shared/domain/data-report.ts';
import { DataChoice, PreparedDataset } from '#shared/domain/dataset.ts';

/**
 * What core and reader say to each other over their port. A reader prepares one data set at a time: the core sends `prepare`; the
 * reader reports and answers with exactly one `prepared` or `refused`. Where that says `free`, another may follow; else the core ends
 * it. A port that closes ends the reader at once.
 */
export const ToReader = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('prepare'),
    /** A path or `sample:…`. */
    source: z.string(),
    choice: DataChoice,
    /** Of cross-validation; null: the data as it is divided. */
    fold: z.number().int().min(0).nullable().default(null),
    /** Descent's home folder; the prepared file goes into it. */
    home: z.string(),
  }),
]);
export type ToReader = z.infer<typeof ToReader>;

export const FromReader = z.discriminatedUnion('type', [
  /** How far it has come, 0 to 1, never falling; at most every 100 ms. */
  z.object({ type: z.literal('progress'), done: z.number() }),
  z.object({
    type: z.literal('prepared'),
    dataset: PreparedDataset,
    report: DataReport,
    free: z.boolean().default(false),
  }),
  z.object({ type: z.literal('refused'), ...RefusalRecord.shape }),
]);
export type FromReader = z.infer<typeof FromReader>;
