import type { DatasetFacts } from '../domain/dataset.ts';

/** Passes through train that are first proposed. */
const EPOCHS = 20;

/** The fewest first steps: on small data the slower rates of the ladder still need these to show what they can do. */
export const FEWEST_STEPS = 1000;

/** The most first steps: a step of a convolution or of an embedding costs several times that of a table's MLP. */
export const MOST_STEPS: Readonly<Record<DatasetFacts['kind'], number>> = { table: 4000, images: 3000, text: 3000 };

/** Where one pass through train takes more than those, it is what is proposed, up to so many steps. */
export const MOST_STEPS_OF_A_PASS = 10_000;

/**
 * The steps of a first ladder, before any curve says what num_steps should be [L5]: 20 epochs, but 1,000 steps at least and 4,000 (images
 * and texts 3,000) at most; where that is less than one epoch, one epoch, up to 10,000 steps. Rounded up to whole hundreds. Every shell
 * proposes these.
 */
export function firstSteps({
  trainRows,
  batchSize,
  kind,
}: {
  trainRows: number;
  batchSize: number;
  kind: DatasetFacts['kind'];
}): number {
  const epoch = Math.ceil(trainRows / batchSize);
  const steps = Math.min(MOST_STEPS[kind], Math.max(FEWEST_STEPS, EPOCHS * epoch));
  return Math.ceil(Math.max(steps, Math.min(epoch, MOST_STEPS_OF_A_PASS)) / 100) * 100;
}
