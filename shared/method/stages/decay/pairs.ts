import type { DecayComparison, DecayPair, DecayRun, DecayVerdict, MeanDifference } from '../../../domain/decay.ts';
import type { TrialMetric } from '../../../domain/metrics.ts';
import { CONSTANT, type Schedule } from '../../../domain/schedule.ts';
import type { TrialStatus } from '../../../domain/trial.ts';
import { errorOverRows } from '../../curves/dev-rows.ts';
import { lowestOn } from '../../curves/evaluations.ts';
import { type TInterval, tInterval } from '../../statistics/t-interval.ts';
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

  /** What the trials are evaluated by beside the loss. */
  readonly metric: TrialMetric;

  constructor(trials: readonly TrialRecord[]) {
    this.metric = trials[0]?.trial.metric ?? 'none';
    this.byKey = new Map(trials.map(one => [pointKey(one.point.set), one]));
  }

  of(schedule: Schedule, seed: number): TrialRecord | null {
    return this.byKey.get(keyOf(schedule, seed)) ?? null;
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

/** A run at its best evaluation. */
export function runOf(one: TrialRecord): DecayRun {
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
}

/** One schedule against another one over paired runs, with the verdict of the dev loss at the best evaluation [D6]; while they train, so far. */
export function compare(runs: Runs, { schedule, against = CONSTANT, seeds, why }: Asked): DecayComparison {
  const pairs = seeds.map(seed => pairOf(runs, seed, schedule, against));
  const counted = pairs.filter(pair => pair.difference !== null);
  const losses = counted.map(({ without }) => without?.devLoss as number);
  const loss = losses.length === 0 ? null : losses.reduce((sum, value) => sum + value, 0) / losses.length;
  const interval = tInterval(counted.map(({ difference }) => difference as number));
  const metrics = counted.map(({ metricDifference }) => metricDifference).filter(value => value !== null);
  const rowNoise = rowNoiseOf(runs, counted, schedule, against);
  const found = { loss, difference: interval && plain(interval), rowNoise, pairs };
  const isEnded = [schedule, against].every(of => runs.areEnded(of, seeds));
  return {
    schedule,
    against,
    why,
    planned: seeds.length,
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
function rowNoiseOf(runs: Runs, counted: readonly DecayPair[], schedule: Schedule, against: Schedule): number | null {
  const rowsOf = (of: Schedule) =>
    counted.map(({ seed }) => {
      const one = runs.of(of, seed);
      const at = one && runOf(one).at;
      return one?.rows.findLast(({ step }) => step === at)?.losses ?? null;
    });
  const error = errorOverRows(rowsOf(schedule), rowsOf(against));
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

/** Whether the metric is worse beyond its own interval where the dev loss gains. */
export function contradicts({ metricDifference }: DecayComparison, metric: TrialMetric): boolean {
  if (metricDifference === null || metric === 'none') return false;
  return metric === 'rmse' ? metricDifference.low > 0 : metricDifference.high < 0;
}
