import { createSmoother, type Smoother } from '#shared/method/curves/smoothing.ts';
import { DecimatedLine, type Grid, indexOfStep } from './decimate.ts';
import type { CurvePoints } from './types.ts';

/** One trial's curve as a chart shows it: its raw points, their smoothed values, and both reduced to what is drawn. */
export class CurveView {
  readonly raw = new DecimatedLine();
  readonly smooth = new DecimatedLine();
  /** Points known; the first so many entries of `steps`, `loss` and `smoothed`. */
  count = 0;
  steps = new Float64Array(0);
  loss = new Float64Array(0);
  smoothed = new Float64Array(0);
  #weight = Number.NaN;
  /** The newest point as it was: the arrays may be written to in place, so they can't tell what has changed. */
  #newest = { step: Number.NaN, loss: Number.NaN };
  #smoother: Smoother = createSmoother(0);

  /**
   * Takes the points that came since the last call. Smoothing starts anew where the weight is another one, or where the
   * past is (a further attempt, or points that came late).
   */
  sync(points: CurvePoints | null, weight: number): void {
    const count = points?.count ?? 0;
    if (weight !== this.#weight || this.#rewritten(points)) {
      this.#weight = weight;
      this.#smoother = createSmoother(weight);
      this.count = 0;
      this.raw.reset();
      this.smooth.reset();
    }
    if (points === null) return;
    this.steps = points.steps as Float64Array<ArrayBuffer>;
    this.loss = points.loss as Float64Array<ArrayBuffer>;
    if (this.smoothed.length < count) {
      const grown = new Float64Array(points.loss.length);
      grown.set(this.smoothed.subarray(0, this.count));
      this.smoothed = grown;
    }
    const { loss, level = loss, span } = points;
    for (let i = this.count; i < count; i++) this.smoothed[i] = this.#smoother.push(level[i] as number, span?.[i]);
    this.count = count;
    if (count > 0) this.#newest = { step: points.steps[count - 1] as number, loss: points.loss[count - 1] as number };
  }

  /** Brings both drawn lines up to date. */
  decimate(grid: Grid): void {
    this.raw.fill(grid, this.steps, this.loss, this.count);
    this.smooth.fill(grid, this.steps, this.smoothed, this.count);
  }

  /** The last step known; null without points. */
  get lastStep(): number | null {
    return this.count === 0 ? null : (this.steps[this.count - 1] as number);
  }

  /** The smoothed loss at a step: that of the last point up to it. Null before the first and after the last point. */
  at(step: number): number | null {
    if (this.lastStep === null || step > this.lastStep) return null;
    const after = indexOfStep(this.steps, this.count, step + 1);
    return after === 0 ? null : (this.smoothed[after - 1] as number);
  }

  /** The newest smoothed loss, finite or not; null without points. */
  get latest(): number | null {
    return this.count === 0 ? null : (this.smoothed[this.count - 1] as number);
  }

  /** The newest point up to a step whose smoothed loss is finite: where the line ends, if it is cut off there. */
  endUpTo(step: number): { step: number; value: number } | null {
    for (let i = indexOfStep(this.steps, this.count, step + 1) - 1; i >= 0; i--) {
      const value = this.smoothed[i] as number;
      if (Number.isFinite(value)) return { step: this.steps[i] as number, value };
    }
    return null;
  }

  #rewritten(points: CurvePoints | null): boolean {
    if (this.count === 0) return false;
    if (points === null || points.count < this.count) return true;
    const last = this.count - 1;
    return points.steps[last] !== this.#newest.step || !Object.is(points.loss[last], this.#newest.loss);
  }
}
