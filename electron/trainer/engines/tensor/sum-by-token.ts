import * as tf from '@tensorflow/tfjs-core';

/** Rows that are summed at a time. */
const PIECE = 8;

/**
 * Sums rows by token: what `unsortedSegmentSum` does, but in the same order every time. Cards do that operation with
 * additions that may overtake each other, and the same trial would give other numbers each time it is run.
 * @param vectors `[tokens.length, width]`
 * @returns `[vocabulary, width]`, zeros for tokens that do not occur
 */
export function sumByToken(vectors: tf.Tensor, tokens: Int32Array, vocabulary: number): tf.Tensor {
  const width = vectors.shape[1] as number;
  const zero = tf.zeros([1, width]);
  let rows = vectors;
  let owners = tokens;
  for (;;) {
    const { places, owners: next } = pieces(owners, vocabulary);
    const padded = tf.concat([rows, zero]);
    if (next.length === owners.length) return tf.gather(padded, placeOf(owners, vocabulary));
    rows = tf.sum(tf.reshape(tf.gather(padded, tf.tensor1d(places, 'int32')), [next.length, PIECE, width]), 1);
    owners = next;
  }
}

/**
 * Divides each token's rows into pieces, in order.
 * @returns where the rows of each piece are, filled up with the row after the last, and which token each piece belongs to
 */
function pieces(owners: Int32Array, vocabulary: number): { places: Int32Array; owners: Int32Array } {
  const counts = new Int32Array(vocabulary);
  for (const token of owners) counts[token]!++;
  const first = new Int32Array(vocabulary);
  let total = 0;
  counts.forEach((count, token) => {
    first[token] = total;
    total += Math.ceil(count / PIECE);
  });
  const places = new Int32Array(total * PIECE).fill(owners.length);
  const next = new Int32Array(total);
  const seen = new Int32Array(vocabulary);
  owners.forEach((token, row) => {
    const at = (first[token] as number) * PIECE + seen[token]!++;
    places[at] = row;
    next[Math.floor(at / PIECE)] = token;
  });
  return { places, owners: next };
}

/** Where each token's only row is; for others the row after the last. */
function placeOf(owners: Int32Array, vocabulary: number): tf.Tensor1D {
  const places = new Int32Array(vocabulary).fill(owners.length);
  owners.forEach((token, row) => {
    places[token] = row;
  });
  return tf.tensor1d(places, 'int32');
}
