import type { Evidence, Remedy, Rule, Verdict } from '../../domain/evidence.ts';
import type { Quantity, Statement } from '../../domain/reason.ts';
import type { MessageKey } from '../../messages/text.ts';

/* What evidence is said with: a sentence and the quantities in it, and a piece of two of them. */

export const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });
export const rate = (value: number): Quantity => ({ as: 'rate', value });
export const rates = (values: readonly number[]): Quantity => ({ as: 'rates', values: [...values] });
export const count = (value: number): Quantity => ({ as: 'count', value });
export const number = (value: number | null): Quantity => ({ as: 'number', value });

export const evidence = (
  rule: Rule,
  verdict: Verdict,
  title: Statement,
  body: Statement,
  remedy: Remedy | null = null,
): Evidence => ({ rule, verdict, title, body, remedy });
