import { z } from 'zod';
import { Figure } from '../domain/metrics.ts';
import { text } from '../messages/text.ts';

/** A refusal as it travels: a key of the message catalogue with its values, so that each reader sees it in their language. */
export const RefusalRecord = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), Figure])),
});
export type RefusalRecord = z.infer<typeof RefusalRecord>;

/**
 * An error that speaks to a person: what happened, where, what to do. Its `message` is English; `record` is what
 * crosses a boundary. Everything else that is thrown is a defect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly record: RefusalRecord;

  constructor(key: string, values: Record<string, string | number> = {}) {
    super(text('en', key, values));
    this.record = { key, values };
  }
}

/** What an error says across a boundary: a refusal its own sentence, a defect that there is one. */
export const refusalOf = (error: unknown): RefusalRecord =>
  error instanceof Refusal ? error.record : { key: 'error.internal', values: { detail: String(error) } };
