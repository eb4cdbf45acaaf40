import { createSmoother } from './smoothing.ts';

/**
 * The weight of the moving average by which curves are ranked, and the one that charts start with. It averages over
 * about (1 + w) / (1 − w) = 66 steps.
 */
export const RANKING_WEIGHT = 0.97;

/** How many steps that moving average looks back over: nothing shorter can be seen in it. */
export const RANKING_WINDOW = Math.round((1 + RANKING_WEIGHT) / (1 - RANKING_WEIGHT));

/**
 * One trial's training losses with what ranking needs of them, kept up as points arrive in step order. Losses that are
 * not finite are kept and count in no figure.
 */
export class LossCurve {
  private readonly smoother = createSmoother(RANKING_WEIGHT);
  /** `[count]` each. */
  private readonly steps: number[] = [];
  private readonly smoothed: number[] = [];
  /** The lowest smoothed loss up to each step: falls or stays, so it can be searched. */
  private readonly lowest: number[] = [];
  /** `noise` as it stood after each step. */
  private readonly noises: number[] = [];
  /** Moving mean and variance of the residual (raw − smoothed). Its mean is the lag behind a falling curve, not noise. */
  private lag = 0;
  private variance = 0;
  private finite = 0;

  /** Takes further points; steps must go on from the last one. */
  push(steps: Float64Array, losses: Float64Array): void {
    for (let i = 0; i < steps.length; i++) {
      const loss = losses[i] ?? Number.NaN;
      const value = this.smoother.push(loss);
      this.steps.push(steps[i] ?? Number.NaN);
      this.smoothed.push(value);
      const before = this.lowest.at(-1) ?? Number.POSITIVE_INFINITY;
      this.lowest.push(Number.isFinite(value) ? Math.min(before, value) : before);
      if (Number.isFinite(loss)) this.residual(loss - value);
      this.noises.push(this.noise ?? 0);
    }
  }

  /** Optimizer steps seen. */
  get count(): number {
    return this.steps.length;
  }

  /** The smoothed loss after the first few points, from which descent is counted; null without a finite point. */
  get start(): number | null {
    return this.smoothed.find(Number.isFinite) ?? null;
  }

  /** The smoothed loss at the last finite step; null without one. */
  get final(): number | null {
    return this.smoothed.findLast(Number.isFinite) ?? null;
  }

  /**
   * Two standard errors of `final`, measured from the residuals along the curve. The moving average of independent
   * residuals of variance σ² has variance σ² (1 − w) / (1 + w). It is not seed noise (D7), only how well the curve's own
   * level is known.
   */
  get noise(): number | null {
    if (this.finite < 2) return null;
    return 2 * Math.sqrt((this.variance * (1 - RANKING_WEIGHT)) / (1 + RANKING_WEIGHT));
  }

  /** Smoothed loss and its noise as they stood after so many steps; null where it has fewer, or was not finite there. */
  levelAfter(steps: number): { loss: number; noise: number } | null {
    const loss = this.smoothed[steps - 1] ?? Number.NaN;
    return Number.isFinite(loss) ? { loss, noise: this.noises[steps - 1] as number } : null;
  }

  /** The first step at which the smoothed loss was at or below a level; null if never. */
  stepsToReach(level: number): number | null {
    if ((this.lowest.at(-1) ?? Number.POSITIVE_INFINITY) > level) return null;
    let low = 0;
    let high = this.lowest.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lowest[middle] as number) <= level) high = middle;
      else low = middle + 1;
    }
    return this.steps[low] ?? null;
  }

  /** The first step from which on the smoothed loss never rises above a level again; null where it ends above. */
  staysBelowFrom(level: number): number | null {
    let i = this.smoothed.length;
    while (i > 0 && !((this.smoothed[i - 1] as number) > level)) i--;
    return i === this.smoothed.length ? null : (this.steps[i] ?? null);
  }

  /** The mean smoothed loss of the points from one place to before another; null where none of them is finite. */
  meanBetween(from: number, to: number): number | null {
    const values = this.smoothed.slice(from, to).filter(Number.isFinite);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  private residual(value: number): void {
    this.finite++;
    const weight = Math.min(1 - 1 / this.finite, RANKING_WEIGHT);
    const off = value - this.lag;
    this.lag += (1 - weight) * off;
    this.variance = weight * (this.variance + (1 - weight) * off * off);
  }
}
