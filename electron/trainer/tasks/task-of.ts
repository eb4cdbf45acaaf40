import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { classification } from './classification.ts';
import { regression } from './regression.ts';
import type { Task } from './task.ts';

/** The task that a data set sets. */
export function taskOf({ classes, metric, targetScale }: DatasetFacts): Task {
  return targetScale ? regression(targetScale) : classification({ classes: classes.length, metric });
}
