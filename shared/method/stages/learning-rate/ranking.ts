import type { LossCurve } from '../../curves/loss-curve.ts';
import { errorsAmong } from '../../statistics/t-interval.ts';
import { baselineOf, type DevLevel, devLevel, isDamaged, lowest, reachedAt, rowError } from '../dev-level.ts';
import { betterBy, meanMetric, metricErrorOf } from '../metric-comparison.ts';
import { ASSUMED_SEED_ERROR, ERRORS } from '../noise.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { isRepeated, rateOf } from './candidates.ts';
import { seedsDiffer, type Weakness, weakerBy, weaknessOf } from './weakness.ts';

/** Too few steps say nothing about a level. */
const FEWEST_STEPS = 10;
/** So many candidates get a second seed, the deepest ones. */
export const MOST_CONTENDERS = 3;

/** A candidate with what it is ranked by. */
export interface RankedCandidate {
  /** Its first trial; then that of a second seed, where there is one that has ended. */
  trials: (TrialRecord & { curve: LossCurve })[];
  learningRate: number;
  /** Its lowest smoothed dev loss, the mean over its seeds; by the training curve: the final smoothed loss. */
  level: number;
  /** What is within noise of the deepest: that much higher. */
  noise: number;
  /** Whether it is within noise of the deepest. */
  equal: boolean;
  /** Steps until it first was; null: never. */
  reached: number | null;
  weakness: Weakness | null;
  /** At its best evaluation, the mean over its seeds; null: not known. */
  metric: number | null;
  /** Of each of its trials; [] by the training curve. */
  levels: DevLevel[];
}

/** The candidates that can be compared, the best first. */
export interface Ranking {
  ranked: RankedCandidate[];
  /** By which curves: dev, or where there is none training (the guide's own rule). */
  by: 'dev' | 'train';
  /** By the training curves: the loss below which one is within noise of the lowest. */
  threshold: number | null;
  /** The seed's part of the noise is assumed, since no second seed has run. */
  assumed: boolean;
}

/**
 * Ranks a ladder [L3]. *Deep* is the lowest smoothed dev loss that a candidate reached at any evaluation, *fast* the steps until it
 * came within noise of the deepest. Those within noise of the deepest are equal; of these the robust ones come first (no jumps, the
 * next rate up does not diverge, the low point lasts for a while), without those whose metric is worse beyond noise [S4], then the faster,
 * then the lower training loss; then all others by depth. Diverged and failed ones are out, on any seed, and those whose curve is damaged. Where no trial was evaluated, the training
 * curves are read.
 */
export function rank(trials: readonly TrialRecord[]): Ranking {
  const usable = trials.filter(isUsable).sort((a, b) => rateOf(b) - rateOf(a));
  const first = usable.filter(one => !isRepeated(one));
  const levels = first.map(devLevel);
  if (levels.length === 0 || levels.some(level => level === null)) return byTraining(first);
  return byDev(levels as DevLevel[], usable.filter(isRepeated), trials);
}

/**
 * The candidates that a second seed decides between: those within noise of the deepest, the deepest ones of them. A lone first one that
 * stands near divergence gets one too, with the one that would be taken in its place: another seed may diverge. [] where there is
 * nothing to decide.
 */
export function contenders({ ranked, by }: Ranking): RankedCandidate[] {
  if (by !== 'dev') return [];
  const equal = ranked.filter(one => one.equal).sort((a, b) => a.level - b.level);
  if (equal.length > 1) return equal.slice(0, MOST_CONTENDERS);
  return ranked[0]?.weakness === 'unstable' ? ranked.slice(0, 2) : [];
}

function isUsable(one: TrialRecord): one is TrialRecord & { curve: LossCurve } {
  const out = one.trial.status === 'diverged' || one.trial.status === 'failed';
  return !out && !isDamaged(one) && one.curve !== null && one.curve.count >= FEWEST_STEPS && one.curve.final !== null;
}

