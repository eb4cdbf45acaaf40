import { Reason } from '../domain/reason.ts';
import { type MessageKey, text, type Values } from '../messages/text.ts';

/** A refusal as it travels: a key of the message catalogue with its values, so that each reader sees it in their language. */
export const RefusalRecord = Reason;
export type RefusalRecord = Reason;

/**
 * An error that speaks to a person: what happened, where, what to do. Its `message` is English; `record` is what
 * crosses a boundary. Everything else that is thrown is a defect.
 */
export class Refusal<Key extends MessageKey = MessageKey> extends Error {
  override readonly name = 'Refusal';
  readonly record: RefusalRecord;

  constructor(key: Key, ...values: Values<Key>) {
    super(text('en', key, ...values));
    this.record = { key, values: { ...values[0] } };
  }
}

/** What an error says across a boundary: a refusal its own sentence, a defect that there is one. */
export const refusalOf = (error: unknown): RefusalRecord =>
  error instanceof Refusal ? error.record : { key: 'error.internal', values: { detail: String(error) } };
