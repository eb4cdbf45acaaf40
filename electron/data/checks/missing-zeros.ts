/** A column whose zeros may be gaps: rows of them, and from where to where all others lie. */
export interface ZeroGap {
  /** `[rows]`: whether the cell is 0. */
  zeros: Uint8Array;
  rows: number;
  rest: { min: number; max: number };
}

/** So often must 0 stand there, and at most in such a share of the rows. */
const REPEATS = 5;
const MOST = 0.6;
/** Different values that a measurement has at least. */
const DIFFERENT = 15;
/** The lowest of the others that tell how close values stand where they end. */
const LOWEST = 8;
/** Times that closeness, and share of their median, that 0 must lie below all others. */
const APART = 5;
const OF_MEDIAN = 0.1;

/** Zeros that lie apart from all other values, which are positive; null where there are none. */
function zeroGap(values: Float64Array): ZeroGap | null {
  const others = values.filter(value => !Number.isNaN(value) && value !== 0).sort();
  const zeros = Uint8Array.from(values, value => (value === 0 ? 1 : 0));
  const rows = zeros.reduce((sum, zero) => sum + zero, 0);
  if (rows < REPEATS || rows > MOST * values.length || !(others[0]! > 0)) return null;
  const different: number[] = [];
  for (let i = 0; i < others.length && different.length < DIFFERENT; i++)
    if (others[i] !== different.at(-1)) different.push(others[i]!);
  if (different.length < DIFFERENT) return null;
  const steps = Array.from({ length: LOWEST - 1 }, (_, i) => different[i + 1]! - different[i]!).sort((a, b) => a - b);
  const [min, median] = [others[0]!, others[others.length >> 1]!];
  if (min < APART * steps[steps.length >> 1]! || min < OF_MEDIAN * median) return null;
  return { zeros, rows, rest: { min, max: others.at(-1)! } };
}

/** Rows with both zeros that are more than chance would bring: by these standard errors, and these times. */
const BEYOND_CHANCE = 4;
const TIMES = 1.5;

function areTogether(a: ZeroGap, b: ZeroGap): boolean {
  const both = a.zeros.reduce((sum, zero, row) => sum + zero * b.zeros[row]!, 0);
  const expected = (a.rows * b.rows) / a.zeros.length;
  return both >= REPEATS && both >= TIMES * expected && both - expected > BEYOND_CHANCE * Math.sqrt(expected);
}

/**
 * Zeros that rather stand for “missing”: in several measurements that are positive else, and often in the same rows, as what was not
 * measured is. Zeros in one column alone may be what they say (no garage, no rain).
 * @param columns `[rows]` each.
 * @returns a column each; null where its zeros are zeros.
 */
export function missingZeros(columns: readonly Float64Array[]): (ZeroGap | null)[] {
  const gaps = columns.map(zeroGap);
  const found = gaps.filter(gap => gap !== null);
  const isPair = found.some((a, i) => found.slice(i + 1).some(b => areTogether(a, b)));
  return isPair ? gaps : gaps.map(() => null);
}
