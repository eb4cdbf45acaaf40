import type { BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { LossCurve } from '../../curves/loss-curve.ts';
import { errorsAmong } from '../../statistics/t-interval.ts';
import { baselineOf, type DevLevel, devLevel, isDamaged, lowest, reachedAt, rowError } from '../dev-level.ts';
import { betterBy, meanMetric, metricErrorOf } from '../metric-comparison.ts';
import { ASSUMED_SEED_ERROR, ERRORS } from '../noise.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { depthOf, meanOf, seedErrorOf } from './noise.ts';
import { examplesIn, isAccepted, isSecondSeed, sameSettings } from './points.ts';

/** A trial that can be compared. */
type Usable = TrialRecord & { curve: LossCurve };

/** One batch size, momentum and rate with what it is ranked by [S4]. */
export interface RankedPoint {
  /** Its trial; then that of its second seed, where there is one that has ended. */
  trials: Usable[];
  /** Of each of its trials. */
  levels: DevLevel[];
  /** Its lowest smoothed dev loss, the mean over its seeds. */
  level: number;
  /** So much higher than the lowest it may be and still be within noise of it; 0: it is the lowest. */
  noise: number;
  equal: boolean;
  /** Examples until it first was within noise of the lowest; null: never. */
  reached: number | null;
  /** At its best evaluation, the mean over its seeds; null: not known. */
  metric: number | null;
  isAccepted: boolean;
  /** It may be chosen: where second seeds have run, it has one. */
  isCompared: boolean;
}

/** The points that can be compared, the best first. */
export interface Ranking {
  ranked: RankedPoint[];
  /** The recommended one; null: there is none. */
  chosen: RankedPoint | null;
  accepted: RankedPoint | null;
  /** Of the lowest dev loss. */
  deepest: RankedPoint | null;
  /** No second seed has said what seeds add to the noise. */
  assumed: boolean;
  /** The points that were compared with the accepted one, and how many standard errors it takes to be better than that as the best of so many. */
  among: { points: number; errors: number };
  /** Two standard errors of a difference of dev losses. */
  lossNoise: (a: RankedPoint, b: RankedPoint) => number;
  /** The same of metrics; null: not known. */
  metricNoise: (a: RankedPoint, b: RankedPoint) => number | null;
}

const DONE: ReadonlySet<string> = new Set(['finished', 'pruned', 'stopped']);

/** Too few steps say nothing about a level. */
const FEWEST_STEPS = 10;

/**
 * Ranks the points of a search [S4]: the lowest smoothed dev loss first, paired by row and seed; among those within noise of the lowest the
 * dev metric, where it differs beyond noise; and of those that are equal in both, the lowest dev loss comes first. The accepted one stays unless
 * what is chosen is better than it beyond the noise of the best of so many, in dev loss or metric, on the second seed too, which chose nothing.
 * @param trials of the search and second seeds
 */
export function rank(plan: BatchMomentumPlan, trials: readonly TrialRecord[]): Ranking {
  const lost = trials.filter(one => isSecondSeed(one) && one.trial.status === 'diverged');
  const usable = trials.filter(isUsable).sort((a, b) => a.trial.position - b.trial.position);
  const groups = usable
    .filter(one => !isSecondSeed(one) && !lost.some(other => sameSettings(one, other)))
    .map(one => {
      const second = usable.find(
        other => isSecondSeed(other) && sameSettings(one, other) && DONE.has(other.trial.status) && reaches(other, one),
      );
      return second ? [one, second] : [one];
    });
  return compared(plan, groups, trials);
}

/** Whether a second seed came to where the first one was lowest: one that was cut off before says nothing of it. */
function reaches(second: Usable, first: Usable): boolean {
  const level = devLevel(first);
  return level !== null && (second.dev?.steps.at(-1) ?? -1) >= (level.steps[level.at] as number);
}

function isUsable(one: TrialRecord): one is Usable {
  const out = one.trial.status === 'diverged' || one.trial.status === 'failed';
  if (out || isDamaged(one) || one.curve === null || one.curve.count < FEWEST_STEPS) return false;
  return devLevel({ ...one, curve: one.curve }) !== null;
}

function compared(plan: BatchMomentumPlan, groups: readonly Usable[][], all: readonly TrialRecord[]): Ranking {
  const levelsOf = groups.map(group => group.map(one => devLevel(one) as DevLevel));
  // Of what was stopped since it can't win any more the low point says too little to measure others by it.
  const isPruned = ([level]: DevLevel[]): boolean => level?.one.trial.status === 'pruned';
  const whole = levelsOf.filter(levels => !isPruned(levels));
  const twice = whole.filter(({ length }) => length > 1);
  const compared = twice.length > 1 ? twice : whole;
  const deepest = compared.reduce<DevLevel[] | null>(
    (low, one) => (low && meanOf(low) <= meanOf(one) ? low : one),
    null,
  );
  const again = twice.filter(levels => levels !== deepest);
  const assumed = twice.length < 2 || again.length === 0;
  const seedError =
    assumed || !deepest ? ASSUMED_SEED_ERROR * Math.abs(deepest ? meanOf(deepest) : 0) : seedErrorOf(again, deepest);
  const noiseOf = (a: DevLevel[], b: DevLevel[]): number => {
    const seeds = Math.min(a.length, b.length);
    return ERRORS * Math.hypot(rowError(a.slice(0, seeds), b.slice(0, seeds)), seedError);
  };
  // By the seeds that both have: what one seed makes easy is easy for both.
  const above = (a: DevLevel[], b: DevLevel[]): number => {
    const seeds = Math.min(a.length, b.length);
    return meanOf(a.slice(0, seeds)) - meanOf(b.slice(0, seeds));
  };
  const baseline = baselineOf(all);
  const points = levelsOf.map((levels, i): RankedPoint => {
    const trials = groups[i] as Usable[];
    const isDeepest = levels === deepest;
    const noise = isDeepest || !deepest ? 0 : noiseOf(levels, deepest);
    const level = meanOf(levels);
    const isGuess = level >= baseline && deepest !== null && meanOf(deepest) < baseline;
    const equal = deepest !== null && above(levels, deepest) <= noise && !isGuess && !isPruned(levels);
    // Along the curves, which are all of the same rows.
    const floor = Math.min(...(deepest ?? []).map(lowest));
    const threshold = floor + (isDeepest ? ERRORS * seedError : noise);
    const steps = Math.max(...levels.map(one => reachedAt(one, Math.max(threshold, lowest(one)))));
    const { batchSize } = (trials[0] as Usable).trial.hyperparameters;
    return {
      trials,
      levels,
      level,
      noise,
      equal,
      reached: equal && Number.isFinite(steps) ? examplesIn(plan, steps, batchSize) : null,
      metric: meanMetric(trials),
      isAccepted: isAccepted(plan, trials[0] as Usable),
      isCompared: compared.includes(levels),
    };
  });
  const lossNoise = (a: RankedPoint, b: RankedPoint): number => noiseOf(a.levels, b.levels);
  const metricError = metricErrorOf(points);
  const metricNoise = (a: RankedPoint, b: RankedPoint): number | null => {
    const error = metricError(a, b);
    return error === null ? null : ERRORS * error;
  };
  const others = points.filter(point => !point.isAccepted).length;
  const among = { points: others, errors: errorsAmong(others) };
  const chosen = choose(points, { among, lossNoise, metricNoise });
  return {
    ranked: inOrder(points, chosen),
    chosen,
    accepted: points.find(point => point.isAccepted) ?? null,
    deepest: points.find(({ levels }) => levels === deepest) ?? null,
    assumed,
    among,
    lossNoise,
    metricNoise,
  };
}

type Noise = Pick<Ranking, 'among' | 'lossNoise' | 'metricNoise'>;

function choose(points: readonly RankedPoint[], noise: Noise): RankedPoint | null {
  // Also where its second seed was cut off: then by the seed that both have.
  const accepted = points.find(point => point.isAccepted) ?? null;
  const equal = points
    .filter(point => point.equal && point.isCompared)
    .filter(point => accepted === null || (holdsAgainst(point, accepted) && betterIn(point, accepted, noise) !== null))
    .sort((a, b) => a.level - b.level);
  if (equal.length === 0) return accepted;
  const best = equal.reduce((top, one) => (betterBy(one, top) > 0 ? one : top));
  return equal.find(one => one === best || betterBy(best, one) <= (noise.metricNoise(best, one) ?? Infinity)) ?? null;
}

/** In what a point is better than the accepted one, beyond the noise of the best of so many; null: in neither. */
export function betterIn(
  point: RankedPoint,
  accepted: RankedPoint,
  { among, lossNoise, metricNoise }: Noise,
): 'loss' | 'metric' | null {
  if (point === accepted) return null;
  const times = among.errors / ERRORS;
  if (lowerBy(point, accepted) > times * lossNoise(point, accepted)) return 'loss';
  return betterBy(point, accepted) > times * (metricNoise(point, accepted) ?? Infinity) ? 'metric' : null;
}

/** By how much a dev loss lies below another one's, over the seeds that both have. */
export function lowerBy(one: RankedPoint, other: RankedPoint): number {
  const seeds = Math.min(one.levels.length, other.levels.length);
  return meanOf(other.levels.slice(0, seeds)) - meanOf(one.levels.slice(0, seeds));
}

/** Whether it is no worse than the accepted point on the second seed too, which chose nothing. */
function holdsAgainst({ levels: [, second] }: RankedPoint, { levels: [, other] }: RankedPoint): boolean {
  return !second || !other || depthOf(second) <= depthOf(other);
}

/** The chosen one, then those within noise of the lowest, then the others, each by dev loss. */
const inOrder = (points: readonly RankedPoint[], chosen: RankedPoint | null): RankedPoint[] =>
  [...points].sort(
    (a, b) => Number(b === chosen) - Number(a === chosen) || Number(b.equal) - Number(a.equal) || a.level - b.level,
  );

/**
 * The points that a second seed decides between: the deepest ones within noise of the lowest, and the accepted one. [] where only that one
 * is within noise, or nothing else is.
 */
export function contenders({ ranked, accepted }: Ranking, most: number): RankedPoint[] {
  const deepest = ranked.filter(({ equal }) => equal).sort((a, b) => a.level - b.level);
  const others = deepest.filter(one => one !== accepted).slice(0, most - 1);
  if (others.length === 0) return [];
  return accepted ? [...others, accepted] : others.length > 1 ? others : [];
}
