import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Task } from './task.ts';

/**
 * One number a row: mean squared error on the standardised target, judged by its root in the target's own unit. Labels
 * are the standardised targets.
 */
export function regression({ std }: Pick<NonNullable<DatasetFacts['targetScale']>, 'std'>): Task {
  const rmse = (loss: number): number => Math.sqrt(loss) * std;
  return {
    loss: 'squaredError',
    metric: ({ loss }) => rmse(loss),
    batchMetric: (_, { loss }) => ({ metric: rmse(loss), recent: [] }),
  };
}
