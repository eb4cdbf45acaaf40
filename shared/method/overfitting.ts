import type { LadderAnswer, Rung } from '../domain/answer.ts';

/** Dev losses closer than this share tell nothing: that much they differ between seeds. */
const CLEARLY = 0.1;

/**
 * The rung whose dev loss lies clearly below that of the best one, the lowest of them: the best one, which is chosen by its training
 * loss [L3], has then begun to learn its rows by heart. Null where there is none.
 */
export function betterOnDev({ rungs, best }: Pick<LadderAnswer, 'rungs' | 'best'>): Rung | null {
  const chosen = rungs.find(({ trialId }) => trialId === best?.trialId);
  if (!chosen || chosen.devLoss === null) return null;
  const ranked = rungs.filter(({ rank, devLoss }) => rank !== null && devLoss !== null && Number.isFinite(devLoss));
  const lowest = ranked.reduce<Rung | null>((low, rung) => (low && low.devLoss! <= rung.devLoss! ? low : rung), null);
  return lowest && lowest.devLoss! < chosen.devLoss / (1 + CLEARLY) ? lowest : null;
}
