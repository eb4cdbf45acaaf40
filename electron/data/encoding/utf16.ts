/** A text has so much of what only a text has: ASCII characters (line ends, separators, digits). */
const ASCII_SHARE = 0.01;

/**
 * Whether bytes without a byte order mark are UTF-16, and of which byte order. ASCII characters have a zero byte there,
 * which no other encoding of text has.
 * @param beginning of a file.
 * @returns null where they are not.
 */
export function utf16Of(beginning: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (!beginning.includes(0)) return null;
  const scores = (['utf-16le', 'utf-16be'] as const).map(name => ({ name, share: asciiShare(beginning, name) }));
  const [best] = scores.sort((a, b) => b.share - a.share);
  return best!.share >= ASCII_SHARE ? best!.name : null;
}

/** The share of ASCII characters; 0 where something in it is no text. */
function asciiShare(bytes: Uint8Array, name: string): number {
  let text: string;
  try {
    // As a stream, since the beginning may end within a character.
    text = new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return 0;
  }
  let ascii = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSpace = code === 9 || code === 10 || code === 13;
    if ((code < 32 && !isSpace) || code >= 0xfffe) return 0;
    if (code < 128) ascii++;
  }
  return text.length > 0 ? ascii / text.length : 0;
}
