import type { TrialMetric } from '../../domain/metrics.ts';
import type {
  MeanDifference,
  MorePairs,
  PairedComparison,
  PairedRun,
  PairedVerdict,
  RunPair,
} from '../../domain/paired-runs.ts';
import type { TrialStatus } from '../../domain/trial.ts';
import { errorOverRows } from '../curves/dev-rows.ts';
import { lowestOn } from '../curves/evaluations.ts';
import { type TInterval, tInterval, tQuantile } from '../statistics/t-interval.ts';
import type { TrialRecord } from './stage-definition.ts';

/* Pairs of runs, and what they say [D6, D7]. */

/** What is compared decides nothing where the interval of the difference lies within that share of the loss [D6]. */
export const FLAT = 0.01;
/** Two standard errors are row noise, as everywhere (L3). */
const ERRORS = 2;

/** Where a trial costs less than that, there are so many pairs, else so few [D7]. */
const CHEAP_MS = 60_000;
const PAIRS = { cheap: 5, dear: 3 } as const;

/** How many pairs there are where a person doesn't say [D7]. @param trialMs what a trial costs; null: not known */
export const pairsFor = (trialMs: number | null): number =>
  trialMs !== null && trialMs < CHEAP_MS ? PAIRS.cheap : PAIRS.dear;

/** How a trial ended by itself, so that its run says all that it will ever say. */
const ENDED_ITSELF: ReadonlySet<TrialStatus> = new Set(['finished', 'diverged']);

export const hasEnded = (one: TrialRecord | null): boolean => one !== null && ENDED_ITSELF.has(one.trial.status);

/** A run whose curve is whole and ended at its last step, so that its best evaluation counts. */
export const counts = (one: TrialRecord | null): one is TrialRecord =>
  one !== null && one.trial.status === 'finished' && one.damagedFrom === null;

/** A run at its best evaluation. */
export function runOf(one: TrialRecord): PairedRun {
  const { trial, dev, rows, damagedFrom } = one;
  const isUsable = trial.status !== 'diverged' && damagedFrom === null;
  const { lowestDevLoss, lowestAt, lowestMetric } = lowestOn(isUsable ? dev : null, rows);
  const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
  return {
    trialId: trial.id,
    status: trial.status,
    devLoss: finite(lowestDevLoss),
    devMetric: finite(lowestMetric),
    at: lowestAt,
  };
}

/** The two runs of a seed; null: not started yet. */
export interface PairOfTrials {
  seed: number;
  without: TrialRecord | null;
  with: TrialRecord | null;
}

/** @param read how the figures of a run are read */
function pairOf({ seed, without: other, with: one }: PairOfTrials, read: typeof runOf): RunPair {
  const [without, using] = [other && read(other), one && read(one)];
  const isPair = counts(other) && counts(one);
  const less = (a: number | null | undefined, b: number | null | undefined): number | null =>
    isPair && typeof a === 'number' && typeof b === 'number' ? a - b : null;
  const lost = [one, other].map(of => of?.trial.status === 'diverged');
  return {
    seed,
    without,
    with: using,
    difference: less(using?.devLoss, without?.devLoss),
    metricDifference: less(using?.devMetric, without?.devMetric),
    diverged: lost[0] && lost[1] ? 'both' : lost[0] ? 'with' : lost[1] ? 'without' : null,
  };
}

