import type { TrialRecord } from '../stage-definition.ts';

/** The six candidates of the ladder, from high to low [L1]. */
export const LADDER: readonly number[] = [1, 0.1, 0.01, 0.001, 0.0001, 0.00001];

/** The candidates that are added with more time [L2]. */
export const EXTRA_RATES: readonly number[] = [0.03, 0.05, 0.003, 0.005, 0.007, 0.0005];

/** The ladder of twelve, from high to low [L2]. */
export const FULL_LADDER: readonly number[] = byRate([...LADDER, ...EXTRA_RATES]);

/** The most candidates of a ladder. */
export const MOST_CANDIDATES = 24;

/** Rates from high to low, each once. */
export function byRate(rates: readonly number[]): number[] {
  return [...new Set(rates)].sort((a, b) => b - a);
}

/** At which end of its ladder a rate stands [L4]; null inside it, or where the ladder has a single candidate. */
export function edgeOf(rates: readonly number[], rate: number): 'high' | 'low' | null {
  const sorted = byRate(rates);
  if (sorted.length < 2) return null;
  if (rate === sorted[0]) return 'high';
  return rate === sorted.at(-1) ? 'low' : null;
}

/** The next rate past an end of the ladder, as far on as L1's candidates lie apart: 1 → 10, 1e-5 → 1e-6 [L4]. */
export function pastEdge(rate: number, edge: 'high' | 'low'): number {
  return Number((edge === 'high' ? rate * 10 : rate / 10).toPrecision(3));
}

/** The half-decade neighbours of a rate [L2], as the ladder spells them: 0.1 → 0.3 and 0.03. */
export const neighboursOf = (rate: number): [number, number] => [
  Number((3 * rate).toPrecision(2)),
  Number((0.3 * rate).toPrecision(2)),
];

/** Whether two rates are so close (a twentieth of a decade, 12 %) that training both would tell nothing. */
export const isNear = (a: number, b: number): boolean => Math.abs(Math.log10(a / b)) < 0.05;

/** The learning rate of a ladder's trial. */
export const rateOf = ({ trial }: TrialRecord): number => trial.hyperparameters.learningRate;

/** Whether a trial is a candidate's second one, from another seed. */
export const isRepeated = ({ point }: Pick<TrialRecord, 'point'>): boolean => point.origin === 'repeated';
