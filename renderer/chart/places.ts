import type { CurvePoints, XUnit } from './types.ts';

/** What the x axis counts. */
export const X_UNITS = ['steps', 'epochs', 'examples', 'seconds'] as const satisfies readonly XUnit[];
export type { XUnit };

/** Where the steps of a trial stand on the x axis. Both functions are increasing, and each the other's inverse. */
export interface Places {
  /** Another number where places that were given before are others now. */
  readonly version: number;
  /** Up to here steps have their place; further ones are guessed. */
  readonly known: number;
  x(step: number): number;
  step(x: number): number;
}

/** Whether there is nothing between two whole numbers of an axis. */
export const isCounted = (unit: XUnit): boolean => unit === 'steps' || unit === 'examples';

/** Steps as so many of the axis' unit each. */
export const evenPlaces = (each: number): Places => ({
  version: 0,
  known: Number.POSITIVE_INFINITY,
  x: step => step * each,
  step: x => x / each,
});

/** Steps where they are. */
export const STEPS: Places = evenPlaces(1);

/**
 * The seconds that a trial's steps took until each of them began, from its step times: what else took time, evaluations and waiting for
 * others, does not count. It grows with the points; of a thinned out curve the means of neighbouring steps add up to the same. Steps whose
 * times can't be read, and those to come, count as the mean of those before.
 */
export class ElapsedTime implements Places {
  version = 0;
  /** After so many steps so many seconds have passed; the first `#count` of each. */
  #steps = new Float64Array(256);
  #seconds = new Float64Array(256);
  #count = 0;
  #newest = { step: Number.NaN, value: Number.NaN };

  /** Takes points of the column `stepMs` that came since the last call. */
  sync(points: CurvePoints | null): void {
    if (this.#rewritten(points)) {
      this.#count = 0;
      this.version++;
    }
    if (points === null) return;
    const { count, steps, values, level = values, span } = points;
    this.#reserve(count);
    for (let i = this.#count; i < count; i++) {
      let [done, seconds] = [this.known, this.#total];
      const rows = span?.[i] ?? 1;
      const step = steps[i] as number;
      // Of a group of steps any may be the one that stands for it; further away there is a hole.
      if (step - done > 2 * rows) {
        seconds += (step - done) * this.#pace;
        done = step;
      }
      const each = level[i] as number;
      this.#steps[i] = done + rows;
      this.#seconds[i] = seconds + rows * (Number.isFinite(each) ? each / 1000 : this.#pace);
      this.#count = i + 1;
    }
    if (count > 0) this.#newest = { step: steps[count - 1] as number, value: values[count - 1] as number };
  }

  get known(): number {
    return this.#count === 0 ? 0 : (this.#steps[this.#count - 1] as number);
  }

  x(step: number): number {
    return this.#between(step, this.#steps, this.#seconds, this.#pace);
  }

  step(x: number): number {
    return this.#between(x, this.#seconds, this.#steps, this.#pace > 0 ? 1 / this.#pace : 0);
  }

  get #total(): number {
    return this.#count === 0 ? 0 : (this.#seconds[this.#count - 1] as number);
  }

  /** Seconds a step, on average. */
  get #pace(): number {
    return this.known === 0 ? 0 : this.#total / this.known;
  }

  /** The place on the broken line through the origin and all known points, and on from the last with a slope. */
  #between(at: number, from: Float64Array, to: Float64Array, slope: number): number {
    const last = this.#count - 1;
    if (last < 0) return 0;
    if (at >= (from[last] as number)) return (to[last] as number) + (at - (from[last] as number)) * slope;
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[middle] as number) <= at) low = middle + 1;
      else high = middle;
    }
    const [a, b] = low === 0 ? [0, 0] : [from[low - 1] as number, to[low - 1] as number];
    return b + ((at - a) / ((from[low] as number) - a)) * ((to[low] as number) - b);
  }

  #rewritten(points: CurvePoints | null): boolean {
    if (this.#count === 0) return false;
    if (points === null || points.count < this.#count) return true;
    const last = this.#count - 1;
    return points.steps[last] !== this.#newest.step || !Object.is(points.values[last], this.#newest.value);
  }

  #reserve(length: number): void {
    if (length <= this.#steps.length) return;
    const grown = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const array = new Float64Array(Math.max(length, 2 * old.length));
      array.set(old);
      return array;
    };
    this.#steps = grown(this.#steps);
    this.#seconds = grown(this.#seconds);
  }
}

/** Some of the x axis, from and to. */
export interface Window {
  from: number;
  to: number;
}

/** A view that a person zoomed to: as it was chosen, and the steps in it, by which it is found again on an axis with another unit. */
export interface Zoom {
  unit: XUnit;
  window: Window;
  steps: Window;
}

/** A view as it was chosen just now, where steps lie at these places. */
export const zoomOf = (unit: XUnit, window: Window, places: Places): Zoom => ({
  unit,
  window,
  steps: { from: places.step(window.from), to: places.step(window.to) },
});

/** The same view on an axis with a unit, where steps lie at these places. Back on its own axis it is what was chosen, to the bit. */
export const zoomedWindow = (zoom: Zoom, unit: XUnit, places: Places): Window =>
  unit === zoom.unit ? zoom.window : { from: places.x(zoom.steps.from), to: places.x(zoom.steps.to) };
