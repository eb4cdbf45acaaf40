import type { LossCurve } from '../../curves/loss-curve.ts';
import { type DevLevel, devLevel, lowest } from '../dev-level.ts';
import { ASSUMED_SEED_ERROR } from '../noise.ts';
import type { TrialRecord } from '../stage-definition.ts';
import { rateOf } from './candidates.ts';

/* What makes a candidate give way to another one that is as deep [L3]. */

/** A candidate whose training loss jumps so many times as much as that of the next lower rate stands near divergence. */
const UNSTABLE = 3;
/** Seeds of one rate that differ by less than this share of their loss are not told apart from those of a calmer rate. */
const CALM = 0.05;
/** A candidate must stay within noise of its lowest dev loss while the steps grow by this factor: else num_steps would have to hit a point. */
const FRAGILE = 1.5;
/**
 * Why a candidate that is deep enough is passed over for one that is as deep: robust beats fast, and a better metric does so too.
 */
export type Weakness = 'unstable' | 'fragile' | 'metric';

const WEAKNESSES: readonly (Weakness | null)[] = [null, 'metric', 'fragile', 'unstable'];

/** How much weaker the first is; below 0: it is the more robust one. */
export const weakerBy = (one: Weakness | null, other: Weakness | null): number =>
  WEAKNESSES.indexOf(one) - WEAKNESSES.indexOf(other);

/** Whether a rate is too high to learn by: it diverged, or never came below the baseline although a lower one did. */
function isTooHigh(one: TrialRecord, baseline: number): boolean {
  const level = one.curve && one.dev ? devLevel({ ...one, curve: one.curve }) : null;
  return one.trial.status === 'diverged' || (level !== null && lowest(level) >= baseline);
}

/** Whether two seeds of a rate end so many times as far apart as those of the calmest one: it only just holds. */
export function seedsDiffer(levels: DevLevel[], others: readonly DevLevel[][]): boolean {
  const apart = (of: DevLevel[]): number => {
    const [a, b] = of.map(lowest);
    return a === undefined || b === undefined ? Number.NaN : Math.abs(a - b);
  };
  const calmest = Math.min(...others.filter(({ length }) => length > 1).map(apart));
  return apart(levels) > Math.max(UNSTABLE * calmest, CALM * Math.abs(lowest(levels[0] as DevLevel)));
}

/** Near divergence by its own curve or by its neighbour's, or low for a moment only. */
export function weaknessOf(
  levels: readonly DevLevel[],
  noise: number,
  first: readonly DevLevel[],
  all: readonly TrialRecord[],
  baseline: number,
): Weakness | null {
  const rate = rateOf((levels[0] as DevLevel).one);
  const above = all.filter(one => rateOf(one) > rate).sort((a, b) => rateOf(a) - rateOf(b))[0];
  if (above && isTooHigh(above, baseline)) return 'unstable';
  const below = first
    .map(({ one }) => one)
    .filter(one => rateOf(one) < rate)
    .sort((a, b) => rateOf(b) - rateOf(a))[0];
  if (below && levels.some(({ one }) => jumps(one.curve, below.curve))) return 'unstable';
  return levels.some(level => isFragile(level, noise)) ? 'fragile' : null;
}

/** Whether a training curve is so many times as noisy as another, as far as both go. */
function jumps(curve: LossCurve, calm: LossCurve): boolean {
  const steps = Math.min(curve.count, calm.count);
  const [own, other] = [curve.levelAfter(steps)?.noise, calm.levelAfter(steps)?.noise];
  return own !== undefined && other !== undefined && other > 0 && own > UNSTABLE * other;
}

/** Whether the dev loss stays within noise of its lowest for less than a factor of 1.5 in steps. What has not risen again yet is not. */
function isFragile({ steps, smoothed, at }: DevLevel, noise: number): boolean {
  const least = smoothed[at] as number;
  const within = least + Math.max(noise, ASSUMED_SEED_ERROR * Math.abs(least));
  let [from, to] = [at, at];
  while (from > 0 && (smoothed[from - 1] as number) <= within) from--;
  while (to < smoothed.length - 1 && (smoothed[to + 1] as number) <= within) to++;
  return to < smoothed.length - 1 && ((steps[to] as number) + 1) / ((steps[from] as number) + 1) < FRAGILE;
}
