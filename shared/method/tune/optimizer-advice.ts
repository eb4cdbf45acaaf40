import type { OptimizerKind } from '../../domain/hyperparameters.ts';
import type { TuneAdvice } from '../../domain/tune.ts';
import type { OptimizerComparison } from '../stages/learning-rate/optimizers.ts';

/** The best candidate of a ladder; the rate null: it recommends none. */
interface Tuned {
  optimizer: OptimizerKind;
  learningRate: number | null;
}

/**
 * Whether another optimizer's learning rate is to take the place of the one that counts. Of two that can't be told apart the one of the lower dev loss
 * is taken, and it is said that this is within noise: one of them it must be, and neither has a better claim [S3 takes no side].
 * @param own of the ladder that has just ended
 * @param compared `own` against `counts`; null: they can't be compared
 */
export function adviseOptimizer(own: Tuned, counts: Tuned, compared: OptimizerComparison | null): TuneAdvice {
  const optimizer = (value: OptimizerKind) => ({ as: 'optimizer' as const, value });
  const names = { own: optimizer(own.optimizer), other: optimizer(counts.optimizer) };
  if (own.learningRate === null) return { take: false, says: { key: 'tune.optimizer.none', values: names } };
  if (counts.learningRate === null) return { take: true, says: { key: 'tune.optimizer.only', values: names } };
  if (compared === null) return { take: false, says: { key: 'tune.optimizer.incomparable', values: names } };
  const { devLoss, otherDevLoss, noise, verdict } = compared;
  const number = (value: number | null) => ({ as: 'number' as const, value });
  const take = verdict === 'better' || (verdict !== 'worse' && devLoss < otherDevLoss);
  const taken = optimizer((take ? own : counts).optimizer);
  const figures = { loss: number(devLoss), otherLoss: number(otherDevLoss), noise: number(noise) };
  return { take, says: { key: `tune.optimizer.${verdict}`, values: { ...names, ...figures, taken } } };
}
