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
 * Texts as a dense network sees them: for each word of the vocabulary 1 where the text has it, else 0. What only fills a
 * text up (token 0) is left out.
 * @param length tokens a row
 * @returns `[numbers.length, vocabulary]`
 */
export function bagOfWords(stored: Stored, length: number, numbers: Uint32Array, vocabulary: number): Float32Array {
  const out = new Float32Array(numbers.length * vocabulary);
  numbers.forEach((row, i) => {
    for (const token of stored.subarray(row * length, (row + 1) * length))
      if (token !== 0) out[i * vocabulary + token] = 1;
  });
  return out;
}
