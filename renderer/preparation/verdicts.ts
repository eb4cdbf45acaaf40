import type { PreparationCheck } from '#shared/domain/preparation.ts';
import type { IconName } from '../ui/Icon.tsx';

export type Verdict = PreparationCheck['verdict'];

/** From what hinders most to what doesn't. */
export const VERDICTS = ['stops', 'warns', 'passes'] as const satisfies readonly Verdict[];

export const VERDICT_GLYPHS: Record<Verdict, IconName> = { stops: 'cross', warns: 'warn', passes: 'check' };
export const VERDICT_TONES = { stops: 'bad', warns: 'warn', passes: 'good' } as const;

/** How many checks ended how. */
export function verdictCounts(checks: readonly Pick<PreparationCheck, 'verdict'>[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => checks.filter(check => check.verdict === verdict).length;
  return { stops: count('stops'), warns: count('warns'), passes: count('passes') };
}
