import { z } from 'zod';
import type { MessageKey } from '../messages/text.ts';
import { OptimizerKind } from './hyperparameters.ts';
import { Figure, TrialMetric } from './metrics.ts';
import { Schedule } from './schedule.ts';

/**
 * A number that a sentence holds, with what it is, so that whoever lays the sentence out knows how to write it: a learning rate, several
 * of them, how many of something, how much of the data training saw, a measured value, a loss ± its noise, a metric, a metric's name, names of
 * points, an optimizer, or how the rate changes.
 */
export const Quantity = z.discriminatedUnion('as', [
  z.object({ as: z.literal('rate'), value: Figure }),
  z.object({ as: z.literal('rates'), values: z.array(Figure) }),
  z.object({ as: z.literal('count'), value: Figure }),
  z.object({ as: z.literal('seen'), of: z.enum(['examples', 'epochs', 'reports']), value: Figure }),
  z.object({ as: z.literal('number'), value: Figure.nullable() }),
  z.object({ as: z.literal('loss'), value: Figure.nullable(), noise: Figure.nullable() }),
  z.object({ as: z.literal('metric'), name: TrialMetric, value: Figure.nullable() }),
  z.object({ as: z.literal('metricName'), name: TrialMetric }),
  z.object({ as: z.literal('names'), values: z.array(z.string()) }),
  z.object({ as: z.literal('optimizer'), value: OptimizerKind }),
  z.object({ as: z.literal('schedule'), value: Schedule }),
]);
export type Quantity = z.infer<typeof Quantity>;

/** Any string is read, since another version of the program may know other keys: `text` gives back as it is what it doesn't know. */
const Key = z.custom<MessageKey>(key => typeof key === 'string');

/** A sentence for a person as it travels: a key of the message catalogue and its values (`text` says what `reasonKey` is). */
export const Reason = z.object({ key: Key, values: z.record(z.string(), z.union([z.string(), Figure])) });
export type Reason = z.infer<typeof Reason>;

/** A sentence whose numbers say what they are; `count` is a plain number, since it picks the sentence's form. */
export const Statement = z.object({
  key: Key,
  values: z.record(z.string(), z.union([z.string(), Figure, Quantity])),
});
export type Statement = z.infer<typeof Statement>;

/** The values of a statement as a message takes them: its quantities as an interface writes them. */
export const written = (
  { values }: Pick<Statement, 'values'>,
  write: (quantity: Quantity) => string,
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? write(value) : value]),
  );
