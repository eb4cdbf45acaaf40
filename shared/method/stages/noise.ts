/* What noise is, wherever trials are compared [L3]. */

/** What is within so many standard errors is equal. */
export const ERRORS = 2;

/** What seeds add to a difference of dev losses, as a share of the loss, as long as no second seed has said how much: assumed. */
export const ASSUMED_SEED_ERROR = 0.01;

/**
 * The variance of a difference that is the seeds' alone: what two seeds disagree about also holds how the rows of dev happen to be, which is counted as
 * row noise already.
 * @param half of how far two seeds disagree about the difference
 * @param inCommon standard error of what the rows bring along of that
 */
export const seedsAlone = (half: number, inCommon: number): number => Math.max(0, half ** 2 - inCommon ** 2);
