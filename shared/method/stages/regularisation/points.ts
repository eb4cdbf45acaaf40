import type { HyperparameterSet } from '../../../domain/evidence.ts';
import type { RegularisationPlan, Regularised } from '../../../domain/regularisation.ts';
import type { Schedule } from '../../../domain/schedule.ts';

/* What the points of a regularisation stage are. */

/** Without regularisation, as everything before was tuned [M6]. */
export const NONE: Regularised = { weightDecay: 0, dropout: 0 };

export const samePoint = (a: Regularised, b: Regularised): boolean =>
  a.weightDecay === b.weightDecay && a.dropout === b.dropout;

type Frame = Pick<RegularisationPlan, 'hasDropout'>;

/** The settings of a run from one seed. @param schedule left out: the accepted one */
export const setOf = (
  { hasDropout }: Frame,
  { weightDecay, dropout }: Regularised,
  seed: number,
  schedule?: Schedule,
): HyperparameterSet => ({ weightDecay, ...(hasDropout && { dropout }), seed, ...(schedule && { schedule }) });

/** How much of each a point sets. */
export const regularisedIn = ({ weightDecay = 0, dropout = 0 }: HyperparameterSet): Regularised => ({
  weightDecay,
  dropout,
});
