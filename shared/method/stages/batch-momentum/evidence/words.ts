import type { BatchMomentumPlan, BatchMomentumPoint } from '../../../../domain/batch-momentum.ts';
import type { Quantity } from '../../../../domain/reason.ts';

/* What evidence of this stage alone is said with, beside `quantities.ts`: its own quantities, and the names of its points. */

/** So many points are named in a sentence at most. */
const NAMED = 4;

/** Examples seen, or what stands for them with a command. */
export type Seen = (value: number) => Quantity;

export const seenAs =
  ({ command }: BatchMomentumPlan): Seen =>
  value => ({ as: 'seen', of: command?.seenBy ?? 'examples', value });

export const loss = (value: number | null, noise: number | null): Quantity => ({ as: 'loss', value, noise });

export const metric = ({ metric: { name, value } }: BatchMomentumPoint): Quantity => ({ as: 'metric', name, value });

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