function byDev(
  first: DevLevel[],
  repeated: (TrialRecord & { curve: LossCurve })[],
  all: readonly TrialRecord[],
): Ranking {
  const lost = new Set(all.filter(one => isRepeated(one) && one.trial.status === 'diverged').map(rateOf));
  const second = new Map(
    repeated
      .filter(({ trial }) => trial.endedAt !== null || DONE.has(trial.status))
      .flatMap(one => {
        const level = devLevel(one);
        return level ? [[rateOf(one), level] as const] : [];
      }),
  );
  const sound = first.filter(({ one }) => !lost.has(rateOf(one)));
  // What a second seed was trained for is compared among those that have one.
  // One that was cut off before the first one's low point says nothing of it.
  const hasSecond = ({ one, steps, at }: DevLevel): boolean =>
    (second.get(rateOf(one))?.steps.at(-1) ?? -1) >= (steps[at] as number);
  const both = sound.filter(hasSecond);
  const groups = sound.map(level => {
    const other = both.length > 1 && hasSecond(level) ? second.get(rateOf(level.one)) : undefined;
    return other ? [level, other] : [level];
  });
  const mean = (levels: DevLevel[]): number => levels.reduce((sum, level) => sum + lowest(level), 0) / levels.length;
  const compared = both.length > 1 ? groups.filter(({ length }) => length > 1) : groups;
  const deepest = compared.reduce<DevLevel[] | null>((low, one) => (low && mean(low) <= mean(one) ? low : one), null);
  if (deepest === null) return { ranked: [], by: 'dev', threshold: null, assumed: true };
  // A rate that only just holds must not make all others equal to it.
  const calm = compared.filter(levels => levels !== deepest && !seedsDiffer(levels, compared));
  const seedError =
    both.length > 1 && calm.length > 0 ? seedErrorOf(calm, deepest) : ASSUMED_SEED_ERROR * Math.abs(mean(deepest));
  const baseline = baselineOf(all);
  const candidates = groups.map((levels): RankedCandidate => {
    const level = mean(levels);
    const noise = levels === deepest ? 0 : ERRORS * Math.hypot(rowError(levels, deepest), seedError);
    // What is as bad as a guess is equal to nothing, however wide its noise.
    const isGuess = level >= baseline && mean(deepest) < baseline;
    const equal = compared.includes(levels) && level - mean(deepest) <= noise && !isGuess;
    // The deepest too is near its lowest point before it is there: by what seeds differ.
    const own = levels === deepest ? ERRORS * seedError : noise;
    const threshold = mean(deepest) + own;
    const reached = Math.max(...levels.map(one => reachedAt(one, Math.max(threshold, lowest(one)))));
    return {
      trials: levels.map(({ one }) => one),
      learningRate: rateOf((levels[0] as DevLevel).one),
      level,
      noise,
      equal,
      reached: level <= threshold && !isGuess && Number.isFinite(reached) ? reached : null,
      weakness: seedsDiffer(levels, compared) ? 'unstable' : weaknessOf(levels, own, first, all, baseline),
      metric: meanMetric(levels.map(({ one }) => one)),
      levels,
    };
  });
  return {
    ranked: askMetric(candidates.sort(compare)).sort(compare),
    by: 'dev',
    threshold: null,
    assumed: both.length < 2,
  };
}

const DONE: ReadonlySet<string> = new Set(['finished', 'pruned', 'stopped']);

/** Robust ones first among equals, then the faster, then the lower training loss; the others by depth. From high rate to low where all is equal. */
function compare(a: RankedCandidate, b: RankedCandidate): number {
  if (a.equal !== b.equal) return a.equal ? -1 : 1;
  if (!a.equal) return a.level - b.level;
  if (a.weakness !== b.weakness) return weakerBy(a.weakness, b.weakness);
  return (a.reached ?? Infinity) - (b.reached ?? Infinity) || finalOf(a) - finalOf(b);
}

/**
 * Among robust candidates that are equal by the dev loss the metric decides, where it differs beyond noise [S4]: on small data the loss may be as low
 * before a network has learned to tell the classes apart. Those that would come first, and are worse than the best of them, are passed over.
 * The best of several is so by luck too, and needs more errors than two.
 */
function askMetric(ranked: RankedCandidate[]): RankedCandidate[] {
  const robust = ranked.filter(one => one.equal && one.weakness === null);
  const best = robust.reduce<RankedCandidate | null>((top, one) => (top && betterBy(one, top) <= 0 ? top : one), null);
  const errorOf = metricErrorOf(robust);
  const errors = errorsAmong(robust.length - 1);
  for (const one of robust) {
    if (best === null || one === best) break;
    const error = errorOf(best, one);
    if (error === null || betterBy(best, one) <= errors * error) break;
    one.weakness = 'metric';
  }
  return ranked;
}

/** The final smoothed training loss. */
export const finalOf = ({ trials: [one] }: RankedCandidate): number => one?.curve.final ?? Number.POSITIVE_INFINITY;

/** Standard error of a mean difference that comes from seeds, pooled over some contenders: half of how far two seeds disagree about it. */
function seedErrorOf(others: DevLevel[][], deepest: DevLevel[]): number {
  const [d0, d1] = deepest.map(lowest) as [number, number];
  const halves = others.map(levels => {
    const [a, b] = levels.map(lowest) as [number, number];
    return (a - d0 - (b - d1)) / 2;
  });
  return Math.sqrt(halves.reduce((sum, half) => sum + half * half, 0) / Math.max(1, halves.length));
}

/** By the final smoothed training loss: what is within its noise of the lowest is equal, and then the faster comes first. */
function byTraining(usable: (TrialRecord & { curve: LossCurve })[]): Ranking {
  const final = (one: TrialRecord & { curve: LossCurve }): number => one.curve.final ?? Number.POSITIVE_INFINITY;
  const deepest = usable.reduce<(typeof usable)[number] | null>(
    (low, one) => (low === null || final(one) < final(low) ? one : low),
    null,
  );
  const noise = deepest?.curve.noise ?? 0;
  const threshold = deepest === null ? null : final(deepest) + noise;
  const candidates = usable.map(
    (one): RankedCandidate => ({
      trials: [one],
      learningRate: rateOf(one),
      level: final(one),
      noise,
      equal: final(one) <= (threshold ?? 0),
      reached: threshold === null ? null : one.curve.stepsToReach(threshold),
      weakness: null,
      metric: null,
      levels: [],
    }),
  );
  return { ranked: candidates.sort(compare), by: 'train', threshold, assumed: false };
}
