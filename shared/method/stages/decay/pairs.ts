import type {
  DecayComparison,
  DecayPair,
  DecayRun,
  DecayVerdict,
  MeanDifference,
  Measure,
} from '../../../domain/decay.ts';
import type { TrialMetric } from '../../../domain/metrics.ts';
import { CONSTANT, type Schedule } from '../../../domain/schedule.ts';
import type { TrialStatus } from '../../../domain/trial.ts';
import { type DevRows, errorOverRows } from '../../curves/dev-rows.ts';
import { bestOn } from '../../curves/evaluations.ts';
import { meanDifferenceError, revealedLabels } from '../../metrics/paired-metric.ts';
import { CHANCE, type TInterval, tInterval } from '../../statistics/t-interval.ts';
import { pointKey, type TrialRecord } from '../stage-definition.ts';

/** The terrain is flat where the interval of the difference lies within that share of the loss [D6]. */
export const FLAT = 0.01;
/** Two standard errors are row noise, as everywhere (L3). */
const ERRORS = 2;

/** How a trial ended by itself, so that its run says all that it will ever say. */
const ENDED_ITSELF: ReadonlySet<TrialStatus> = new Set(['finished', 'diverged']);

/** The settings of a run from one seed with one schedule. */
export const setOf = (schedule: Schedule, seed: number) => ({ schedule, seed });
const keyOf = (schedule: Schedule, seed: number): string => pointKey(setOf(schedule, seed));

/** The trials of a decay stage by schedule and seed. */
export class Runs {
  private readonly byKey: ReadonlyMap<string, TrialRecord>;
  private readonly byId: ReadonlyMap<string, TrialRecord>;

  /** What the trials are evaluated by beside the loss. */
  readonly metric: TrialMetric;

  constructor(trials: readonly TrialRecord[]) {
    this.metric = trials[0]?.trial.metric ?? 'none';
    this.byKey = new Map(trials.map(one => [pointKey(one.point.set), one]));
    this.byId = new Map(trials.map(one => [one.trial.id, one]));
  }

  of(schedule: Schedule, seed: number): TrialRecord | null {
    return this.byKey.get(keyOf(schedule, seed)) ?? null;
  }

  /** The dev rows of a run at its best evaluation; null: they weren't kept. */
  rowsAt(run: DecayRun | null): DevRows | null {
    if (run === null) return null;
    return this.byId.get(run.trialId)?.rows.findLast(({ step }) => step === run.at) ?? null;
  }

  /** Whether a schedule has been trained to the end of what it says from all of these seeds. */
  areEnded(schedule: Schedule, seeds: readonly number[]): boolean {
    return seeds.every(seed => hasEnded(this.of(schedule, seed)));
  }
}

const hasEnded = (one: TrialRecord | null): boolean => one !== null && ENDED_ITSELF.has(one.trial.status);

/** A run whose curve is whole and ended at its last step, so that its best evaluation counts. */
const counts = (one: TrialRecord | null): one is TrialRecord =>
  one !== null && one.trial.status === 'finished' && one.damagedFrom === null;

