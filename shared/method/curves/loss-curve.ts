import { createSmoother } from './smoothing.ts';

/**
 * The weight of the moving average by which curves are ranked, and the one that charts start with. It averages over
 * about (1 + w) / (1 − w) = 66 steps.
 */
export const RANKING_WEIGHT = 0.97;

/** How many steps that moving average looks back over: nothing shorter can be seen in it. */
export const RANKING_WINDOW = Math.round((1 + RANKING_WEIGHT) / (1 - RANKING_WEIGHT));

/** Up to so many steps a curve answers exactly. */
export const EXACT_STEPS = 2 ** 17;
/** Beyond that its steps share so many places at most, and at least half as many. */
const PLACES = 2 ** 16;
/** The first merging leaves half of that. */
const FIRST_MERGE = (2 * EXACT_STEPS) / PLACES;

/**
 * One trial's training losses with what ranking needs of them, kept up as points arrive in step order. Losses that are
 * not finite are kept and count in no figure. Where only some steps are told, a loss counts for all since the one before it.
 *
 * Its memory is bounded, whatever a trial's length: up to `EXACT_STEPS` each step has a place of its own. Beyond that 4, 8, 16, …
 * neighbouring steps (`stride`) share one, which knows their last smoothed loss, their highest, their mean, and the lowest so far.
 * `count`, `start`, `final`, `noise` and the levels at `marks` stay exact; a step that is answered lies within a stride of the exact
 * one, less than 1/32,000 of the curve's length.
 */
export class LossCurve {
  private readonly smoother = createSmoother(RANKING_WEIGHT);
  /** The levels after so many steps, by that number. */
  private readonly marked: Map<number, { loss: number; noise: number } | null>;
  /** Steps that share a place. */
  private stride = 1;
  private places = 0;
  /** Of each place: its first step. */
  private steps = new Float64Array(1024);
  /** The smoothed loss after its last step. */
  private smoothed = new Float64Array(1024);
  /** The lowest smoothed loss up to its end: falls or stays, so it can be searched. */
  private lowest = new Float64Array(1024);
  /** `noise` as it stood at its end. */
  private noises = new Float64Array(1024);
  /** Where steps share places: the highest smoothed loss, and sum and number of the finite ones. */
  private shared: { highest: Float64Array; sum: Float64Array; finite: Float64Array } | null = null;
  /** Points so far. */
  private seen = 0;
  /** Steps so far; more than points where a command tells only some of its steps. */
  private reached = 0;
  private least = Number.POSITIVE_INFINITY;
  private firstLevel: number | null = null;
  private lastLevel: number | null = null;
  /** Moving mean and variance of the residual (raw − smoothed). Its mean is the lag behind a falling curve, not noise. */
  private lag = 0;
  private variance = 0;
  private finite = 0;

  /** @param marks numbers of steps after which the level will be asked for */
  constructor(marks: readonly number[] = []) {
    this.marked = new Map(marks.map(mark => [mark, null]));
  }

  /** Takes further points; steps must go on from the last one. */
  push(steps: Float64Array, losses: Float64Array): void {
    for (let i = 0; i < steps.length; i++) {
      const loss = losses[i] ?? Number.NaN;
      const step = steps[i] ?? Number.NaN;
      const times = this.seen === 0 ? 1 : step + 1 - this.reached;
      if (times > 1) this.passMarks(step);
      const value = this.smoother.push(loss, times);
      if (Number.isFinite(value)) {
        this.firstLevel ??= value;
        this.lastLevel = value;
        this.least = Math.min(this.least, value);
      }
      if (Number.isFinite(loss)) this.residual(loss - value);
      this.put(step, value);
      this.reached = step + 1;
      if (this.marked.has(this.reached)) this.marked.set(this.reached, { loss: value, noise: this.noise ?? 0 });
    }
  }

  /** Optimizer steps seen. */
  get count(): number {
    return this.reached;
  }

  /** Some steps were not told. */
  private get isSparse(): boolean {
    return this.reached !== this.seen;
  }

  /** What it holds, in places of some numbers each. */
  get held(): number {
    return this.steps.length;
  }

  /** The smoothed loss after the first few points, from which descent is counted; null without a finite point. */
  get start(): number | null {
    return this.firstLevel;
  }

  /** The smoothed loss at the last finite step; null without one. */
  get final(): number | null {
    return this.lastLevel;
  }

  /**
   * Two standard errors of `final`, measured from the residuals along the curve. The moving average of independent
   * residuals of variance σ² has variance σ² (1 − w) / (1 + w). It is not seed noise (D7), only how well the curve's own
   * level is known.
   */
  get noise(): number | null {
    if (this.finite < 2) return null;
    // Over fewer points the average looks back over as many steps.
    const weight = RANKING_WEIGHT ** (this.reached / this.seen);
    return 2 * Math.sqrt((this.variance * (1 - weight)) / (1 + weight));
  }

  /**
   * Smoothed loss and its noise as they stood after so many steps; null where it has fewer, or was not finite there. Exact at the
   * marks, elsewhere as they stood at the end of the place that the step is in.
   */
  levelAfter(steps: number): { loss: number; noise: number } | null {
    if (!(steps >= 1 && steps <= this.reached)) return null;
    const place = this.isSparse ? this.placeBefore(steps) : Math.floor((steps - 1) / this.stride);
    if (place < 0) return null;
    const level = this.marked.get(steps) ?? { loss: at(this.smoothed, place), noise: at(this.noises, place) };
    return Number.isFinite(level.loss) ? level : null;
  }

