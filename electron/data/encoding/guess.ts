import { decodedAs } from './candidates.ts';
import { eastAsianEncodings } from './east-asian.ts';
import type { Encoding } from './encoding.ts';
import { isLikelyLatin, singleByteEncodings } from './single-byte.ts';

/** Percent of the characters beyond ASCII. */
const MOST_DAMAGED = 10;

/**
 * Guesses the encoding of text that is not valid UTF-8, from what chardet makes of it and of how its bytes stand
 * together: chardet alone knows too little of the few characters that a table often has.
 * @param sample whole lines with bytes beyond ASCII.
 */
export function guessEncoding(sample: Uint8Array): Pick<Encoding, 'name' | 'readings'> {
  // No other encoding has such bytes by chance: rather a damaged file.
  if (decodedAs('utf-8', sample, MOST_DAMAGED) !== null) return { name: 'utf-8' };
  const eastAsian = eastAsianEncodings(sample);
  if (eastAsian.length > 0) return withReadings(eastAsian, sample);
  const single = singleByteEncodings(sample);
  if (isLikelyLatin(decodedAs(single[0]!, sample))) return withReadings(single, sample);
  // Signs that no Latin text has so many of: the second bytes of Japanese and Chinese characters may be ASCII.
  const mixed = eastAsianEncodings(sample, true);
  return withReadings(mixed.length > 0 ? [mixed[0]!, ...new Set([...mixed.slice(1), single[0]!])] : single, sample);
}

/** Characters of a reading. */
const SHOWN = 30;

/** The first encoding, with how each of them reads where there are several; those that read alike are one. */
function withReadings(names: readonly string[], sample: Uint8Array): Pick<Encoding, 'name' | 'readings'> {
  const readings = new Map<string, string>();
  for (const name of names) {
    const words = new TextDecoder(name).decode(sample).match(/[^\0-\x7f]+/g) ?? [];
    const text = [...new Set(words)].join(' ').slice(0, SHOWN);
    if (![...readings.values()].includes(text)) readings.set(name, text);
  }
  const [name] = names;
  if (readings.size < 2) return { name: name! };
  return { name: name!, readings: [...readings].map(([name, text]) => ({ name, text })) };
}
