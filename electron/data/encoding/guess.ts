import { candidatesOf } from './candidates.ts';
import { eastAsianEncoding } from './east-asian.ts';
import { singleByteEncoding } from './single-byte.ts';

/**
 * Guesses the encoding of text that is not valid UTF-8, from what chardet makes of it and of how its bytes stand
 * together: chardet alone knows too little of the few characters that a table often has.
 * @param sample whole lines with bytes beyond ASCII.
 */
export function guessEncoding(sample: Uint8Array): string {
  const candidates = candidatesOf(sample);
  // Much of it is UTF-8: rather a damaged file than another encoding. The damage is refused with its line.
  if (candidates[0]?.name === 'utf-8' && candidates[0].confidence >= 50) return 'utf-8';
  return eastAsianEncoding(sample) ?? singleByteEncoding(sample, candidates);
}
