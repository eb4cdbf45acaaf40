/** Takes one raw value after the other and gives the smoothed value at each. */
export interface Smoother {
  /** @param times the value came so often in a row; left out: once */
  push(value: number, times?: number): number;
}

/**
 * Causal, debiased exponential moving average, one step at a time: m ← w·m + (1 − w)·x, read as m / (1 − wⁿ) (the bias
 * correction of Adam, Kingma & Ba 2015, section 3), so the first smoothed value is the first raw one. It looks only
 * back: more values never change an earlier result.
 * NaN and ±Infinity come back as they are and leave the average untouched.
 * @param weight 0 (no smoothing) up to, but not including, 1.
 * @throws RangeError where the weight lies outside.
 */
export function createSmoother(weight: number): Smoother {
  if (!(weight >= 0 && weight < 1)) throw new RangeError(`A smoothing weight lies in [0, 1), not at ${weight}.`);
  const gain = 1 - weight;
  let average = 0;
  let correction = 0;
  return {
    push(value, times = 1) {
      if (!Number.isFinite(value)) return value;
      const kept = times === 1 ? weight : weight ** times;
      const taken = times === 1 ? gain : 1 - kept;
      average = kept * average + taken * value;
      correction = kept * correction + taken;
      return average / correction;
    },
  };
}

/** A whole curve smoothed (see `createSmoother`); the result has the length of `values`. */
export function smooth(values: Float64Array, weight: number): Float64Array {
  const smoother = createSmoother(weight);
  return values.map(value => smoother.push(value));
}
