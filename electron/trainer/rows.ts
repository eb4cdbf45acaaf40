/** Rows as they are stored, one after the other: pixels, a table's numbers, or tokens. */
type Stored = Uint8Array | Float32Array | Int32Array;
/** Where rows are written to: numbers or tokens. */
type Taken = Float32Array | Int32Array;

/**
 * Some rows as they are stored.
 * @param length numbers a row
 * @param out `[numbers.length, length]`
 */
export function copyRows(stored: Stored, length: number, numbers: Uint32Array, out: Taken): void {
  for (const [i, row] of numbers.entries()) out.set(stored.subarray(row * length, (row + 1) * length), i * length);
}

/** The same times a scale. */
export function scaledRows(stored: Stored, length: number, numbers: Uint32Array, scale: number, out: Taken): void {
  // Copying also makes floats of pixels, much faster than a loop could.
  copyRows(stored, length, numbers, out);
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) * scale;
}

/**
 * The Euclidean length of a bag of words. The same for every text, so that a good learning rate does not depend on how
 * long texts are; and this one because plain ones and zeros learn best at the ladder's upper end or past it (measured on
 * short reviews: linear 1 to 3, MLP 0.1 to 0.3), and these at 0.1 to 0.3 both, with candidates on either side.
 */
export const BAG_LENGTH = 16;

/**
 * Texts as a dense network sees them: for each word of the vocabulary whether the text has it, scaled to `BAG_LENGTH`.
 * What only fills a text up (token 0) is left out; a text without words is all zeros.
 * @param length tokens a row
 * @param out `[numbers.length, vocabulary]`
 */
export function bagOfWords(stored: Stored, length: number, numbers: Uint32Array, vocabulary: number, out: Taken): void {
  out.fill(0);
  numbers.forEach((row, i) => {
    const words = new Set(stored.subarray(row * length, (row + 1) * length));
    words.delete(0);
    for (const word of words) out[i * vocabulary + word] = BAG_LENGTH / Math.sqrt(words.size);
  });
}
