/**
 * A text's words as 32-bit hashes (FNV-1a), for comparing texts: case, spaces and punctuation don't count; a character of a
 * script without spaces is a word. A text without letters or digits is compared sign by sign.
 */
export function wordHashes(text: string): number[] {
  const lower = text.toLowerCase();
  const words: number[] = [];
  let hash = FNV_OFFSET;
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === WORD) hash = Math.imul(hash ^ code, FNV_PRIME);
    else {
      if (hash !== FNV_OFFSET) words.push(hash);
      hash = FNV_OFFSET;
      if (kind === ALONE) words.push(Math.imul(FNV_OFFSET ^ code, FNV_PRIME));
    }
  }
  if (hash !== FNV_OFFSET) words.push(hash);
  return words.length > 0 ? words : Array.from(lower.trim(), sign => sign.codePointAt(0)!);
}

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

const BETWEEN = 0;
const WORD = 1;
const ALONE = 2;

/** What a UTF-16 code unit is to a text: part of a word, a word alone, or between words. */
const KINDS = new Uint8Array(0x10000).fill(255);

function kindOf(code: number): number {
  const known = KINDS[code]!;
  if (known !== 255) return known;
  const sign = String.fromCharCode(code);
  const alone =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  // Halves of surrogate pairs (emoji, rare ideographs) are words of their own.
  const kind =
    alone.test(sign) || (code >= 0xd800 && code <= 0xdfff) ? ALONE : /[\p{L}\p{N}\p{M}]/u.test(sign) ? WORD : BETWEEN;
  KINDS[code] = kind;
  return kind;
}
