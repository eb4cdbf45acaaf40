import type { SourceFile } from '../files/file-set.ts';
import type { Encoding } from './encoding.ts';
import { guessEncoding } from './guess.ts';
import { utf16Of } from './utf16.ts';

const BEGINNING_BYTES = 64 * 1024;
const SAMPLE_BYTES = 64 * 1024;

/** A longer line is judged by its beginning. */
const LINE_BYTES = 8 * 1024;

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

/** Lines with bytes beyond ASCII, however late in the file the first one comes. */
async function sampleOf(file: SourceFile): Promise<Uint8Array> {
  const sample: Uint8Array[] = [];
  let bytes = 0;
  let rest: Uint8Array = new Uint8Array();
  const take = (line: Uint8Array) => {
    if (line.every(byte => byte < 0x80)) return;
    sample.push(line.subarray(0, LINE_BYTES));
    bytes += Math.min(line.length, LINE_BYTES);
  };
  for await (const piece of file.stream()) {
    let from = 0;
    for (let end = piece.indexOf(0x0a); end >= 0 && bytes < SAMPLE_BYTES; end = piece.indexOf(0x0a, from)) {
      take(Buffer.concat([rest, piece.subarray(from, end + 1)]));
      rest = new Uint8Array();
      from = end + 1;
    }
    if (bytes >= SAMPLE_BYTES) break;
    rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > LINE_BYTES) {
      take(rest);
      rest = new Uint8Array();
    }
  }
  if (bytes < SAMPLE_BYTES) take(rest);
  return Buffer.concat(sample);
}
