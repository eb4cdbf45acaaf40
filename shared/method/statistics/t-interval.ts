/** An interval that holds the true mean in 95 of 100 draws: what it may miss. */
export const CHANCE = 0.05;

const known = new Map<string, number>();

/**
 * So many standard errors the t-interval of a mean reaches to either side: the two-sided quantile of Student's t, from its distribution's finite
 * series for whole degrees of freedom (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4).
 * @param n values, at least 2
 * @param chance that the interval misses the true mean
 */
export function tQuantile(n: number, chance = CHANCE): number {
  if (n < 2) throw new RangeError(`${n} values have no spread`);
  const key = `${n} ${chance}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const freedom = n - 1;
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < 1 - chance) low = middle;
    else high = middle;
  }
  const quantile = Math.sqrt(freedom) * Math.tan(low);
  known.set(key, quantile);
  return quantile;
}

/** How probable it is that |t| is below √freedom · tan(angle). */
function within(angle: number, freedom: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = freedom % 2 === 1;
  let [term, sum] = [isOdd ? cosine : 1, 0];
  for (let i = isOdd ? 3 : 2; i <= freedom; i += 2) {
    sum += term;
    term *= (cosine ** 2 * (i - 1)) / i;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** So large a sample's t is normal for all that is asked of it. */
const MANY = 2000;

/**
 * So many standard errors a difference must have that is the largest of several, so that all of them together are wrong no more often than one
 * alone would be beyond two (Bonferroni).
 * @param comparisons that could each have been it
 */
export const errorsAmong = (comparisons: number): number =>
  comparisons <= 1 ? 2 : Math.max(2, tQuantile(MANY, CHANCE / comparisons));

/** The mean of some paired differences, their standard deviation, and the t-interval of the mean. */
export interface TInterval {
  n: number;
  mean: number;
  deviation: number;
  low: number;
  high: number;
}

/**
 * Null for fewer than two: one alone says nothing of how far seeds lie apart [D7].
 * @param chance that it misses the true mean; less than a twentieth where it is one of several
 */
export function tInterval(values: readonly number[], chance = CHANCE): TInterval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (tQuantile(n, chance) * deviation) / Math.sqrt(n);
  return { n, mean, deviation, low: mean - half, high: mean + half };
}
