/** How good something is among all, as a shade of one hue from the worst to the best: on the page the tokens --h0 to --h5. */
export type Heat = 0 | 1 | 2 | 3 | 4 | 5;

/** All of them, the worst first. */
export const HEATS: readonly Heat[] = [0, 1, 2, 3, 4, 5];

/** The shade of a share of the way from the worst, 0, to the best, 1. */
export const heatOf = (share: number): Heat =>
  Math.min(HEATS.length - 1, Math.max(0, Math.floor(HEATS.length * share))) as Heat;
