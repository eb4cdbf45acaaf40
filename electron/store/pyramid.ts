import type { PyramidLevel } from './store.ts';

/** How many buckets of one level make one of the next. */
export const FACTOR = 8;

/**
 * Minima and maxima of a column, from buckets of 8 points up to one bucket over all, so that a chart of any length draws
 * few points and loses no spike. NaN is passed over; a bucket of nothing else is NaN. Infinities are values.
 */
export function buildPyramid(steps: Float64Array, values: Float64Array): PyramidLevel[] {
  const levels: PyramidLevel[] = [];
  let finer: PyramidLevel = { bucket: 1, steps, min: values, max: values };
  while (finer.steps.length > (levels.length === 0 ? 0 : 1)) {
    finer = coarser(finer);
    levels.push(finer);
  }
  return levels;
}

function coarser({ bucket, steps, min, max }: PyramidLevel): PyramidLevel {
  const length = Math.ceil(steps.length / FACTOR);
  const level: PyramidLevel = {
    bucket: bucket * FACTOR,
    steps: new Float64Array(length),
    min: new Float64Array(length).fill(Number.NaN),
    max: new Float64Array(length).fill(Number.NaN),
  };
  for (let i = 0; i < steps.length; i++) {
    const to = Math.floor(i / FACTOR);
    if (i % FACTOR === 0) level.steps[to] = steps[i]!;
    // Written so that a value replaces NaN, and NaN replaces nothing.
    if (!(level.min[to]! <= min[i]!) && !Number.isNaN(min[i])) level.min[to] = min[i]!;
    if (!(level.max[to]! >= max[i]!) && !Number.isNaN(max[i])) level.max[to] = max[i]!;
  }
  return level;
}
