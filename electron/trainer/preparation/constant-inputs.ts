import type { NetworkMeasured } from '#shared/domain/preparation.ts';
import type { Split } from '../dataset.ts';

/** Numbers that are looked at, about: it takes some hundredths of a second. */
const LOOKED_AT = 2 ** 24;
/** Rows that are looked at however wide they are. */
const LEAST_ROWS = 1000;

/**
 * Counts the inputs that are the same in all rows, of rows spread evenly over a split.
 * @param chunk rows at a time
 */
export async function constantInputs(
  split: Split,
  chunk: number,
  nextTurn: () => Promise<void>,
): Promise<NetworkMeasured['constantInputs']> {
  const rows = Math.min(split.rows, Math.max(LEAST_ROWS, Math.floor(LOOKED_AT / split.width)));
  const first = split.take(Uint32Array.of(0)).inputs;
  let constant = Uint32Array.from({ length: split.width }, (_, input) => input);
  for (let start = 0; start < rows && constant.length > 0; start += chunk) {
    const numbers = Uint32Array.from({ length: Math.min(chunk, rows - start) }, (_, i) => {
      return Math.floor(((start + i) * split.rows) / rows);
    });
    const { inputs } = split.take(numbers);
    constant = constant.filter(input => {
      for (let row = 0; row < numbers.length; row++)
        if (inputs[row * split.width + input] !== first[input]) return false;
      return true;
    });
    await nextTurn();
  }
  return { constant: constant.length, inputs: split.width, rows };
}
