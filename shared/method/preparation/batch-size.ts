import type { Reason } from '../../domain/reason.ts';
import { isImbalanced } from '../metrics/metric.ts';

/** The first batch size [M7], and the one where classes are imbalanced: twice the rows, so that a batch seldom lacks a class. */
export const FIRST_BATCH_SIZE = 64;
export const IMBALANCED_BATCH_SIZE = 128;

/** The fewest steps that one pass through train should take; fewer and larger ones would hardly move a network. */
export const STEPS_PER_EPOCH = 8;

/**
 * The first batch size [M7]: 64, or 128 where classes are imbalanced; halved until an epoch has at least `STEPS_PER_EPOCH`
 * steps.
 * @param trainRows rows of train.
 * @param classCounts rows of each class; empty for regression.
 */
export function firstBatchSize(
  trainRows: number,
  classCounts: readonly number[],
): { batchSize: number; reason: Reason } {
  const imbalanced = classCounts.length > 0 && isImbalanced(classCounts);
  const wanted = imbalanced ? IMBALANCED_BATCH_SIZE : FIRST_BATCH_SIZE;
  let batchSize = wanted;
  while (batchSize > 1 && batchSize * STEPS_PER_EPOCH > trainRows) batchSize /= 2;
  const values = { size: batchSize, wanted, rows: trainRows, count: STEPS_PER_EPOCH };
  if (batchSize < wanted) return { batchSize, reason: { key: 'data.batchSize.small', values } };
  if (imbalanced) return { batchSize, reason: { key: 'data.batchSize.imbalanced', values } };
  return { batchSize, reason: { key: 'data.batchSize.usual', values } };
}
