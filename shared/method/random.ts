/** The whole state of a generator: four 32-bit words. Plain data, so that it can stand in a checkpoint. */
export type RandomState = readonly [number, number, number, number];

/** What a seed is used for. Each use draws from a stream of its own, so that one never shifts another's numbers. */
export const STREAMS = {
  weights: 1,
  order: 2,
  reference: 3,
  sample: 4,
  split: 5,
  duplicates: 6,
  dropout: 7,
  probe: 8,
  devSubset: 9,
  bootstrap: 10,
  folds: 11,
} as const;

/**
 * Random numbers from a seed: xoshiro128** 1.1 (Blackman & Vigna, https://prng.di.unimi.it/xoshiro128starstar.c). Only
 * 32-bit integer arithmetic, so every engine draws the same numbers.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(state: RandomState) {
    [this.a, this.b, this.c, this.d] = state;
  }

  /**
   * @param seed an integer from 0 to 2³¹ − 1
   * @param stream one of STREAMS; 0 where a seed has only one use
   */
  static from(seed: number, stream = 0): Random {
    const next = splitMix32(seed ^ Math.imul(stream, 0x85ebca6b));
    return new Random([next(), next(), next(), next()]);
  }

  get state(): RandomState {
    return [this.a >>> 0, this.b >>> 0, this.c >>> 0, this.d >>> 0];
  }

  /** A whole number from 0 to 2³² − 1. */
  next(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotateLeft(this.d, 11);
    return result;
  }

  /** A number in [0, 1), a multiple of 2⁻³². */
  uniform(): number {
    return this.next() / 2 ** 32;
  }

  /** A whole number from 0 to n − 1, each equally likely (n ≤ 2³²). */
  below(n: number): number {
    // The uppermost numbers that don't fill a whole range of n would favour small results.
    const limit = 2 ** 32 - (2 ** 32 % n);
    let value = this.next();
    while (value >= limit) value = this.next();
    return value % n;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Normal with mean 0 and standard deviation 1 (Box & Muller 1958; the second of each pair would be state, so it goes). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Puts an array's items into random order, in place (Fisher & Yates). */
  shuffle(items: Int32Array | Uint32Array): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const item = items[i] as number;
      items[i] = items[j] as number;
      items[j] = item;
    }
  }
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/**
 * Spreads a seed over many words, as the authors of xoshiro advise, by the 32-bit relative of their SplitMix64: a Weyl
 * sequence through MurmurHash3's finaliser (https://github.com/aappleby/smhasher/wiki/MurmurHash3).
 */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}
