import { z } from 'zod';
import type { MessageKey } from '../messages/text.ts';
import { Figure } from './metrics.ts';

/** Any string is read, since another version of the program may know other keys: `text` gives back as it is what it doesn't know. */
const Key = z.custom<MessageKey>(key => typeof key === 'string');

/** A sentence for a person as it travels: a key of the message catalogue and its values (`text` says what `reasonKey` is). */
export const Reason = z.object({ key: Key, values: z.record(z.string(), z.union([z.string(), Figure])) });
export type Reason = z.infer<typeof Reason>;
