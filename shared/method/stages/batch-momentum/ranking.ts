import type { BatchMomentumPlan } from '../../../domain/batch-momentum.ts';
import type { DevRows } from '../../curves/dev-rows.ts';
import { metricOn } from '../../curves/evaluations.ts';
import type { LossCurve } from '../../curves/loss-curve.ts';
import { metricDifferenceError, revealedLabels } from '../../metrics/paired-metric.ts';
import {
  ASSUMED_SEED_ERROR,
  baselineOf,
  type DevLevel,
  devLevel,
  ERRORS,
  isDamaged,
  lowest,
  reachedAt,
  rowError,
} from '../learning-rate/ranking.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { isAccepted, isSecondSeed, sameSettings } from './points.ts';

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
 * dev metric, where it differs beyond noise; and of those that are equal in both, the accepted one stays, or the lowest dev loss comes
 * first. A point that beat the accepted one on the seed that all were searched with, and not on the second one, is not chosen.
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

/**
 * A trial's lowest dev loss: smoothed where its curve is of all rows of dev. A curve of a subset is ranked by what was measured on all
 * of them, at its best evaluation or at rungs, since the subset's own low point is partly its luck.
 */
function depthOf(level: DevLevel): number {
  const { trial, rows } = level.one;
  const measured = rows
    .filter(({ step }) => step > 0)
    .map(({ evaluation, losses }) => evaluation?.loss ?? mean(losses));
  return trial.evaluatedRows === null || measured.length === 0 ? lowest(level) : Math.min(...measured);
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const meanOf = (levels: readonly DevLevel[]): number =>
  levels.reduce((sum, level) => sum + depthOf(level), 0) / levels.length;

/**
 * The standard error of a mean difference that comes from seeds, pooled over some points: half of how far two seeds disagree about it. So few
 * of them may agree by chance, so that what is assumed without any counts as one more.
 */
function seedErrorOf(others: readonly DevLevel[][], deepest: readonly DevLevel[]): number {
  const [d0 = 0, d1 = 0] = deepest.map(depthOf);
  const halves = others.map(levels => {
    const [a = 0, b = 0] = levels.map(depthOf);
    return (a - d0 - (b - d1)) / 2;
  });
  const all = [...halves, ASSUMED_SEED_ERROR * Math.abs(meanOf(deepest))];
  return Math.sqrt(all.reduce((sum, half) => sum + half * half, 0) / all.length);
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
  const others = twice.filter(levels => levels !== deepest);
  const assumed = twice.length < 2 || others.length === 0;
  const seedError =
    assumed || !deepest ? ASSUMED_SEED_ERROR * Math.abs(deepest ? meanOf(deepest) : 0) : seedErrorOf(others, deepest);
  const noiseOf = (a: DevLevel[], b: DevLevel[]): number => ERRORS * Math.hypot(rowError(a, b), seedError);
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
      reached: equal && Number.isFinite(steps) ? steps * batchSize : null,
      metric: meanMetric(trials),
      isAccepted: isAccepted(plan, trials[0] as Usable),
      isCompared: compared.includes(levels),
    };
  });
  const lossNoise = (a: RankedPoint, b: RankedPoint): number => noiseOf(a.levels, b.levels);
  const metricNoise = metricNoiseOf(points);
  const chosen = choose(points, metricNoise);
  return {
    ranked: inOrder(points, chosen),
    chosen,
    accepted: points.find(point => point.isAccepted) ?? null,
    deepest: points.find(({ levels }) => levels === deepest) ?? null,
    assumed,
    lossNoise,
    metricNoise,
  };
}

function meanMetric(trials: readonly Usable[]): number | null {
  const metrics = trials.map(({ dev, rows }) => metricOn(dev, rows).metric);
  const known = metrics.filter(value => value !== null && Number.isFinite(value)) as number[];
  return known.length === trials.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/** The dev rows that a trial's metric was read on, where they are kept. */
function metricRows({ trials: [one] }: RankedPoint): DevRows | null {
  const { dev, rows } = one as Usable;
  const { at } = metricOn(dev, rows);
  return rows.find(({ step }) => step === at) ?? null;
}

/** By a paired bootstrap over rows of the first seed, and how far two seeds disagree, where there are two. */
function metricNoiseOf(points: readonly RankedPoint[]): Ranking['metricNoise'] {
  let labels: Int32Array | null = null;
  const known = new Map<string, number | null>();
  return (a, b) => {
    const [first, second] = [a, b].map(metricRows);
    const [one, other] = [a.trials[0] as Usable, b.trials[0] as Usable];
    if (!first || !second) return null;
    const key = `${one.trial.id} ${other.trial.id}`;
    if (!known.has(key)) {
      labels ??= revealedLabels(points.flatMap(point => metricRows(point) ?? []).filter(({ step }) => step > 0));
      const error = metricDifferenceError(one.trial.metric, [first, second], labels, a.metric);
      known.set(key, error === null ? null : ERRORS * Math.hypot(error, seedHalf(a, b)));
    }
    return known.get(key) ?? null;
  };
}

/** Half of how far two seeds disagree about a difference of metrics; 0 where there is one. */
function seedHalf(a: RankedPoint, b: RankedPoint): number {
  const metricsOf = ({ trials }: RankedPoint) => trials.map(({ dev, rows }) => metricOn(dev, rows).metric);
  const [[a0, a1], [b0, b1]] = [metricsOf(a), metricsOf(b)] as [(number | null)[], (number | null)[]];
  return a0 == null || a1 == null || b0 == null || b1 == null ? 0 : Math.abs(a0 - b0 - (a1 - b1)) / 2;
}

/** By how much a metric is better than another one; below 0: worse. An error is better where it is lower. */
export const betterBy = ({ trials: [one], metric }: RankedPoint, other: RankedPoint): number => {
  if (metric === null || other.metric === null) return 0;
  return one?.trial.metric === 'rmse' ? other.metric - metric : metric - other.metric;
};

function choose(points: readonly RankedPoint[], metricNoise: Ranking['metricNoise']): RankedPoint | null {
  const byLevel = (a: RankedPoint, b: RankedPoint): number => a.level - b.level;
  const accepted = points.find(point => point.isAccepted && point.isCompared) ?? null;
  const equal = points.filter(point => point.equal && point.isCompared && holdsAgainst(point, accepted)).sort(byLevel);
  if (equal.length === 0) return accepted;
  const best = equal.reduce((top, one) => (betterBy(one, top) > 0 ? one : top));
  const also = equal.filter(one => one === best || betterBy(best, one) <= (metricNoise(best, one) ?? Infinity));
  return also.find(one => one === accepted) ?? also[0] ?? null;
}

/** By how much a dev loss lies below another one's, over the seeds that both have. */
export function lowerBy(one: RankedPoint, other: RankedPoint): number {
  const seeds = Math.min(one.levels.length, other.levels.length);
  return meanOf(other.levels.slice(0, seeds)) - meanOf(one.levels.slice(0, seeds));
}

/** Whether it is no worse than the accepted point on the second seed too, which chose nothing. */
function holdsAgainst({ levels: [, second] }: RankedPoint, accepted: RankedPoint | null): boolean {
  const other = accepted?.levels[1];
  return !second || !other || accepted === null || depthOf(second) <= depthOf(other);
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
