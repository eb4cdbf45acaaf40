import { z } from 'zod';
import { Figure } from './metrics.ts';

/* Readings of the test rows [R2]: they choose nothing, so each is measured once, at the end, and every reading is counted. */

/** How a trial did on the rows of test, with the weights of its best evaluation. */
export const TestEvaluation = z.object({
  /** The best evaluation: updates done. */
  step: z.number().int(),
  /** So many rows of test; loss and metric are over all of them. */
  rows: z.number().int(),
  loss: Figure,
  metric: Figure,
  /** `[paired]`: each row's own loss, of the rows that test is paired by (`pairedRows`), in their order: all of them up to 10,000. */
  losses: z.instanceof(Float32Array),
  /** `[paired]`: what the network gives of each: the number of the predicted class, or the standardised target. */
  predictions: z.instanceof(Float32Array),
  /** `[paired]`: what is right, in the same terms. */
  labels: z.instanceof(Float32Array),
});
export type TestEvaluation = z.infer<typeof TestEvaluation>;

/** The test rows were read once: by a stage of final runs for all of its trials, or for one trial that a person asked it of. */
export const TestReading = z.object({
  id: z.string(),
  projectId: z.string(),
  /** Whose trials were evaluated. */
  stageId: z.string(),
  /** That stage's kind. */
  kind: z.string(),
  /** SHA-256 of the prepared file that the rows are in. */
  dataDigest: z.string(),
  createdAt: z.number(),
});
export type TestReading = z.infer<typeof TestReading>;