/** A run at its best evaluation, whichever of loss and metric named it. */
export function runOf(one: TrialRecord): DecayRun {
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
export const measureOf = (runs: readonly DecayRun[]): Measure =>
  runs.some(({ named }) => named === 'metric') && runs.every(({ devMetric }) => devMetric !== null) ? 'metric' : 'loss';

/** A run's figure of what decides, lower is better: the dev loss, or what its metric lacks. */
export function figureBy(by: Measure, metric: TrialMetric, { devLoss, devMetric }: DecayRun): number | null {
  if (by === 'loss') return devLoss;
  return devMetric === null ? null : lackOf(metric, devMetric);
}

/** What a metric lacks of the best that it can be: an error all of itself, a share what is missing to 1. */
const lackOf = (metric: TrialMetric, value: number): number => (metric === 'rmse' ? value : 1 - value);

function pairOf(runs: Runs, seed: number, schedule: Schedule, against: Schedule): DecayPair {
  const [other, one] = [runs.of(against, seed), runs.of(schedule, seed)];
  const [without, using] = [other && runOf(other), one && runOf(one)];
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

/** What is compared: one schedule with another, from these seeds. */
export interface Asked {
  schedule: Schedule;
  /** Left out: with none. */
  against?: Schedule;
  seeds: readonly number[];
  why: DecayComparison['why'];
  /** That its intervals miss the true mean: less where it is one of several. */
  chance?: number;
}

/** One schedule against another one over paired runs, with the verdict at the best evaluation [D6]; while they train, so far. */
export function compare(runs: Runs, asked: Asked): DecayComparison {
  const { schedule, against = CONSTANT, seeds, why, chance = CHANCE } = asked;
  const pairs = seeds.map(seed => pairOf(runs, seed, schedule, against));
  const counted = pairs.filter(pair => pair.difference !== null);
  const others = counted.flatMap(({ without }) => without ?? []);
  const by = measureOf([...others, ...counted.flatMap(pair => pair.with ?? [])]);
  const interval = tInterval(
    counted.map(({ difference }) => difference as number),
    chance,
  );
  const metrics = counted.map(({ metricDifference }) => metricDifference).filter(value => value !== null);
  const ofMetric = metrics.length === counted.length ? tInterval(metrics, chance) : null;
  const metricMean = meanOf(others.map(({ devMetric }) => devMetric));
  const found = {
    schedule,
    against,
    why,
    planned: seeds.length,
    n: counted.length,
    by,
    confidence: Number((100 * (1 - chance)).toPrecision(4)),
    loss: meanOf(others.map(({ devLoss }) => devLoss)),
    metricMean,
    difference: interval && plain(interval),
    metricDifference: ofMetric && plain(ofMetric),
    rowNoise: by === 'loss' ? rowNoiseOf(runs, counted) : metricRowNoise(runs, counted, metricMean),
    seedNoise: (by === 'loss' ? interval : ofMetric)?.deviation ?? null,
    pairs,
  };
  const isEnded = [schedule, against].every(of => runs.areEnded(of, seeds));
  return { ...found, verdict: isEnded ? verdictOf({ ...found, ...decisive(found, runs.metric) }) : null };
}

const plain = ({ mean, low, high }: TInterval): MeanDifference => ({ mean, low, high });

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 || known.length < values.length ? null : known.reduce((a, b) => a + b, 0) / known.length;
}

/** What decides a comparison, lower is better: of the side that it is compared with, and the difference. */
export function decisive(
  one: Pick<DecayComparison, 'by' | 'loss' | 'metricMean' | 'difference' | 'metricDifference'>,
  metric: TrialMetric,
): Pick<DecayComparison, 'loss' | 'difference'> {
  const { by, loss, metricMean, difference, metricDifference: of } = one;
  if (by === 'loss') return { loss, difference };
  return {
    loss: metricMean === null ? null : lackOf(metric, metricMean),
    difference: of && metric !== 'rmse' ? { mean: -of.mean, low: -of.high, high: -of.low } : of,
  };
}

/** The rows of the two runs of each pair, at their best evaluations; null: not kept. */
const rowsOf = (runs: Runs, counted: readonly DecayPair[], side: 'with' | 'without'): (DevRows | null)[] =>
  counted.map(pair => runs.rowsAt(pair[side]));

/** By which rows are in dev, of the mean difference over the pairs: row by row the mean of the runs, then paired. Null: rows weren't kept. */
function rowNoiseOf(runs: Runs, counted: readonly DecayPair[]): number | null {
  const losses = (side: 'with' | 'without') => rowsOf(runs, counted, side).map(rows => rows?.losses ?? null);
  const error = errorOverRows(losses('with'), losses('without'));
  return error === null ? null : ERRORS * error;
}

/** The same of the metric, which is no mean over rows. */
function metricRowNoise(runs: Runs, counted: readonly DecayPair[], value: number | null): number | null {
  const [own, others] = [rowsOf(runs, counted, 'with'), rowsOf(runs, counted, 'without')];
  const pairs = own.flatMap((one, i): [DevRows, DevRows][] => {
    const other = others[i];
    return one && other ? [[one, other]] : [];
  });
  if (pairs.length < counted.length) return null;
  const error = meanDifferenceError(runs.metric, pairs, revealedLabels(pairs.flat()), value);
  return error === null ? null : ERRORS * error;
}

/**
 * The verdict of paired differences [D6]. Flat comes first: a difference that is known well and small decides nothing. A pair of which one run
 * diverged has no difference; where that is the decayed one alone, no gain is claimed, and where it is the other one alone, neither
 * that decay is worth nothing.
 */
export function verdictOf({
  loss,
  difference,
  rowNoise,
  pairs,
}: Pick<DecayComparison, 'loss' | 'difference' | 'rowNoise' | 'pairs'>): DecayVerdict {
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
export function contradicts(one: DecayComparison, metric: TrialMetric): boolean {
  if (metric === 'none') return false;
  const { difference } = decisive({ ...one, by: one.by === 'loss' ? 'metric' : 'loss' }, metric);
  return difference !== null && difference.low > 0;
}
