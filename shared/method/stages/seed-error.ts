/**
 * The variance of a difference that is the seeds' alone: what two seeds disagree about also holds how the rows of dev happen to be, which is counted as
 * row noise already.
 * @param half of how far two seeds disagree about the difference
 * @param inCommon standard error of what the rows bring along of that
 */
export const seedsAlone = (half: number, inCommon: number): number => Math.max(0, half ** 2 - inCommon ** 2);
