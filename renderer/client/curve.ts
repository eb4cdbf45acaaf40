/**
 * The training loss of one attempt of a trial, step by step, in arrays that grow. Batches may come twice, overlapping
 * or in the wrong order (a read and the events beside it): each step is kept once, in order.
 */
export class Curve {
  count = 0;
  steps = new Float64Array(1024);
  loss = new Float64Array(1024);
  #whole = 0;

  /** Points from step 0 on without a hole: what need not be read again. The loss is stored at every step. */
  get whole(): number {
    return this.#whole;
  }

  /** The last step that need not be read again; -1: none. */
  get cursor(): number {
    return this.#whole - 1;
  }

  /** Adds rows in step order. Returns whether anything was new. */
  add(steps: Float64Array, loss: Float64Array): boolean {
    const before = this.count;
    let at = 0;
    // Almost always the batch continues the curve; whatever does not is merged point by point.
    while (at < steps.length && this.count > 0 && steps[at]! <= this.steps[this.count - 1]!) {
      this.#insert(steps[at]!, loss[at]!);
      at++;
    }
    const rest = steps.length - at;
    this.#reserve(this.count + rest);
    this.steps.set(steps.subarray(at), this.count);
    this.loss.set(loss.subarray(at), this.count);
    this.count += rest;
    while (this.#whole < this.count && this.steps[this.#whole] === this.#whole) this.#whole++;
    return this.count > before;
  }

  /** A new curve with the points before a step. */
  before(step: number): Curve {
    const curve = new Curve();
    const count = this.#placeOf(step);
    curve.add(this.steps.subarray(0, count), this.loss.subarray(0, count));
    return curve;
  }

  #insert(step: number, loss: number): void {
    const place = this.#placeOf(step);
    if (this.steps[place] === step) return;
    this.#reserve(this.count + 1);
    this.steps.copyWithin(place + 1, place, this.count);
    this.loss.copyWithin(place + 1, place, this.count);
    this.steps[place] = step;
    this.loss[place] = loss;
    this.count++;
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
  }
}
