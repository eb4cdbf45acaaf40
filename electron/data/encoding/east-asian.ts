import { candidatesOf, decodedAs } from './candidates.ts';

type Range = readonly [from: number, to: number];

/**
 * Encodings of two bytes a character, and the first bytes of the characters that texts mostly consist of (punctuation,
 * kana, Hangul, and the level of the standard that holds the frequent ideographs). Where all else is equal, the first
 * one counts.
 */
const ENCODINGS: readonly { name: string; common: readonly Range[] }[] = [
  {
    name: 'gb18030',
    common: [
      [0xa1, 0xa3],
      [0xb0, 0xd7],
    ],
  },
  {
    name: 'big5',
    common: [
      [0xa1, 0xa1],
      [0xa4, 0xc6],
    ],
  },
  {
    name: 'shift_jis',
    common: [
      [0x81, 0x84],
      [0x88, 0x97],
    ],
  },
  {
    name: 'euc-kr',
    common: [
      [0xa1, 0xa3],
      [0xb0, 0xc8],
    ],
  },
  {
    name: 'euc-jp',
    common: [
      [0xa1, 0xa5],
      [0xb0, 0xcf],
    ],
  },
];

/** Below it, chardet has seen too few characters to say anything. */
const SURE = 50;

/** Few characters are enough if so many of them are common ones. */
const COMMON_SHARE = 0.5;

/** chardet judges by frequencies only what has more than ten characters; repeated, a short text has them. */
const REPEATED_BYTES = 512;

/** Others that come so near to the best one could be meant as well, where chardet is sure of none. */
const NEAR = 15;

/**
 * @param isMixed whether second bytes within ASCII count as well.
 * @returns the likeliest first, and others only where they are nearly as likely; empty where a sample is rather not of these.
 */
export function eastAsianEncodings(sample: Uint8Array, isMixed = false): string[] {
  const repeated = Buffer.concat(Array.from({ length: Math.ceil(REPEATED_BYTES / sample.length) }, () => sample));
  const candidates = candidatesOf(repeated);
  const found: { name: string; score: number; confidence: number }[] = [];
  for (const { name, common } of ENCODINGS) {
    if (decodedAs(name, sample) === null) continue;
    const share = commonShare(sample, common, isMixed ? 0x40 : 0x80);
    const confidence = candidates.find(candidate => candidate.name === name)?.confidence ?? 0;
    if (confidence < SURE && share < COMMON_SHARE) continue;
    const score = (confidence < SURE ? 0 : confidence) + 100 * share;
    found.push({ name, score, confidence });
  }
  // Those that are equal stay in the order above.
  const [best, ...others] = found.sort((a, b) => b.score - a.score);
  if (!best) return [];
  const near = best.confidence >= SURE ? [] : others.filter(({ score }) => score >= best.score - NEAR);
  return [best, ...near].map(({ name }) => name);
}

/**
 * The share of double-byte characters that are common ones and whose second byte is beyond ASCII, too. In European texts
 * a single byte beyond ASCII mostly stands before an ASCII letter.
 */
function commonShare(bytes: Uint8Array, ranges: readonly Range[], leastSecond: number): number {
  let all = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    all++;
    const next = bytes[++i] ?? 0;
    if (next >= leastSecond && ranges.some(([from, to]) => lead >= from && lead <= to)) common++;
  }
  return all > 0 ? common / all : 0;
}
