/** Stands in the preprocessing record; to be raised with every change of what `tokenise` gives. */
export const TOKENISER_VERSION = 1;

/** Scripts that put no spaces between words. Script_Extensions, because `ー` and `々`, for two, belong to several scripts. */
const UNSPACED = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]`;
const CHARACTER = String.raw`[[\p{L}\p{N}]&&${UNSPACED}]`;
const LETTER = String.raw`[[\p{L}\p{N}]--${UNSPACED}]`;
const PICTURE = String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|[\u{E0020}-\u{E007E}]+\u{E007F})?`;

const TOKEN = new RegExp(
  [
    // A word, with its accents; inside of it an apostrophe, a joiner, or the sign before decimals or thousands.
    String.raw`${LETTER}(?:${LETTER}|\p{M}|['\u200D](?=${LETTER})|(?<=\p{N})[.,](?=\p{N}))*`,
    String.raw`${CHARACTER}\p{M}*`,
    // An emoji, also a family of them and a flag (Unicode Technical Standard 51, section 1.4.9).
    String.raw`${PICTURE}(?:\u200D${PICTURE})*`,
    String.raw`\p{Regional_Indicator}{2}`,
    '[!?؟]',
  ].join('|'),
  'gv',
);

const APOSTROPHES = /[`´‘’ʼ＇]/g;
/** Soft hyphen, zero-width non-joiner, word joiner, byte order mark, variation selectors: nobody sees them. */
const INVISIBLE = /\u00AD|\u200C|\u2060|\uFE0E|\uFE0F|\uFEFF/g;

/** The same as data, for who tokenises elsewhere: what is replaced first, one after the other, then NFKC, lower case, and every match is a token. */
export const TOKENISER = {
  replacements: [
    { pattern: APOSTROPHES.source, with: "'" },
    { pattern: INVISIBLE.source, with: '' },
  ],
  normalisation: 'NFKC',
  lowerCase: true,
  /** A regular expression of ECMAScript 2024 with the flags g and v. */
  token: TOKEN.source,
} as const;

/**
 * A text's tokens, in its order: words in lower case (`don't` and `3.5` are one each), `!` and `?`, emoji, and single characters
 * where a script has no spaces between words (`很好看` gives three). Other punctuation is left out. Compatibility forms are made
 * one first (Unicode NFKC): `ＡＢＣ１` and `abc1` are the same.
 */
export function tokenise(text: string): string[] {
  const plain = text.replace(APOSTROPHES, "'").replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  return plain.match(TOKEN) ?? [];
}
