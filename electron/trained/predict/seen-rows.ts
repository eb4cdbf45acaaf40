import type { Prepared } from '#electron/data/prepared.ts';
import type { RawSplit } from '#shared/domain/prepared-file.ts';

/** Which rows train and dev hold, to tell whether a new row is none. */
export interface SeenRows {
  /** In which of them the row stands just so, with the same inputs. */
  partOf(stored: RawSplit['inputs'], row: number): 'train' | 'dev' | null;
}

/** @param features numbers of a row */
export function seenRows({ splits, facts: { features } }: Pick<Prepared, 'splits' | 'facts'>): SeenRows {
  const keysOf = ({ rows, inputs }: RawSplit): Set<number> => {
    const keys = new Set<number>();
    for (let row = 0; row < rows; row++) keys.add(keyOf(inputs, row, features));
    return keys;
  };
  const [train, dev] = [keysOf(splits.train), keysOf(splits.dev)];
  return {
    partOf: (stored, row) => {
      const key = keyOf(stored, row, features);
      return train.has(key) ? 'train' : dev.has(key) ? 'dev' : null;
    },
  };
}

/**
 * A number that stands for a row's inputs: two 32-bit FNV-1a hashes over its numbers' bits, 53 bits of both. Of a million rows
 * two that differ have the same with a probability of 1e-4.
 */
function keyOf(inputs: RawSplit['inputs'], row: number, features: number): number {
  const part = inputs.subarray(row * features, (row + 1) * features);
  const words = part instanceof Float32Array ? new Uint32Array(part.buffer, part.byteOffset, part.length) : part;
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (const word of words) {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ (word + 0x9e3779b9), 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}
