import type { DatasetFacts } from '../domain/dataset.ts';

/**
 * R², the share of the dev target's variance that a network explains: 1 − mean squared error ÷ variance, both of the
 * standardised target. 1 is perfect, 0 no better than the dev mean, negative is worse. Null where there is nothing to
 * explain or nothing was measured.
 */
export function rSquared(devLoss: number | null, { targetScale }: Pick<DatasetFacts, 'targetScale'>): number | null {
  if (devLoss === null || targetScale === null || targetScale.devVariance === 0) return null;
  return 1 - devLoss / targetScale.devVariance;
}

/** What it is called: where the logarithm of the target is learnt, it is that of the logarithm. */
export const rSquaredName = (facts: Pick<DatasetFacts, 'targetScale'> | null): string =>
  facts?.targetScale?.log ? 'R²(log)' : 'R²';
