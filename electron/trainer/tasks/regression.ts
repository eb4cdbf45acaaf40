import { rmseOf, type TargetScale } from '#shared/method/metrics/target-scale.ts';
import type { Predicted, Task } from './task.ts';

/**
 * One number a row: mean squared error on the standardised target, measured by its root in the target's own unit. Labels
 * are the standardised targets.
 */
export function regression(scale: TargetScale): Task {
  const rmse = ({ labels, predictions, loss }: Predicted): number => rmseOf(labels, predictions, loss, scale);
  return {
    loss: 'squaredError',
    metric: rmse,
    batchMetric: (_, predicted) => ({ metric: rmse(predicted), recent: [] }),
  };
}
