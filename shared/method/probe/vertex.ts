/** A rate and the loss that it led to; not finite: it diverged. */
export interface RateLoss {
  learningRate: number;
  loss: number;
}

/** How far the vertex may lie from the best rate: a quarter of a decade. */
const MOST_DECADES = 0.25;

/** Index of the lowest loss; one that is not a number counts as infinite. */
export function lowest(points: readonly RateLoss[]): number {
  let best = 0;
  points.forEach(({ loss }, i) => {
    if (finite(loss) < finite((points[best] as RateLoss).loss)) best = i;
  });
  return best;
}

/**
 * Where between neighbouring rates the loss is lowest: the vertex of the parabola through the best point and its neighbours over
 * the logarithm of the rate, at most a quarter of a decade away; the best rate itself where it stands at an end or a neighbour
 * diverged.
 * @param points rates in ascending order, equally far apart on a log scale
 */
export function bestRate(points: readonly RateLoss[]): number {
  const at = lowest(points);
  const [low, best, high] = [points[at - 1], points[at] as RateLoss, points[at + 1]];
  if (!low || !high || !Number.isFinite(low.loss) || !Number.isFinite(high.loss)) return best.learningRate;
  const curvature = low.loss - 2 * best.loss + high.loss;
  if (!(curvature > 0)) return best.learningRate;
  const spacing = Math.log10(high.learningRate / best.learningRate);
  const shift = (spacing * (low.loss - high.loss)) / (2 * curvature);
  return best.learningRate * 10 ** Math.min(MOST_DECADES, Math.max(-MOST_DECADES, shift));
}

/**
 * The three neighbouring rates among which the race goes on: of the windows that hold the best one, that with the smallest sum of
 * losses. All of them where there are no more than three.
 * @returns index of the window's first rate
 */
export function bestWindow(points: readonly RateLoss[]): number {
  const best = lowest(points);
  const last = Math.max(0, points.length - 3);
  const starts = [best - 2, best - 1, best].filter(start => start >= 0 && start <= last);
  const sumFrom = (start: number): number =>
    points.slice(start, start + 3).reduce((sum, { loss }) => sum + finite(loss), 0);
  // Where two windows have a diverged rate in them, both sums are infinite: the lower rates are safer.
  return starts.reduce((chosen, start) => (sumFrom(start) < sumFrom(chosen) ? start : chosen), starts[0] ?? 0);
}

const finite = (loss: number): number => (Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss);
