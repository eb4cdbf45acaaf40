/** Most points drawn at once over all lines: with more, a frame takes longer than 1/60 s where no GPU draws it. */
export const DRAWN_POINTS = 25_000;

/** The places on the x axis that every drawn line shares: the first and the last step of each bucket of steps. */
export interface Grid {
  /** Steps in a bucket. Buckets lie at multiples of it, so what is drawn of the past stays where it is. */
  width: number;
  /** Number of the first bucket. */
  first: number;
  /** Buckets; one more on either side than the window shows, so that lines run on to its edges. */
  count: number;
  /** Ascending steps, two a bucket, or one where a bucket is one step. */
  xs: Float64Array;
}

/**
 * Divides a window of steps into buckets so that `lines` lines together stay below `DRAWN_POINTS`, and no line has more
 * than two points a pixel. A window with few steps gets a bucket for each: then nothing is left out.
 */
export function planGrid(window: { from: number; to: number }, lines: number, pixels: number): Grid {
  const positions = Math.min(Math.floor(DRAWN_POINTS / Math.max(1, lines)), 2 * Math.ceil(pixels));
  const from = Math.max(0, Math.floor(window.from));
  const span = Math.ceil(window.to) - from + 1;
  // One bucket for a start between two multiples, one on either side of the window.
  const spare = 3;
  const width = span + spare <= positions ? 1 : Math.max(2, Math.ceil(span / Math.max(1, (positions >> 1) - spare)));
  const first = Math.max(0, Math.floor(from / width) - 1);
  const count = Math.floor(window.to / width) + 2 - first;
  const each = width === 1 ? 1 : 2;
  const xs = new Float64Array(count * each);
  for (let bucket = 0; bucket < count; bucket++) {
    xs[bucket * each] = (first + bucket) * width;
    xs[bucket * each + each - 1] = (first + bucket) * width + width - 1;
  }
  return { width, first, count, xs };
}

/** Beyond this a value is drawn as if it were this: paths with larger coordinates are not reliably drawn. */
const FARTHEST = 1e15;
const drawable = (value: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, value));

/** The first index in ascending `steps[0 … count)` whose step is not below `step`. */
export function indexOfStep(steps: Float64Array, count: number, step: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) < step) low = middle + 1;
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
  /** Steps of non-finite values in the window, one a bucket. */
  nonFinite: number[] = [];
  #grid: Grid | null = null;
  #next = 0;
  #bucket = -1;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #lowFirst = true;

  /**
   * Brings the line up to `count` points. `steps` and `values` may have grown since the last call on the same grid, but
   * what was there must be the same; otherwise call `reset` before.
   */
  fill(grid: Grid, steps: Float64Array, values: Float64Array, count: number): void {
    if (grid !== this.#grid) {
      this.reset();
      this.#grid = grid;
      this.values = new Array<undefined>(grid.xs.length).fill(undefined);
      this.#next = indexOfStep(steps, count, grid.first * grid.width);
    }
    for (; this.#next < count; this.#next++) {
      const step = steps[this.#next] as number;
      const bucket = Math.floor(step / grid.width) - grid.first;
      if (bucket >= grid.count) break;
      if (bucket !== this.#bucket) this.#open(bucket);
      this.#take(step, values[this.#next] as number);
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

  #take(step: number, value: number): void {
    if (!Number.isFinite(value)) {
      const last = this.nonFinite.at(-1);
      if (last === undefined || !this.#inBucket(last)) this.nonFinite.push(step);
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

  #inBucket(step: number): boolean {
    return this.#grid !== null && Math.floor(step / this.#grid.width) - this.#grid.first === this.#bucket;
  }

  #write(): void {
    if (this.#grid === null || this.#bucket < 0) return;
    const each = this.#grid.width === 1 ? 1 : 2;
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
