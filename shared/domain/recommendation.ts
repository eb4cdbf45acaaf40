import { z } from 'zod';
import { Evidence, HyperparameterSet, RankedTrial } from './evidence.ts';

/**
 * Of the rules that this program evaluates stages by. It grows with every change of what they say, so that what was stored says by which
 * ones it was found. 1: those of 0.3 to 0.5, by the training loss alone; 2: L3, L5, B9 and M9 read the dev loss; 3: the metric may name the
 * best evaluation, and is asked whether the baseline is beaten.
 */
export const RULE_VERSION = 3;

/** What a stage's results say, whatever the stage: as it is shown while trials run, and kept when the stage ends. */
export const StageRecommendation = z.object({
  /** In the order of the points, not of the ranks. */
  ranking: z.array(RankedTrial),
  /** What accepting changes; null: nothing can be recommended, and the evidence says why. */
  set: HyperparameterSet.nullable(),
  evidence: z.array(Evidence),
  /** What else its kind of stage tells (`StageDefinition.Detail`). */
  detail: z.unknown(),
  /** By which rules (`RULE_VERSION`). */
  ruleVersion: z.number().int(),
});
export type StageRecommendation = z.infer<typeof StageRecommendation>;
