import type { BatchMomentumPlan, BatchMomentumPoint } from '../../../../domain/batch-momentum.ts';
import type { Evidence, Rule, Verdict } from '../../../../domain/evidence.ts';
import type { Quantity, Statement } from '../../../../domain/reason.ts';
import type { MessageKey } from '../../../../messages/text.ts';

/* How evidence of this stage is said: its quantities, and the names of its points. */

/** So many points are named in a sentence at most. */
const NAMED = 4;

export const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });

export const count = (value: number): Quantity => ({ as: 'count', value });

/** Examples seen, or what stands for them with a command. */
export type Seen = (value: number) => Quantity;

export const seenAs =
  ({ command }: BatchMomentumPlan): Seen =>
  value => ({ as: 'seen', of: command?.seenBy ?? 'examples', value });

export const number = (value: number | null): Quantity => ({ as: 'number', value });

export const rate = (value: number): Quantity => ({ as: 'rate', value });

export const loss = (value: number | null, noise: number | null): Quantity => ({ as: 'loss', value, noise });

export const metric = ({ metric: { name, value } }: BatchMomentumPoint): Quantity => ({ as: 'metric', name, value });

export const evidence = (rule: Rule, verdict: Verdict, title: Statement, body: Statement): Evidence => ({
  rule,
  verdict,
  title,
  body,
  remedy: null,
});

type Named = Pick<BatchMomentumPoint, 'optimizer' | 'batchSize' | 'momentum'>;

/** `32 × 0.9`; with Adam, which has no momentum to tune, `32`; where it is not at the rate that was derived for it, with its own. */
export const nameOf = ({ optimizer, batchSize, momentum, ...rest }: Named & Partial<BatchMomentumPoint>): string => {
  const name = optimizer === 'adam' ? String(batchSize) : `${batchSize} × ${momentum}`;
  const { multiple = 1, learningRate } = rest;
  return multiple === 1 || learningRate === undefined ? name : `${name} @ ${learningRate}`;
};

export const namesOf = (points: readonly (Named & Partial<BatchMomentumPoint>)[]): Quantity => {
  const names = [...new Set(points.map(nameOf))];
  return { as: 'names', values: [...names.slice(0, NAMED), ...(names.length > NAMED ? ['…'] : [])] };
};
