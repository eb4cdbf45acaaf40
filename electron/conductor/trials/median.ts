/** Values are kept in full up to this many, and evenly thinned out beyond. */
const KEPT = 20_000;

/**
 * The median of a stream of numbers in bounded memory: exact up to 20,000 values, beyond that the median of every 2nd,
 * 4th, … value. Values that are not finite count in no median.
 */
export class StreamMedian {
  private values: number[] = [];
  private stride = 1;
  private seen = 0;

  push(value: number): void {
    if (!Number.isFinite(value)) return;
    if (this.seen++ % this.stride !== 0) return;
    this.values.push(value);
    if (this.values.length < KEPT) return;
    this.values = this.values.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  /** Null before the first value. */
  get median(): number | null {
    if (this.values.length === 0) return null;
    const sorted = Float64Array.from(this.values).sort();
    const middle = sorted.length >> 1;
    const upper = sorted[middle] as number;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
  }
}
