/** Most points drawn at once over all lines: with more, a frame takes longer than 1/60 s where no GPU draws it. */
export const DRAWN_POINTS = 25_000;

/** The places on the x axis that every drawn line shares: the first and the last of each bucket. */
export interface Grid {
  /** Of a bucket. Buckets lie at multiples of it, so what is drawn of the past stays where it is. */
  width: number;
  /** Number of the first bucket. */
  first: number;
  /** Buckets; one more on either side than the window shows, so that lines run on to its edges. */
  count: number;
  /** Ascending places, two a bucket, or one where a bucket is one step. */
  xs: Float64Array;
}

/** Free buckets: one for a start between two multiples, one on either side of the window. */
const SPARE = 3;

/**
 * Divides a window into buckets so that `lines` lines together stay below `DRAWN_POINTS`, and no line has more
 * than two points a pixel. A window with few steps gets a bucket for each: then nothing is left out.
 * @param unit what lies between two steps on the axis; 0: not always the same
 */
export function planGrid(window: { from: number; to: number }, lines: number, pixels: number, unit = 1): Grid {
  const positions = Math.min(Math.floor(DRAWN_POINTS / Math.max(1, lines)), 2 * Math.ceil(pixels));
  const buckets = Math.max(1, (positions >> 1) - SPARE);
  if (unit === 0) {
    const width = Math.max(Number.MIN_VALUE, (window.to - window.from) / buckets);
    return gridOf(window, width, [0, width / 2]);
  }
  const steps = Math.ceil(window.to / unit) - Math.max(0, Math.floor(window.from / unit)) + 1;
  if (steps + SPARE <= positions) return gridOf(window, unit, [0]);
  const width = Math.max(2, Math.ceil(steps / buckets)) * unit;
  return gridOf(window, width, [0, width - unit]);
}

/** Buckets of a width over a window; `within`: the places of each, from its start. */
function gridOf(window: { from: number; to: number }, width: number, within: readonly number[]): Grid {
  const first = Math.max(0, bucketAt(window.from, width) - 1);
  const count = bucketAt(window.to, width) + 2 - first;
  const xs = new Float64Array(count * within.length);
  for (let bucket = 0; bucket < count; bucket++) {
    for (const [i, place] of within.entries()) xs[bucket * within.length + i] = (first + bucket) * width + place;
  }
  return { width, first, count, xs };
}

/** Places are multiples of numbers like 1/3, which may come out a hair too low. */
const HAIR = 1e-6;
const bucketAt = (x: number, width: number): number => Math.floor(x / width + HAIR);

/** Beyond this a value is drawn as if it were this: paths with larger coordinates are not reliably drawn. */
const FARTHEST = 1e15;
const drawable = (value: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, value));

/** The first index in ascending `xs[0 … count)` that lies beyond `x`. */
export function indexAfter(xs: ArrayLike<number>, count: number, x: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * One line reduced to a grid: of each bucket its lowest and its highest value, in the order in which they came, so that
 * no spike is lost. New points cost only themselves.
 */
export class DecimatedLine {
  /** Aligned with the grid's `xs`; undefined: no point there, null: only non-finite ones (a gap). */
  values: (number | null | undefined)[] = [];
  /** Places of non-finite values in the window, one a bucket. */
  nonFinite: number[] = [];
  #grid: Grid | null = null;
  #next = 0;
  #bucket = -1;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #lowFirst = true;

  /**
   * Brings the line up to `count` points. `xs` and `values` may have grown since the last call on the same grid, but
   * what was there must be the same; otherwise call `reset` before.
   */
  fill(grid: Grid, xs: Float64Array, values: Float64Array, count: number): void {
    if (grid !== this.#grid) {
      this.reset();
      this.#grid = grid;
      this.values = new Array<undefined>(grid.xs.length).fill(undefined);
      this.#next = indexAfter(xs, count, (grid.first - HAIR) * grid.width);
    }
    for (; this.#next < count; this.#next++) {
      const x = xs[this.#next] as number;
      const bucket = bucketAt(x, grid.width) - grid.first;
      if (bucket >= grid.count) break;
      if (bucket !== this.#bucket) this.#open(bucket);
      this.#take(x, values[this.#next] as number);
    }
    this.#write();
  }

  /** Forgets all points: the next `fill` starts anew. */
  reset(): void {
    this.#grid = null;
    this.#bucket = -1;
    this.nonFinite = [];
  }

  #open(bucket: number): void {
    this.#write();
    this.#bucket = bucket;
    this.#low = Number.POSITIVE_INFINITY;
    this.#high = Number.NEGATIVE_INFINITY;
  }

  #take(x: number, value: number): void {
    if (!Number.isFinite(value)) {
      const last = this.nonFinite.at(-1);
      if (last === undefined || !this.#inBucket(last)) this.nonFinite.push(x);
      return;
    }
    if (value < this.#low) {
      this.#low = value;
      this.#lowFirst = false;
    }
    if (value > this.#high) {
      this.#high = value;
      this.#lowFirst = true;
    }
  }

  #inBucket(x: number): boolean {
    return this.#grid !== null && bucketAt(x, this.#grid.width) - this.#grid.first === this.#bucket;
  }

  #write(): void {
    if (this.#grid === null || this.#bucket < 0) return;
    const each = this.#grid.xs.length / this.#grid.count;
    const at = this.#bucket * each;
    if (this.#high === Number.NEGATIVE_INFINITY) {
      this.values.fill(null, at, at + each);
      return;
    }
    const [low, high] = [drawable(this.#low), drawable(this.#high)];
    this.values[at] = this.#lowFirst ? low : high;
    this.values[at + each - 1] = this.#lowFirst ? high : low;
  }
}