/** What the pairs of some trials say of the dev loss at the best evaluation [D6]; while they train, so far. */
export function comparePairs(of: readonly PairOfTrials[], read: typeof runOf = runOf): PairedComparison {
  const pairs = of.map(pair => pairOf(pair, read));
  const counted = pairs.filter(pair => pair.difference !== null);
  const losses = counted.map(({ without }) => without?.devLoss as number);
  const loss = losses.length === 0 ? null : losses.reduce((sum, value) => sum + value, 0) / losses.length;
  const interval = tInterval(counted.map(({ difference }) => difference as number));
  const metrics = counted.map(({ metricDifference }) => metricDifference).filter(value => value !== null);
  const rowNoise = rowNoiseOf(of.filter((_, i) => pairs[i]?.difference != null));
  const found = { loss, difference: interval && plain(interval), rowNoise, pairs };
  const isEnded = of.every(({ without, with: using }) => hasEnded(without) && hasEnded(using));
  return {
    planned: of.length,
    n: counted.length,
    ...found,
    metricDifference: metrics.length === counted.length ? plainOrNull(tInterval(metrics)) : null,
    seedNoise: interval?.deviation ?? null,
    verdict: isEnded ? verdictOf(found) : null,
  };
}

const plain = ({ mean, low, high }: TInterval): MeanDifference => ({ mean, low, high });
const plainOrNull = (interval: TInterval | null): MeanDifference | null => interval && plain(interval);

/** By which rows are in dev, of the mean difference over the pairs: row by row the mean of the runs, then paired. Null: rows weren't kept. */
function rowNoiseOf(counted: readonly PairOfTrials[]): number | null {
  const error = errorOverRows(
    counted.map(({ with: using }) => rowsAtBest(using)),
    counted.map(({ without }) => rowsAtBest(without)),
  );
  return error === null ? null : ERRORS * error;
}

function rowsAtBest(one: TrialRecord | null): Float32Array | null {
  const at = one && runOf(one).at;
  return one?.rows.findLast(({ step }) => step === at)?.losses ?? null;
}

/**
 * The verdict of paired differences [D6]. Flat comes first: a difference that is known well and small decides nothing. A pair of which one run
 * diverged has no difference; where that is the one with what is compared alone, no gain is claimed, and where it is the other one alone, neither
 * that it is worth nothing.
 */
export function verdictOf({
  loss,
  difference,
  rowNoise,
  pairs,
}: Pick<PairedComparison, 'loss' | 'difference' | 'rowNoise' | 'pairs'>): PairedVerdict {
  if (difference === null || loss === null) return 'unknown';
  const { mean, low, high } = difference;
  const lost = new Set(pairs.map(({ diverged }) => diverged));
  const flat = FLAT * Math.abs(loss);
  if (low >= -flat && high <= flat) return lost.has('with') || lost.has('without') ? 'unknown' : 'flat';
  // Where no rows were kept, as of a dev set that isn't read row by row, seeds alone say.
  if (Math.abs(mean) <= (rowNoise ?? 0)) return 'unknown';
  if (high < 0) return lost.has('with') ? 'unknown' : 'gain';
  if (low > 0) return lost.has('without') ? 'unknown' : 'worse';
  return 'unknown';
}

/** Whether the metric is worse beyond its own interval where the dev loss gains. */
export function contradicts(
  { metricDifference }: Pick<PairedComparison, 'metricDifference'>,
  metric: TrialMetric,
): boolean {
  if (metricDifference === null || metric === 'none') return false;
  return metric === 'rmse' ? metricDifference.low > 0 : metricDifference.high < 0;
}

/** More pairs than that aren't proposed. */
const MOST_PROPOSED = 30;

/** How many pairs would probably settle an unknown difference, were mean and spread to stay as they are: beyond 0, or within what is flat. */
export function morePairsFor(
  { difference, seedNoise, rowNoise, loss, planned }: PairedComparison,
  stepsOfPair: number,
): MorePairs {
  if (difference === null || seedNoise === null || loss === null) return null;
  const size = Math.abs(difference.mean);
  for (let pairs = planned + 1; pairs <= MOST_PROPOSED; pairs++) {
    const half = (tQuantile(pairs) * seedNoise) / Math.sqrt(pairs);
    const settles = (half < size && size > (rowNoise ?? 0)) || size + half <= FLAT * Math.abs(loss);
    if (settles) return { pairs, steps: pairs * stepsOfPair };
  }
  return null;
}
