/** Of a hundred characters, so many may be of blocks that texts hardly use. */
const MOST_RARE = 5;

/**
 * Whether bytes without a byte order mark are UTF-16, and of which byte order. Line ends and separators have a zero byte
 * there, which no other encoding of text has.
 * @param beginning of a file.
 * @returns null where they are not.
 */
export function utf16Of(beginning: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (!beginning.includes(0)) return null;
  const [best] = (['utf-16le', 'utf-16be'] as const)
    .map(name => ({ name, count: separators(beginning, name) }))
    .sort((a, b) => b.count - a.count);
  return best!.count > 0 ? best!.name : null;
}

/** Whether bytes of which somebody says that they are UTF-16 may be that: whole characters, few of them rare. */
export function looksLikeUtf16(beginning: Uint8Array, name: 'utf-16le' | 'utf-16be'): boolean {
  const text = decoded(beginning, name);
  return (
    text !== null &&
    [...text].filter(character => isRare(character.charCodeAt(0))).length * 100 <= MOST_RARE * text.length
  );
}

function decoded(bytes: Uint8Array, name: string): string | null {
  try {
    // As a stream, since the beginning may end within a character.
    return new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** How many line ends, spaces, commas and semicolons there are; 0 where something else is no text. */
function separators(bytes: Uint8Array, name: string): number {
  const text = decoded(bytes, name);
  if (text === null) return 0;
  let count = 0;
  let rare = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isControl(code)) return 0;
    if (isRare(code)) rare++;
    if (SEPARATORS.has(code)) count++;
  }
  return rare * 100 <= MOST_RARE * text.length ? count : 0;
}

const SEPARATORS = new Set([...'\t\n\r ,;'].map(character => character.charCodeAt(0)));

const isControl = (code: number): boolean => (code < 32 && !SEPARATORS.has(code)) || code >= 0xfffe;

/**
 * Symbols and ideographs that few know, old scripts, and those with a line end for a first byte (Gurmukhi, Gujarati):
 * what pairs of ASCII characters would be.
 */
const isRare = (code: number): boolean =>
  (code >= 0x0700 && code < 0x0900) ||
  (code >= 0x0a00 && code < 0x0b00) ||
  (code >= 0x2050 && code < 0x3000) ||
  (code >= 0x3100 && code < 0x4e00);
