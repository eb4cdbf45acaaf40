/** Writes a text as bytes. */
type Encode = (text: string) => Buffer;

const swapped = (bytes: Buffer): Buffer => bytes.swap16();
const withMark =
  (encode: Encode): Encode =>
  text =>
    encode(`\ufeff${text}`);
const utf8: Encode = text => Buffer.from(text, 'utf8');
const utf16le: Encode = text => Buffer.from(text, 'utf16le');
const latin1: Encode = text => Buffer.from(text, 'latin1');
const utf16be: Encode = text => swapped(utf16le(text));

/** Every character of two bytes in GB18030, by what the decoder makes of all of them. */
function gb18030Table(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd') table.set(character, lead * 256 + trail);
    }
  return table;
}

let known: ReadonlyMap<string, number> | undefined;

const gb18030: Encode = text => {
  known ??= gb18030Table();
  const bytes: number[] = [];
  for (const character of text) {
    const code = known.get(character);
    if (character.charCodeAt(0) < 0x80) bytes.push(character.charCodeAt(0));
    else if (code === undefined) bytes.push(0x3f);
    else bytes.push(code >> 8, code & 0xff);
  }
  return Buffer.from(bytes);
};

/** The encodings that Descent promises to read, UTF-8 the most likely. */
export const ENCODINGS: readonly Encode[] = [
  ...[utf8, utf8, utf8, utf8, withMark(utf8)],
  ...[utf16le, utf16be, withMark(utf16le), withMark(utf16be)],
  ...[latin1, gb18030],
];
