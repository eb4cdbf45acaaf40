import { rmseOf, type TargetScale } from '#shared/method/metrics/target-scale.ts';
import type { Judged, Task } from './task.ts';

/**
 * One number a row: mean squared error on the standardised target, judged by its root in the target's own unit. Labels
 * are the standardised targets.
 */
export function regression(scale: TargetScale): Task {
  const rmse = ({ labels, predictions, loss }: Judged): number => rmseOf(labels, predictions, loss, scale);
  return {
    loss: 'squaredError',
    metric: rmse,
    batchMetric: (_, judged) => ({ metric: rmse(judged), recent: [] }),
  };
}
