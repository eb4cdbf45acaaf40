/** Points of a curve, of any recorded figure, of which some stand for several rows; in step order, and as many of each array as are counted beside it. */
export interface ThinnedPoints {
  steps: Float64Array<ArrayBuffer>;
  values: Float64Array<ArrayBuffer>;
  /** The mean value of the rows that a point stands for; of a single one its value. What smoothing takes. */
  level: Float64Array<ArrayBuffer>;
  /** How many rows a point stands for; where there is one at every step, how many steps. */
  span: Float64Array<ArrayBuffer>;
}

/** Some entries of a curve: from one index to before another. */
interface Group {
  from: number;
  to: number;
}

/** The indices of a group's lowest and highest value, and its mean. */
export interface Extremes {
  low: number;
  high: number;
  /** Of what is finite; NaN where nothing is. */
  level: number;
}

/**
 * What must not be lost of a group of values. One that is not finite counts as the highest, so that a curve shows where it diverged.
 * @param level the means that they stand for, and `span` of how many rows; left out: the values themselves, of one each
 */
export function extremes(values: Float64Array, { from, to }: Group, level = values, span?: Float64Array): Extremes {
  let [low, high, sum, finite] = [from, from, 0, 0];
  const height = (i: number) => (Number.isFinite(values[i]) ? values[i]! : Number.POSITIVE_INFINITY);
  for (let i = from; i < to; i++) {
    if (height(i) < height(low)) low = i;
    if (height(i) > height(high)) high = i;
    if (!Number.isFinite(level[i])) continue;
    const steps = span?.[i] ?? 1;
    sum += level[i]! * steps;
    finite += steps;
  }
  return { low, high, level: finite === 0 ? Number.NaN : sum / finite };
}

/**
 * Thins out the first so many points in place: of neighbours that together stand for twice `each` rows the lowest and the highest
 * stay, each at its own step.
 * @returns how many points stayed, at the arrays' beginning
 */
export function thinOut(points: ThinnedPoints, count: number, each: number): number {
  const { steps, values, level, span } = points;
  let kept = 0;
  for (let from = 0; from < count; ) {
    let [to, stood] = [from, 0];
    while (to < count && stood < 2 * each) stood += span[to++]!;
    const { low, high, level: mean } = extremes(values, { from, to }, level, span);
    const stay = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
    // Written to places that lie not behind those that were read.
    for (const i of stay) {
      steps[kept] = steps[i]!;
      values[kept] = values[i]!;
      level[kept] = mean;
      span[kept] = stood / stay.length;
      kept++;
    }
    from = to;
  }
  return kept;
}
