/** Every evaluation of one trial, in step order: as columns that grow in place. */
export class DevCurve {
  private stepsOf = new Float64Array(16);
  private lossOf = new Float64Array(16);
  private metricOf = new Float64Array(16);
  private length = 0;

  /** Takes further evaluations; steps must go on from the last one. What was not measured is NaN. */
  push(steps: Float64Array, losses: Float64Array | undefined, metrics: Float64Array | undefined): void {
    this.makeRoomFor(this.length + steps.length);
    for (const [i, step] of steps.entries()) {
      this.stepsOf[this.length] = step;
      this.lossOf[this.length] = losses?.[i] ?? Number.NaN;
      this.metricOf[this.length] = metrics?.[i] ?? Number.NaN;
      this.length++;
    }
  }

  get count(): number {
    return this.length;
  }

  /** What it takes of memory, in bytes. */
  get bytes(): number {
    return 3 * this.stepsOf.byteLength;
  }

  /** Optimizer updates done before each evaluation. */
  get steps(): Float64Array {
    return this.stepsOf.subarray(0, this.length);
  }

  get losses(): Float64Array {
    return this.lossOf.subarray(0, this.length);
  }

  get metrics(): Float64Array {
    return this.metricOf.subarray(0, this.length);
  }

  private makeRoomFor(count: number): void {
    if (count <= this.stepsOf.length) return;
    const length = Math.max(count, 2 * this.stepsOf.length);
    const grown = (values: Float64Array<ArrayBuffer>) => {
      const array = new Float64Array(length);
      array.set(values);
      return array;
    };
    this.stepsOf = grown(this.stepsOf);
    this.lossOf = grown(this.lossOf);
    this.metricOf = grown(this.metricOf);
  }
}
