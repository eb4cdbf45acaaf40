import { createSmoother, type Smoother } from '#shared/method/curves/smoothing.ts';
import { DecimatedLine, type Grid, indexAfter } from './decimate.ts';
import { type Places, STEPS } from './places.ts';
import type { CurvePoints } from './types.ts';

/** One column of a trial as a chart shows it: its raw points, their smoothed values, and both reduced to what is drawn. */
export class CurveView {
  readonly raw = new DecimatedLine();
  readonly smooth = new DecimatedLine();
  /** Points known; the first so many entries of `steps`, `xs`, `values` and `smoothed`. */
  count = 0;
  steps = new Float64Array(0);
  /** Where they stand on the x axis. */
  xs = new Float64Array(0);
  values = new Float64Array(0);
  smoothed = new Float64Array(0);
  /** The indices of the lowest and the highest finite raw value; -1: there is none. */
  lowest = -1;
  highest = -1;
  #weight = Number.NaN;
  #places: { of: Places; version: number } | null = null;
  /** The newest point as it was: the arrays may be written to in place, so they can't tell what has changed. */
  #newest = { step: Number.NaN, value: Number.NaN };
  #smoother: Smoother = createSmoother(0);

  /**
   * Takes the points that came since the last call, as far as they have their place on the axis. It starts anew where the weight or the
   * places are others, or where the past is (a further attempt, or points that came late).
   */
  sync(points: CurvePoints | null, weight: number, places: Places = STEPS): void {
    const moved = places !== this.#places?.of || places.version !== this.#places.version;
    if (weight !== this.#weight || moved || this.#rewritten(points)) {
      this.#weight = weight;
      this.#places = { of: places, version: places.version };
      // It may have been the steps themselves, which are not ours to write to.
      if (moved) this.xs = new Float64Array(0);
      this.#smoother = createSmoother(weight);
      this.count = 0;
      this.lowest = -1;
      this.highest = -1;
      this.raw.reset();
      this.smooth.reset();
    }
    if (points === null) return;
    const { known } = places;
    const count = known === Number.POSITIVE_INFINITY ? points.count : indexAfter(points.steps, points.count, known);
    this.steps = points.steps as Float64Array<ArrayBuffer>;
    this.values = points.values as Float64Array<ArrayBuffer>;
    this.smoothed = this.#grown(this.smoothed, count);
    this.xs = places === STEPS ? this.steps : this.#grown(this.xs, count);
    const { values, level = values, span, every = 1 } = points;
    for (let i = this.count; i < count; i++) {
      if (places !== STEPS) this.xs[i] = places.x(points.steps[i] as number);
      this.smoothed[i] = this.#smoother.push(level[i] as number, (span?.[i] ?? 1) * every);
      this.#compare(i);
    }
    this.count = count;
    if (count > 0) this.#newest = { step: points.steps[count - 1] as number, value: values[count - 1] as number };
  }

  /** Brings both drawn lines up to date. */
  decimate(grid: Grid): void {
    this.raw.fill(grid, this.xs, this.values, this.count);
    this.smooth.fill(grid, this.xs, this.smoothed, this.count);
  }

  /** The last step known; null without points. */
  get lastStep(): number | null {
    return this.count === 0 ? null : (this.steps[this.count - 1] as number);
  }

  /** The place of the last point; null without points. */
  get end(): number | null {
    return this.count === 0 ? null : (this.xs[this.count - 1] as number);
  }

  /** The smoothed value at a place: that of the last point up to it. Null before the first and after the last point. */
  at(x: number): number | null {
    if (this.end === null || x > this.end) return null;
    const after = indexAfter(this.xs, this.count, x);
    return after === 0 ? null : (this.smoothed[after - 1] as number);
  }

  /** The newest smoothed value, finite or not; null without points. */
  get latest(): number | null {
    return this.count === 0 ? null : (this.smoothed[this.count - 1] as number);
  }

  /** The newest point up to a place whose smoothed value is finite: where the line ends, if it is cut off there. */
  endUpTo(x: number): { x: number; value: number } | null {
    for (let i = indexAfter(this.xs, this.count, x) - 1; i >= 0; i--) {
      const value = this.smoothed[i] as number;
      if (Number.isFinite(value)) return { x: this.xs[i] as number, value };
    }
    return null;
  }

  #compare(index: number): void {
    const value = this.values[index] as number;
    if (!Number.isFinite(value)) return;
    if (this.lowest < 0 || value < (this.values[this.lowest] as number)) this.lowest = index;
    if (this.highest < 0 || value > (this.values[this.highest] as number)) this.highest = index;
  }

  /** An array of at least that length, with what this one holds of the points known. */
  #grown(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
    if (array.length >= length) return array;
    const grown = new Float64Array(Math.max(length, 2 * array.length));
    grown.set(array.subarray(0, this.count));
    return grown;
  }

  #rewritten(points: CurvePoints | null): boolean {
    if (this.count === 0) return false;
    if (points === null || points.count < this.count) return true;
    const last = this.count - 1;
    return points.steps[last] !== this.#newest.step || !Object.is(points.values[last], this.#newest.value);
  }
}
