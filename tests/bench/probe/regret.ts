import { FULL_LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { type CaseRuns, type Run, reaches } from '../cases/run-case.ts';

/**
 * The lowest smoothed dev loss within so many steps, which is what ladder and probe aim at [L3, B9]; each evaluation is smoothed with its
 * neighbours, as far as they lie within the steps. ∞: it diverged before.
 */
export function lowestDevLoss(run: Run, steps: number): number {
  if (run.diverged && run.losses.length <= steps) return Number.POSITIVE_INFINITY;
  const losses = run.dev.filter(({ step }) => step <= steps).map(({ loss }) => loss);
  const smoothed = losses.map((_, i) => {
    const near = losses.slice(Math.max(0, i - 1), i + 2);
    return near.reduce((sum, loss) => sum + loss, 0) / near.length;
  });
  return Math.min(...smoothed);
}

export const runAt = ({ runs }: CaseRuns, rate: number, steps: number): Run =>
  runs.find(run => run.learningRate === rate && reaches(run, steps)) as Run;

/** The best of the twelve candidates. */
export function bestOf(one: CaseRuns, steps: number): { learningRate: number; loss: number } {
  return FULL_LADDER.map(learningRate => {
    return { learningRate, loss: lowestDevLoss(runAt(one, learningRate, steps), steps) };
  }).reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
}

/** Added to losses where they are compared, since near zero a ratio says nothing; 0: nothing is. */
export type Floor = 0 | 0.02;

/** How much more dev loss than the best candidate, as a share of it; ∞ where it diverged. */
export const regretAt = (one: CaseRuns, loss: number, steps: number, floor: Floor = 0): number =>
  (loss + floor) / (bestOf(one, steps).loss + floor) - 1;

/** Lowest dev losses of all rates that were trained for so many steps, in the order of the rates. */
export const curveOf = ({ runs }: CaseRuns, steps: number): { rate: number; loss: number }[] =>
  runs
    .filter(run => reaches(run, steps))
    .map(run => ({ rate: run.learningRate, loss: lowestDevLoss(run, steps) }))
    .sort((a, b) => a.rate - b.rate);

/**
 * Lowest dev loss at a rate that was perhaps not trained: then between its neighbours on the logarithm of the rate; ∞ where one of them
 * diverged.
 */
export function lossOn(curve: ReturnType<typeof curveOf>, rate: number): number {
  const above = curve.findIndex(point => point.rate >= rate);
  const [low, high] = [curve[above - 1], curve[above]];
  if (!high) return curve.at(-1)?.loss ?? Number.NaN;
  if (!low || high.rate === rate) return high.loss;
  if (!Number.isFinite(low.loss) || !Number.isFinite(high.loss)) return Number.POSITIVE_INFINITY;
  const share = Math.log(rate / low.rate) / Math.log(high.rate / low.rate);
  return low.loss + share * (high.loss - low.loss);
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
