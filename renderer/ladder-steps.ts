/**
 * Steps of a ladder that the page starts: enough for the sample's best rates to settle, so that convergence (L5) can
 * be seen, and done in a minute or so.
 */
export const LADDER_STEPS = 2000;
