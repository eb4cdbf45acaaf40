import type { TrialMetric } from '../../domain/metrics.ts';
import type {
  MeanDifference,
  Measure,
  MorePairs,
  PairedComparison,
  PairedRun,
  PairedVerdict,
  RunPair,
} from '../../domain/paired-runs.ts';
import type { TrialStatus } from '../../domain/trial.ts';
import { type DevRows, errorOverRows } from '../curves/dev-rows.ts';
import { bestOn } from '../curves/evaluations.ts';
import { meanMetricDifferenceError, revealedLabels } from '../metrics/paired-metric.ts';
import { CHANCE, type TInterval, tInterval, tQuantile } from '../statistics/t-interval.ts';
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

/** A run at its best evaluation, whichever of loss and metric named it. */
export function runOf(one: TrialRecord): PairedRun {
  const { trial, dev, rows, damagedFrom } = one;
  const isUsable = trial.status !== 'diverged' && damagedFrom === null;
  const { devLoss, metric, at, named } = bestOn(isUsable ? dev : null, rows);
  const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
  return { trialId: trial.id, status: trial.status, devLoss: finite(devLoss), devMetric: finite(metric), at, named };
}

/**
 * What decides between runs: the dev loss where it named the best evaluation of all of them. Where the metric named one, the loss there is not the
 * lowest, and beside one that is it would count against it; so then the metric decides, which is read there of all.
 */
export const measureOf = (runs: readonly PairedRun[]): Measure =>
  runs.some(({ named }) => named === 'metric') && runs.every(({ devMetric }) => devMetric !== null) ? 'metric' : 'loss';

/** A run's figure of what decides, lower is better: the dev loss, or what its metric lacks. */
export function figureBy(by: Measure, metric: TrialMetric, { devLoss, devMetric }: PairedRun): number | null {
  if (by === 'loss') return devLoss;
  return devMetric === null ? null : lackOf(metric, devMetric);
}

/** What a metric lacks of the best that it can be: an error all of itself, a share what is missing to 1. */
const lackOf = (metric: TrialMetric, value: number): number => (metric === 'rmse' ? value : 1 - value);

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

/** How the pairs of some trials are compared. */
interface Compared {
  metric: TrialMetric;
  /** What decides; left out: what named the best evaluations. */
  by?: Measure;
  /** How the figures of a run are read. */
  read?: typeof runOf;
  /** That its intervals miss the true mean: less where it is one of several. */
  chance?: number;
}

/** What the pairs of some trials say at the best evaluation [D6]; while they train, so far. */
export function comparePairs(
  of: readonly PairOfTrials[],
  { metric, by: decides, read = runOf, chance = CHANCE }: Compared,
): PairedComparison {
  const pairs = of.map(pair => pairOf(pair, read));
  const counted = pairs.filter(pair => pair.difference !== null);
  const others = counted.flatMap(({ without }) => without ?? []);
  const by = decides ?? measureOf([...others, ...counted.flatMap(pair => pair.with ?? [])]);
  const interval = tInterval(
    counted.map(({ difference }) => difference as number),
    chance,
  );
  const metrics = counted.map(({ metricDifference }) => metricDifference).filter(value => value !== null);
  const ofMetric = metrics.length === counted.length ? tInterval(metrics, chance) : null;
  const metricMean = meanOf(others.map(({ devMetric }) => devMetric));
  const trials = of.filter((_, i) => pairs[i]?.difference != null);
  const found = {
    planned: of.length,
    n: counted.length,
    by,
    confidence: Number((100 * (1 - chance)).toPrecision(4)),
    loss: meanOf(others.map(({ devLoss }) => devLoss)),
    metricMean,
    difference: interval && plain(interval),
    metricDifference: ofMetric && plain(ofMetric),
    rowNoise: by === 'loss' ? rowNoiseOf(trials, read) : metricRowNoise(trials, read, metric, metricMean),
    seedNoise: (by === 'loss' ? interval : ofMetric)?.deviation ?? null,
    pairs,
  };
  const isEnded = of.every(({ without, with: using }) => hasEnded(without) && hasEnded(using));
  return { ...found, verdict: isEnded ? verdictOf({ ...found, ...decisive(found, metric) }) : null };
}

const plain = ({ mean, low, high }: TInterval): MeanDifference => ({ mean, low, high });

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 || known.length < values.length ? null : known.reduce((a, b) => a + b, 0) / known.length;
}

