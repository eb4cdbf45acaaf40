import { FULL_LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import type { CaseRuns, Run } from '../cases/run-case.ts';

export const runAt = ({ runs }: CaseRuns, rate: number): Run => runs.find(run => run.learningRate === rate) as Run;

/** The best of the twelve candidates. */
export const bestOf = (one: CaseRuns): Run =>
  FULL_LADDER.map(rate => runAt(one, rate)).reduce((best, candidate) =>
    candidate.devLoss < best.devLoss ? candidate : best,
  );

export const lowestOf = (one: CaseRuns): number => bestOf(one).devLoss;

/** How much more dev loss than the best candidate, as a share of it; ∞ where there is no rate, or it diverged. */
export function regretOf(one: CaseRuns, rate: number | null): number {
  return rate === null ? Number.POSITIVE_INFINITY : runAt(one, rate).devLoss / lowestOf(one) - 1;
}

/** What the tables say of some regrets; shares in percent. */
export function figuresOf(regrets: readonly number[]): Record<string, number> {
  const within = (share: number) =>
    Math.round((100 * regrets.filter(regret => regret <= share).length) / regrets.length);
  const sorted = [...regrets].sort((a, b) => a - b);
  return {
    'within 5 %': within(0.05),
    'within 10 %': within(0.1),
    'within 25 %': within(0.25),
    median: sorted[sorted.length >> 1] as number,
    worst: sorted.at(-1) as number,
    diverged: regrets.filter(regret => !Number.isFinite(regret)).length,
  };
}
