/**
 * A 64-bit key a row, mixed together piece by piece, and an index of the rows by it. Two different contents share a key
 * with a chance of 2⁻⁶⁴ a pair: for 5 million rows one in a million.
 */
export class RowKeys {
  private readonly high: Int32Array;
  /** `[rows]`: the half of each key that serves as a hash. */
  readonly low: Int32Array;

  constructor(rows: number) {
    this.high = new Int32Array(rows);
    this.low = new Int32Array(rows);
  }

  /** Mixes a 32-bit piece into a row's key; the order of the pieces counts. */
  add(row: number, piece: number): void {
    this.high[row] = mix(Math.imul(this.high[row]!, 31) ^ piece);
    this.low[row] = mix(Math.imul(this.low[row]!, 37) + Math.imul(piece, 0x9e3779b1) + 1);
  }

  /** Mixes any number into a row's key; all NaNs are alike, and so are 0 and −0. */
  addNumber(row: number, value: number): void {
    // Storing a NaN may keep any of its bit patterns.
    NUMBER[0] = Number.isNaN(value) ? Number.MAX_VALUE : value + 0;
    this.add(row, WORDS[0]!);
    this.add(row, WORDS[1]!);
  }

  /** `[rows]`: for each row the first one that has its key. */
  first(): Int32Array {
    const { high, low } = this;
    const size = 2 ** Math.ceil(Math.log2(2 * high.length + 1));
    const table = new Int32Array(size).fill(-1);
    return high.map((_, row) => {
      let slot = low[row]! & (size - 1);
      for (;;) {
        const there = table[slot]!;
        if (there === -1) {
          table[slot] = row;
          return row;
        }
        if (high[there] === high[row] && low[there] === low[row]) return there;
        slot = (slot + 1) & (size - 1);
      }
    });
  }
}

const NUMBER = new Float64Array(1);
const WORDS = new Int32Array(NUMBER.buffer);

/** Spreads 32 bits over all 32: MurmurHash3's finaliser (https://github.com/aappleby/smhasher/wiki/MurmurHash3). */
export function mix(word: number): number {
  let z = word | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}
