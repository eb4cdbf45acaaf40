import type { PreparationCheck } from '#shared/domain/preparation.ts';

export type Verdict = PreparationCheck['verdict'];

/** From what hinders most to what doesn't. */
export const VERDICTS = ['stops', 'warns', 'passes'] as const satisfies readonly Verdict[];

/** How many checks ended how. */
export function verdictCounts(checks: readonly Pick<PreparationCheck, 'verdict'>[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => checks.filter(check => check.verdict === verdict).length;
  return { stops: count('stops'), warns: count('warns'), passes: count('passes') };
}
