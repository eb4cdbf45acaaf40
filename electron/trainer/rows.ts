/** Rows as they are stored, one after the other: pixels, a table's numbers, or tokens. */
type Stored = Uint8Array | Float32Array | Int32Array;

/**
 * Some rows times a scale.
 * @param length numbers a row
 * @returns `[numbers.length, length]`
 */
export function scaledRows(stored: Stored, length: number, numbers: Uint32Array, scale: number): Float32Array {
  const out = new Float32Array(numbers.length * length);
  numbers.forEach((row, i) => {
    const from = row * length;
    const to = i * length;
    for (let j = 0; j < length; j++) out[to + j] = (stored[from + j] as number) * scale;
  });
  return out;
}

/**
 * The Euclidean length of a bag of words. The same for every text, so that a good learning rate does not depend on how
 * long texts are; and this one because plain ones and zeros learn best at the ladder's upper end or past it (measured on
 * short reviews: linear 1 to 3, MLP 0.1 to 0.3), and these at 0.1 to 0.3 both, with rungs on either side.
 */
const BAG_LENGTH = 16;

/**
 * Texts as a dense network sees them: for each word of the vocabulary whether the text has it, scaled to `BAG_LENGTH`.
 * What only fills a text up (token 0) is left out; a text without words is all zeros.
 * @param length tokens a row
 * @returns `[numbers.length, vocabulary]`
 */
export function bagOfWords(stored: Stored, length: number, numbers: Uint32Array, vocabulary: number): Float32Array {
  const out = new Float32Array(numbers.length * vocabulary);
  numbers.forEach((row, i) => {
    const words = new Set(stored.subarray(row * length, (row + 1) * length));
    words.delete(0);
    for (const word of words) out[i * vocabulary + word] = BAG_LENGTH / Math.sqrt(words.size);
  });
  return out;
}

/**
 * Texts as they are stored: the numbers of their words, in order.
 * @param length tokens a row
 * @returns `[numbers.length, length]`
 */
export function storedTokens(stored: Stored, length: number, numbers: Uint32Array): Int32Array {
  const out = new Int32Array(numbers.length * length);
  numbers.forEach((row, i) => {
    out.set(stored.subarray(row * length, (row + 1) * length), i * length);
  });
  return out;
}
