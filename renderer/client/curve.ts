import type { CurveOverview } from '#shared/contract/requests.ts';
import { type ThinnedPoints, thinOut } from '#shared/method/curves/thinned.ts';

/** A curve holds at most about so many points; beyond that it is thinned out to at most half as many. */
export const MOST_POINTS = 2 ** 17;

/**
 * The training loss of one attempt of a trial, step by step, in arrays that grow. Batches may come twice, overlapping
 * or in the wrong order (a read and the events beside it): each step is kept once, in order.
 *
 * A long curve is thinned out so that its memory stays bounded: of 4, 8, 16, … neighbouring steps the lowest and the highest stay, each
 * at its own step, so no spike is lost; `level` and `span` say what they stand for. What the core gives of a long curve in short is taken
 * as such points.
 */
export class Curve implements ThinnedPoints {
  count = 0;
  steps = new Float64Array(1024);
  loss = new Float64Array(1024);
  level = new Float64Array(1024);
  span = new Float64Array(1024);
  #cursor = -1;
  /** Points up to the cursor. */
  #whole = 0;
  /** Up to here the curve was thinned out: a step that is not there any more is known all the same. */
  #thinnedUpTo = -1;
  /** Steps that can't be read, by the first one. */
  readonly #lost = new Map<number, number>();

  /** Whether there are points after a hole, so that what is missing should be read. */
  get hasHole(): boolean {
    return this.#whole < this.count;
  }

  /** The last step that need not be read again; -1: none. The loss is stored at every step. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Adds rows in step order. Returns whether anything was new. */
  add(steps: Float64Array, loss: Float64Array): boolean {
    const { count } = this;
    let inserted = 0;
    let at = 0;
    // Almost always the batch continues the curve; whatever does not is merged point by point.
    while (at < steps.length && this.count > 0 && steps[at]! <= this.steps[this.count - 1]!) {
      if (this.#insert(steps[at]!, loss[at]!)) inserted++;
      at++;
    }
    const rest = steps.length - at;
    this.#reserve(this.count + rest);
    this.steps.set(steps.subarray(at), this.count);
    this.loss.set(loss.subarray(at), this.count);
    this.level.set(loss.subarray(at), this.count);
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
  addOverview({ to, steps, loss, level, span }: CurveOverview): boolean {
    if (to <= this.#cursor) return false;
    // The cursor may have moved since the overview was asked for.
    const known = steps.findIndex(step => step > this.#cursor);
    const from = known < 0 ? steps.length : known;
    const count = steps.length - from;
    const after = this.#placeOf(to + 1);
    this.#reserve(this.count + count);
    for (const [own, given] of [
      [this.steps, steps],
      [this.loss, loss],
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

  /** A new curve with the points before a step. */
  before(step: number): Curve {
    const curve = new Curve();
    curve.count = this.#placeOf(step);
    curve.steps = this.steps.slice();
    curve.loss = this.loss.slice();
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
      const lost = this.#lost.get(this.#cursor + 1);
      if (lost !== undefined) this.#cursor = lost;
      else if (this.#whole < this.count && this.steps[this.#whole]! <= this.#cursor + 1) {
        this.#cursor = Math.max(this.#cursor, this.steps[this.#whole]!);
        this.#whole++;
      } else return;
    }
  }

  #insert(step: number, loss: number): boolean {
    if (step <= this.#thinnedUpTo) return false;
    const place = this.#placeOf(step);
    if (this.steps[place] === step) return false;
    this.#reserve(this.count + 1);
    for (const array of [this.steps, this.loss, this.level, this.span]) array.copyWithin(place + 1, place, this.count);
    this.steps[place] = step;
    this.loss[place] = loss;
    this.level[place] = loss;
    this.span[place] = 1;
    this.count++;
    return true;
  }

  /** Thins out what is whole, until each point stands for enough steps. */
  #thin(): void {
    let stood = 0;
    for (let i = 0; i < this.#whole; i++) stood += this.span[i]!;
    const each = 2 ** Math.ceil(Math.log2(stood / (MOST_POINTS / 2)));
    this.#thinnedUpTo = this.steps[this.#whole - 1]!;
    const kept = thinOut(this, this.#whole, each);
    for (const array of [this.steps, this.loss, this.level, this.span]) array.copyWithin(kept, this.#whole, this.count);
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
    this.loss = grown(this.loss);
    this.level = grown(this.level);
    this.span = grown(this.span);
  }
}
