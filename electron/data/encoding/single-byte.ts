import { type Candidate, candidatesOf, decodedAs } from './candidates.ts';

/** Encodings of Latin letters, which stand singly among ASCII letters. */
const LATIN = new Set(['windows-1252', 'windows-1250', 'iso-8859-2', 'windows-1254', 'windows-1257', 'windows-1258']);

/** Encodings of other alphabets, in which whole words lie beyond ASCII; with the one of Windows that is written for it today. */
const OTHER: ReadonlyMap<string, string> = new Map([
  ['windows-1251', 'windows-1251'],
  ['koi8-r', 'koi8-r'],
  ['iso-8859-5', 'iso-8859-5'],
  ['iso-8859-6', 'iso-8859-6'],
  ['windows-1256', 'windows-1256'],
  ['iso-8859-7', 'windows-1253'],
  ['windows-1253', 'windows-1253'],
  ['iso-8859-8', 'windows-1255'],
  ['windows-1255', 'windows-1255'],
  ['windows-874', 'windows-874'],
]);

/** Bytes beyond ASCII that stand together, on average, from which on they are words of another alphabet. */
const WORD_BYTES = 2.5;

/** By so much must chardet be surer of another Latin encoding than of the usual one. */
const MARGIN = 10;

/** Of another alphabet, so much surer must chardet be of the best than of the next for it to be no guess. */
const NEAR = 25;

/** Guesses an encoding of one byte a character: the likeliest first, and others where they are nearly as likely. */
export function singleByteEncodings(sample: Uint8Array): string[] {
  const candidates = candidatesOf(sample);
  return meanRun(sample) < WORD_BYTES ? latinEncodings(sample, candidates) : otherEncodings(sample, candidates);
}

function otherEncodings(sample: Uint8Array, candidates: readonly Candidate[]): string[] {
  const found = candidates.flatMap(({ name, confidence }) => {
    const known = OTHER.get(name);
    return known !== undefined && decodedAs(known, sample) !== null ? [{ name: known, confidence }] : [];
  });
  const [best] = found;
  if (!best) return ['windows-1251'];
  return [...new Set(found.filter(({ confidence }) => confidence >= best.confidence - NEAR).map(({ name }) => name))];
}

/** Characters of windows-1252 and its like that stand in texts: letters, quotes, dashes, signs of money and of measures. */
const USUAL = /[\p{L}\u00a0\u2018-\u201e\u2013\u2014\u2022\u2026«»€£¥©®™°±²³µ·¿¡§½¼¾×÷ªº¢]/u;
/** Share of the characters beyond ASCII that are usual in a Latin text. */
const MOST_USUAL = 0.8;

/** Whether a text may be Latin letters among ASCII ones, rather than any bytes read as such. */
export function isLikelyLatin(text: string | null): boolean {
  const beyond = text?.match(/[^\0-\x7f]/gu) ?? [];
  return beyond.filter(character => USUAL.test(character)).length >= MOST_USUAL * beyond.length;
}

/**
 * windows-1252, unless chardet is surer of another one in which more of the text, or as much, is letters. Where it is as much, and
 * chardet little surer, either may be meant.
 */
function latinEncodings(sample: Uint8Array, candidates: readonly Candidate[]): string[] {
  const usual = 'windows-1252';
  const confidence = candidates.find(({ name }) => name === usual)?.confidence ?? 0;
  const usualLetters = letters(decodedAs(usual, sample));
  const better = candidates
    .filter(({ name }) => LATIN.has(name))
    .find(candidate => {
      const found = letters(decodedAs(candidate.name, sample));
      const surer = candidate.confidence - confidence;
      return found > 0 && (found > usualLetters ? surer > 0 : found === usualLetters && surer >= MARGIN);
    });
  if (!better) return [usual];
  const areEqual = letters(decodedAs(better.name, sample)) === usualLetters;
  return areEqual && better.confidence - confidence < NEAR ? [better.name, usual] : [better.name];
}

/** How many of a text's characters beyond ASCII are letters. */
const letters = (text: string | null): number => text?.match(/(?=[^\0-\x7f])\p{L}/gu)?.length ?? 0;

/** How many bytes beyond ASCII stand together, on average; spaces that don't break (0xA0) are none. */
function meanRun(bytes: Uint8Array): number {
  let high = 0;
  let runs = 0;
  bytes.forEach((byte, i) => {
    if (byte < 0x80 || byte === 0xa0) return;
    high++;
    const before = bytes[i - 1] ?? 0;
    if (before < 0x80 || before === 0xa0) runs++;
  });
  return high / Math.max(1, runs);
}
