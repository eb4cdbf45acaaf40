import { meanRows, pairedDifference } from '#shared/method/curves/dev-rows.ts';
import { seedsAndRows } from '#shared/method/statistics/seeds-and-rows.ts';
import { CHANCE } from '#shared/method/statistics/t-interval.ts';
import type { FreshRun } from './train.ts';

/** Of one method against another one, on one case. */
export type Outcome = 'better' | 'not distinguishable' | 'worse';

/** Test losses of one method less those of another, seed by seed. */
export interface Difference {
  mean: number;
  /** The 95 % t-interval of seeds and rows together, of this case alone. */
  low: number;
  high: number;
  /** The smallest chance at which the interval lies off 0. */
  p: number;
}

/** Null: fewer than two seeds from which both have a figure. */
export function differenceOf(
  one: readonly (FreshRun | null)[],
  other: readonly (FreshRun | null)[],
): Difference | null {
  const pairs = one.flatMap((run, i) => (run && other[i] ? [[run, other[i]] as const] : []));
  const values = pairs.map(([a, b]) => a.test - b.test);
  if (values.length < 2) return null;
  const [own, others] = [pairs.map(([a]) => lossesOf(a)), pairs.map(([, b]) => lossesOf(b))];
  const rows = { error: pairedDifference(meanRows(own), meanRows(others)).error, rows: own[0]?.length ?? 0 };
  const found = seedsAndRows(values, rows);
  if (!found) return null;
  const isOff = (chance: number) => {
    const at = seedsAndRows(values, rows, chance);
    return at !== null && (at.low > 0 || at.high < 0);
  };
  return { mean: found.mean, low: found.low, high: found.high, p: smallestChance(isOff) };
}

/** By bisection; 1: at none. */
function smallestChance(isOff: (chance: number) => boolean): number {
  let [low, high] = [1e-9, 1];
  if (!isOff(1 - 1e-9)) return 1;
  if (isOff(low)) return low;
  for (let i = 0; i < 40; i++) {
    const middle = Math.sqrt(low * high);
    if (isOff(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function lossesOf({ rows }: FreshRun): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(rows, 'base64'));
  return new Float32Array(bytes.buffer);
}

/**
 * Which of several differences lie off 0, so that in one of twenty such tables at most any is wrong (Holm 1979): the smallest p counts against a share
 * of the chance by all of them, the next by all but one, up to the first that fails.
 * @param differences null: there is nothing to compare, which is never distinguishable and no test
 */
export function outcomes(differences: readonly (Pick<Difference, 'mean' | 'p'> | null)[]): Outcome[] {
  const found: Outcome[] = differences.map(() => 'not distinguishable');
  const tests = differences.flatMap((one, i) => (one ? [{ ...one, i }] : [])).sort((a, b) => a.p - b.p);
  for (const [rank, { mean, p, i }] of tests.entries()) {
    if (p > CHANCE / (tests.length - rank)) break;
    found[i] = mean < 0 ? 'better' : 'worse';
  }
  return found;
}

/** So many of each. */
export const countsOf = (of: readonly Outcome[]): Record<Outcome, number> => ({
  better: of.filter(one => one === 'better').length,
  'not distinguishable': of.filter(one => one === 'not distinguishable').length,
  worse: of.filter(one => one === 'worse').length,
});
