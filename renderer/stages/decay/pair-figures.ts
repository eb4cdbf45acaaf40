import type { DecayAnswer, DecayComparison } from '#shared/domain/decay.ts';
import type { MeanDifference, PairedRun, RunPair } from '#shared/domain/paired-runs.ts';
import type { DevColumn } from '../../stage/paired-figures.ts';

/** Which figure of the runs is told: the metric where there is one, else the dev loss. */
export const shownColumn = ({ metric }: Pick<DecayAnswer, 'metric'>): DevColumn =>
  metric === 'none' ? 'devLoss' : 'devMetric';

/**
 * Whether a metric's interval shows what the dev loss decided, so that it can stand for the verdict: beyond 0 in the same direction, or around 0
 * where nothing was decided.
 */
export function showsVerdict({ verdict, metricDifference }: DecayComparison, metric: DecayAnswer['metric']): boolean {
  if (metric === 'none' || metricDifference === null) return false;
  const way = metric === 'rmse' ? -1 : 1;
  const [low, high] = [way * metricDifference.low, way * metricDifference.high];
  if (verdict === 'gain') return Math.min(low, high) > 0;
  if (verdict === 'worse') return Math.max(low, high) < 0;
  return Math.min(low, high) <= 0 && Math.max(low, high) >= 0;
}

/** A run's figure. */
export const figureOf = (run: PairedRun | null, column: DevColumn): number | null =>
  run === null ? null : column === 'devMetric' ? run.devMetric : run.devLoss;

/** A pair's difference, and the mean of all of them. */
export const differenceOf = (pair: RunPair, column: DevColumn): number | null =>
  column === 'devMetric' ? pair.metricDifference : pair.difference;
export const meanOf = (one: DecayComparison, column: DevColumn): MeanDifference | null =>
  column === 'devMetric' ? one.metricDifference : one.difference;

/** The mean of one side's figures and their standard deviation over the pairs that count; null: fewer than two. */
export function sideMean(
  pairs: readonly RunPair[],
  side: 'with' | 'without',
  column: DevColumn,
): { mean: number; deviation: number } | null {
  const values = pairs
    .filter(pair => differenceOf(pair, column) !== null)
    .flatMap(pair => figureOf(pair[side], column) ?? []);
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
