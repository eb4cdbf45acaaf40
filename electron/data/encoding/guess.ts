import { decodedAs } from './candidates.ts';
import { eastAsianEncoding } from './east-asian.ts';
import { singleByteEncoding } from './single-byte.ts';

/** Percent of the characters beyond ASCII. */
const MOST_DAMAGED = 10;

/**
 * Guesses the encoding of text that is not valid UTF-8, from what chardet makes of it and of how its bytes stand
 * together: chardet alone knows too little of the few characters that a table often has.
 * @param sample whole lines with bytes beyond ASCII.
 */
export function guessEncoding(sample: Uint8Array): string {
  // No other encoding has such bytes by chance: rather a damaged file.
  if (decodedAs('utf-8', sample, MOST_DAMAGED) !== null) return 'utf-8';
  return eastAsianEncoding(sample) ?? singleByteEncoding(sample);
}