  /** The first step at which the smoothed loss was at or below a level (or the first of its place); null if never. */
  stepsToReach(level: number): number | null {
    if (this.least > level || this.places === 0) return null;
    let low = 0;
    let high = this.places - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.lowest, middle) <= level) high = middle;
      else low = middle + 1;
    }
    return at(this.steps, low);
  }

  /** The first step (that begins a place) from which on the smoothed loss never rises above a level again; null where it ends above. */
  staysBelowFrom(level: number): number | null {
    const highest = this.shared?.highest ?? this.smoothed;
    let i = this.places;
    while (i > 0 && !(at(highest, i - 1) > level)) i--;
    return i === this.places ? null : at(this.steps, i);
  }

  /** The mean smoothed loss of the points from one count of steps to another (or the places nearest to them); null where none is finite. */
  meanBetween(from: number, to: number): number | null {
    const placeOf = (steps: number) => (this.isSparse ? this.placeBefore(steps) + 1 : Math.round(steps / this.stride));
    const first = placeOf(from);
    const end = to === this.reached ? this.places : placeOf(to);
    let [sum, finite] = [0, 0];
    for (let i = Math.max(0, first); i < Math.min(end, this.places); i++) {
      const value = this.shared ? at(this.shared.sum, i) : at(this.smoothed, i);
      const number = this.shared ? at(this.shared.finite, i) : Number(Number.isFinite(value));
      if (number === 0) continue;
      sum += value;
      finite += number;
    }
    return finite === 0 ? null : sum / finite;
  }

  /** The last place that begins before a step; −1: none does. */
  private placeBefore(step: number): number {
    let [low, high] = [0, this.places];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.steps, middle) < step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Marks that no point stands at have the level of the point before them. */
  private passMarks(step: number): void {
    for (const mark of this.marked.keys())
      if (mark > this.reached && mark <= step && this.lastLevel !== null)
        this.marked.set(mark, { loss: this.lastLevel, noise: this.noise ?? 0 });
  }

  private put(step: number, value: number): void {
    if (this.seen % this.stride === 0) this.open(step);
    this.seen++;
    const place = this.places - 1;
    this.smoothed[place] = value;
    this.lowest[place] = this.least;
    this.noises[place] = this.noise ?? 0;
    if (!this.shared || !Number.isFinite(value)) return;
    this.shared.highest[place] = Math.max(at(this.shared.highest, place), value);
    this.shared.sum[place] = at(this.shared.sum, place) + value;
    this.shared.finite[place] = at(this.shared.finite, place) + 1;
  }

  private open(step: number): void {
    if (this.places === (this.shared ? PLACES : EXACT_STEPS)) this.merge(this.shared ? 2 : FIRST_MERGE);
    else if (this.places === this.steps.length) {
      this.steps = resized(this.steps, 2 * this.places);
      this.smoothed = resized(this.smoothed, 2 * this.places);
      this.lowest = resized(this.lowest, 2 * this.places);
      this.noises = resized(this.noises, 2 * this.places);
    }
    this.steps[this.places] = step;
    if (this.shared) {
      this.shared.highest[this.places] = Number.NEGATIVE_INFINITY;
      this.shared.sum[this.places] = 0;
      this.shared.finite[this.places] = 0;
    }
    this.places++;
  }

  /** Lets so many neighbouring places become one. */
  private merge(factor: number): void {
    const places = this.places / factor;
    const { highest, sum, finite } = this.shared ?? {
      highest: this.smoothed.map(value => (Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY)),
      sum: this.smoothed.map(value => (Number.isFinite(value) ? value : 0)),
      finite: this.smoothed.map(value => Number(Number.isFinite(value))),
    };
    const merged = (of: (first: number) => number) =>
      resized(
        Float64Array.from({ length: places }, (_, i) => of(i * factor)),
        PLACES,
      );
    const last = (values: Float64Array) => merged(first => at(values, first + factor - 1));
    const over = (values: Float64Array, take: (a: number, b: number) => number) =>
      merged(first => values.subarray(first, first + factor).reduce(take));
    this.steps = merged(first => at(this.steps, first));
    this.smoothed = last(this.smoothed);
    this.lowest = last(this.lowest);
    this.noises = last(this.noises);
    this.shared = {
      highest: over(highest, (a, b) => Math.max(a, b)),
      sum: over(sum, (a, b) => a + b),
      finite: over(finite, (a, b) => a + b),
    };
    this.stride *= factor;
    this.places = places;
  }

  private residual(value: number): void {
    this.finite++;
    const weight = Math.min(1 - 1 / this.finite, RANKING_WEIGHT);
    const off = value - this.lag;
    this.lag += (1 - weight) * off;
    this.variance = weight * (this.variance + (1 - weight) * off * off);
  }
}

const at = (values: Float64Array, index: number): number => values[index] as number;

function resized(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const array = new Float64Array(length);
  array.set(values.subarray(0, length));
  return array;
}
