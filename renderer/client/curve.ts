import type { CurveOverview } from '#shared/contract/requests.ts';
import { type ThinnedPoints, thinOut } from '#shared/method/curves/thinned.ts';

/** A curve holds at most about so many points; beyond that it is thinned out to at most half as many. */
export const MOST_POINTS = 2 ** 17;
/** Where a column's rows are: every so many steps, or at these. */
export type Spacing = number | readonly number[];

/** The arrays' first length. */
const FIRST = 1024;

/**
 * One recorded column of one attempt of a trial, row by row, in arrays that grow. Batches may come twice, overlapping
 * or in the wrong order (a read and the events beside it): each row is kept once, in step order.
 *
 * A long curve is thinned out so that its memory stays bounded: of 4, 8, 16, … neighbouring rows the lowest and the highest stay, each
 * at its own step, so no spike is lost; `level` and `span` say what they stand for. What the core gives of a long curve in short is taken
 * as such points.
 */
export class Curve implements ThinnedPoints {
  count = 0;
  steps = new Float64Array(FIRST);
  values = new Float64Array(FIRST);
  level = new Float64Array(FIRST);
  span = new Float64Array(FIRST);
  /** Steps from one row to the next: 1 where there is one at every step; at most, where they aren't evenly spaced. */
  readonly every: number;
  readonly #spacing: Spacing;
  #cursor = -1;
  /** Points up to the cursor. */
  #whole = 0;
  /** Up to here the curve was thinned out: a step that is not there any more is known all the same. */
  #thinnedUpTo = -1;
  /** Steps that can't be read, by the first one. */
  readonly #lost = new Map<number, number>();

  constructor(spacing: Spacing = 1) {
    this.#spacing = spacing;
    this.every =
      typeof spacing === 'number' ? spacing : Math.max(1, ...spacing.map((step, i) => step - (spacing[i - 1] ?? 0)));
  }

  /** Whether there are points after a hole, so that what is missing should be read. */
  get hasHole(): boolean {
    return this.#whole < this.count;
  }

  /** The last step that need not be read again; -1: none. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Adds rows in step order. Returns whether anything was new. */
  add(steps: Float64Array, values: Float64Array): boolean {
    const { count } = this;
    let inserted = 0;
    let at = 0;
    // Almost always the batch continues the curve; whatever does not is merged point by point.
    while (at < steps.length && this.count > 0 && steps[at]! <= this.steps[this.count - 1]!) {
      if (this.#insert(steps[at]!, values[at]!)) inserted++;
      at++;
    }
    const rest = steps.length - at;
    this.#reserve(this.count + rest);
    this.steps.set(steps.subarray(at), this.count);
    this.values.set(values.subarray(at), this.count);
    this.level.set(values.subarray(at), this.count);
    this.span.fill(1, this.count, this.count + rest);
    this.count += rest;
    this.#advance();
    if (this.#whole > MOST_POINTS) this.#thin();
    return inserted > 0 || this.count > count;
  }

  /**
   * Takes what the core says in short of the steps after the cursor, in place of what is known of them already. Returns whether anything
   * was new.
   */
  addOverview({ to, steps, values, level, span }: CurveOverview): boolean {
    if (to <= this.#cursor) return false;
    // The cursor may have moved since the overview was asked for.
    const known = steps.findIndex(step => step > this.#cursor);
    const from = known < 0 ? steps.length : known;
    const count = steps.length - from;
    const after = this.#placeOf(to + 1);
    this.#reserve(this.count + count);
    for (const [own, given] of [
      [this.steps, steps],
      [this.values, values],
      [this.level, level],
      [this.span, span],
    ] as const) {
      own.copyWithin(this.#whole + count, after, this.count);
      own.set(given.subarray(from), this.#whole);
    }
    this.count += count - (after - this.#whole);
    this.#whole += count;
    this.#cursor = to;
    this.#thinnedUpTo = to;
    this.#advance();
    if (this.#whole > MOST_POINTS) this.#thin();
    return true;
  }

  /** Some steps can't be read: a hole there is none to be closed. */
  lose(from: number, to: number): void {
    this.#lost.set(from, to);
    this.#advance();
  }

  /** Nothing is stored up to a step but what was added: a hole before it is none, whatever rows there should be. */
  closeUpTo(step: number): void {
    this.#cursor = Math.max(this.#cursor, step);
    this.#advance();
  }

  /** A new curve with the points before a step. */
  before(step: number): Curve {
    const curve = new Curve(this.#spacing);
    curve.count = this.#placeOf(step);
    curve.steps = this.steps.slice();
    curve.values = this.values.slice();
    curve.level = this.level.slice();
    curve.span = this.span.slice();
    curve.#cursor = Math.min(this.#cursor, step - 1);
    curve.#whole = Math.min(this.#whole, curve.count);
    curve.#thinnedUpTo = Math.min(this.#thinnedUpTo, step - 1);
    for (const [from, to] of this.#lost) if (from < step) curve.#lost.set(from, Math.min(to, step - 1));
    return curve;
  }

  #advance(): void {
    for (;;) {
      const lost = this.#lostNext();
      if (lost !== null) this.#cursor = lost;
      else if (this.#whole < this.count && this.steps[this.#whole]! <= this.#next) {
        this.#cursor = Math.max(this.#cursor, this.steps[this.#whole]!);
        this.#whole++;
      } else return;
    }
  }

  /** The step of the row that follows the cursor; where rows are evenly spaced, at the latest. */
  get #next(): number {
    if (typeof this.#spacing === 'number') return this.#cursor + this.#spacing;
    return this.#spacing.find(step => step > this.#cursor) ?? Number.POSITIVE_INFINITY;
  }

  /** Where steps end that follow and can't be read; null: none do. */
  #lostNext(): number | null {
    for (const [from, to] of this.#lost) if (from <= this.#next && to > this.#cursor) return to;
    return null;
  }

  #insert(step: number, value: number): boolean {
    if (step <= this.#thinnedUpTo) return false;
    const place = this.#placeOf(step);
    if (this.steps[place] === step) return false;
    this.#reserve(this.count + 1);
    for (const array of [this.steps, this.values, this.level, this.span])
      array.copyWithin(place + 1, place, this.count);
    this.steps[place] = step;
    this.values[place] = value;
    this.level[place] = value;
    this.span[place] = 1;
    this.count++;
    return true;
  }

  /** Thins out what is whole, until each point stands for enough rows. */
  #thin(): void {
    let stood = 0;
    for (let i = 0; i < this.#whole; i++) stood += this.span[i]!;
    const each = 2 ** Math.ceil(Math.log2(stood / (MOST_POINTS / 2)));
    this.#thinnedUpTo = this.steps[this.#whole - 1]!;
    const kept = thinOut(this, this.#whole, each);
    for (const array of [this.steps, this.values, this.level, this.span])
      array.copyWithin(kept, this.#whole, this.count);
    this.count -= this.#whole - kept;
    this.#whole = kept;
  }

  /** The first place whose step is not below the given one. */
  #placeOf(step: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.steps[middle]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reserve(length: number): void {
    if (length <= this.steps.length) return;
    const size = Math.max(length, this.steps.length * 2);
    const grown = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const array = new Float64Array(size);
      array.set(old);
      return array;
    };
    this.steps = grown(this.steps);
    this.values = grown(this.values);
    this.level = grown(this.level);
    this.span = grown(this.span);
  }
}
