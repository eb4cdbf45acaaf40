import type { Encoding } from '../encoding/encoding.ts';
import { guessEncoding } from '../encoding/guess.ts';
import { utf16Of } from '../encoding/utf16.ts';
import type { SourceFile } from '../files/file-set.ts';
import { sampleOf } from './sample.ts';

const BEGINNING_BYTES = 64 * 1024;

/**
 * How the characters of a text file are written: as a byte order mark says; as UTF-8 where all of the file is valid as
 * that; else as its bytes beyond ASCII suggest. Of a file that is no text it gives any encoding, and `textOf` refuses it.
 * @throws Refusal where the file can't be read.
 */
export async function detectEncoding(file: SourceFile): Promise<Encoding> {
  const isUtf8 = utf8Check();
  let beginning: Uint8Array | null = null;
  for await (const piece of file.stream()) {
    if (!beginning) {
      beginning = piece.subarray(0, BEGINNING_BYTES);
      const marked = markedEncoding(beginning);
      if (marked) return { name: marked, bom: true };
      const utf16 = utf16Of(beginning);
      if (utf16) return { name: utf16, bom: false };
    }
    if (!isUtf8(piece)) return guessed(file);
  }
  return isUtf8() ? { name: 'utf-8', bom: false } : guessed(file);
}

const guessed = async (file: SourceFile): Promise<Encoding> => ({
  ...guessEncoding(await sampleOf(file)),
  bom: false,
});

function markedEncoding([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** Takes a file piece by piece, and no piece at its end; says whether it is UTF-8 so far. */
function utf8Check(): (piece?: Uint8Array) => boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return piece => {
    try {
      if (piece) decoder.decode(piece, { stream: true });
      else decoder.decode();
      return true;
    } catch {
      return false;
    }
  };
}
