import type { DatasetFacts } from '../../domain/dataset.ts';

/** How a target that is a number was standardised: mean and standard deviation of it, or of its logarithm where `log` says so. */
export type TargetScale = Pick<NonNullable<DatasetFacts['targetScale']>, 'mean' | 'std' | 'log'>;

/** A standardised target in its own unit. */
export const inOwnUnit = (standardised: number, { mean, std, log }: TargetScale): number =>
  log ? Math.exp(mean + std * standardised) : mean + std * standardised;

/**
 * The root of the mean squared error in the target's own unit (RMSE). Where the logarithm was learnt, errors are those of the
 * values themselves, not of their logarithms.
 * @param targets standardised, `[rows]`
 * @param predictions the same of what a network says
 * @param loss mean squared error of both; where it is no finite number, neither is the answer
 */
export function rmseOf(
  targets: ArrayLike<number>,
  predictions: ArrayLike<number>,
  loss: number,
  scale: TargetScale,
): number {
  if (!scale.log || !Number.isFinite(loss)) return Math.sqrt(loss) * scale.std;
  let sum = 0;
  for (let row = 0; row < targets.length; row++)
    sum += (inOwnUnit(predictions[row]!, scale) - inOwnUnit(targets[row]!, scale)) ** 2;
  return Math.sqrt(sum / targets.length);
}
