import { z } from 'zod';
import { Figure } from './metrics.ts';

/** A sentence for a person as it travels: a key of the message catalogue and its values (`text` says what `reasonKey` is). */
export const Reason = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), Figure])) });
export type Reason = z.infer<typeof Reason>;