/** What decides a comparison, lower is better: of the side that it is compared with, and the difference. */
export function decisive(
  one: Pick<PairedComparison, 'by' | 'loss' | 'metricMean' | 'difference' | 'metricDifference'>,
  metric: TrialMetric,
): Pick<PairedComparison, 'loss' | 'difference'> {
  const { by, loss, metricMean, difference, metricDifference: of } = one;
  if (by === 'loss') return { loss, difference };
  return {
    loss: metricMean === null ? null : lackOf(metric, metricMean),
    difference: of && metric !== 'rmse' ? { mean: -of.mean, low: -of.high, high: -of.low } : of,
  };
}

/** The dev rows of a run at its best evaluation; null: not kept. */
function rowsAt(one: TrialRecord | null, read: typeof runOf): DevRows | null {
  const at = one && read(one).at;
  return one?.rows.findLast(({ step }) => step === at) ?? null;
}

/** By which rows are in dev, of the mean difference over the pairs: row by row the mean of the runs, then paired. Null: rows weren't kept. */
function rowNoiseOf(counted: readonly PairOfTrials[], read: typeof runOf): number | null {
  const losses = (side: 'with' | 'without') => counted.map(pair => rowsAt(pair[side], read)?.losses ?? null);
  const error = errorOverRows(losses('with'), losses('without'));
  return error === null ? null : ERRORS * error;
}

/** The same of the metric, which is no mean over rows. */
function metricRowNoise(
  counted: readonly PairOfTrials[],
  read: typeof runOf,
  metric: TrialMetric,
  value: number | null,
): number | null {
  const pairs = counted.flatMap((pair): [DevRows, DevRows][] => {
    const [own, other] = [rowsAt(pair.with, read), rowsAt(pair.without, read)];
    return own && other ? [[own, other]] : [];
  });
  if (pairs.length < counted.length) return null;
  const error = meanMetricDifferenceError(metric, pairs, revealedLabels(pairs.flat()), value);
  return error === null ? null : ERRORS * error;
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

/** Whether what doesn't decide, metric or dev loss, is worse beyond its own interval at the same evaluations, where what decides gains. */
export function contradicts(
  one: Pick<PairedComparison, 'by' | 'loss' | 'metricMean' | 'difference' | 'metricDifference'>,
  metric: TrialMetric,
): boolean {
  if (metric === 'none') return false;
  const { difference } = decisive({ ...one, by: one.by === 'loss' ? 'metric' : 'loss' }, metric);
  return difference !== null && difference.low > 0;
}

/**
 * Whether pairs that don't tell have a lower loss on the side that is compared, and the metric doesn't lean the other way. It is a guess that is more often
 * right than wrong where the pairs chose nothing: for who must have one of both.
 */
export function leansTo(
  one: Pick<PairedComparison, 'by' | 'loss' | 'metricMean' | 'difference' | 'metricDifference' | 'pairs'> & {
    verdict: PairedVerdict | null;
  },
  metric: TrialMetric,
): boolean {
  const { difference } = decisive(one, metric);
  const { difference: other } = decisive({ ...one, by: one.by === 'loss' ? 'metric' : 'loss' }, metric);
  const isLost = one.pairs.some(({ diverged }) => diverged === 'with' || diverged === 'without');
  return (
    one.verdict === 'unknown' && !isLost && difference !== null && difference.mean < 0 && !(other && other.mean > 0)
  );
}

/** More pairs than that aren't proposed. */
const MOST_PROPOSED = 30;

/** How many pairs would probably settle an unknown difference, were mean and spread to stay as they are: beyond 0, or within what is flat. */
export function morePairsFor(compared: PairedComparison, metric: TrialMetric, stepsOfPair: number): MorePairs {
  const { seedNoise, rowNoise, planned } = compared;
  const { difference, loss } = decisive(compared, metric);
  if (difference === null || seedNoise === null || loss === null) return null;
  const size = Math.abs(difference.mean);
  for (let pairs = planned + 1; pairs <= MOST_PROPOSED; pairs++) {
    const half = (tQuantile(pairs) * seedNoise) / Math.sqrt(pairs);
    const settles = (half < size && size > (rowNoise ?? 0)) || size + half <= FLAT * Math.abs(loss);
    if (settles) return { pairs, steps: pairs * stepsOfPair };
  }
  return null;
}
