import type { SourceFile } from '../files/file-set.ts';
import type { Encoding } from './encoding.ts';
import { guessEncoding } from './guess.ts';
import { sampleOf } from './sample.ts';
import { utf16Of } from './utf16.ts';

const BEGINNING_BYTES = 64 * 1024;
/**
 * How the characters of a text file are written: as a byte order mark says; as UTF-8 where all of the file is valid as
 * that; else as its non-ASCII bytes suggest. Of a file that is no text it gives any encoding, and `textOf` refuses it.
 * @throws Refusal where the file can't be read.
 */
export async function detectEncoding(file: SourceFile): Promise<Encoding> {
  const beginning = await file.beginning(BEGINNING_BYTES);
  const marked = markedEncoding(beginning);
  if (marked) return { name: marked, bom: true };
  const utf16 = utf16Of(beginning);
  if (utf16) return { name: utf16, bom: false };
  if (await isUtf8(file)) return { name: 'utf-8', bom: false };
  return { name: guessEncoding(await sampleOf(file)), bom: false };
}

function markedEncoding([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

async function isUtf8(file: SourceFile): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  /** No piece: the end of the file. */
  const decodes = (piece?: Uint8Array): boolean => {
    try {
      if (piece) decoder.decode(piece, { stream: true });
      else decoder.decode();
      return true;
    } catch {
      return false;
    }
  };
  for await (const piece of file.stream()) if (!decodes(piece)) return false;
  return decodes();
}
