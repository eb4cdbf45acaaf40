import { Refusal } from '#shared/contract/refusal.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import { notAsChosen } from './chosen.ts';
import { lineEnds, undecodable } from './undecodable.ts';

/**
 * A file's text in pieces, without its byte order mark.
 * @param onProgress hears what share of the file has been read, 0 to 1.
 * @throws Refusal where bytes are not valid in that encoding or the file is no text, with the line; where it can't be read.
 */
export async function* textOf(
  file: SourceFile,
  encoding: Encoding,
  onProgress?: (done: number) => void,
): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding.name, { fatal: true });
  let pieces = 0;
  let line = 1;
  /** No piece: the end of the file. */
  const decoded = async (piece?: Uint8Array): Promise<string> => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw await undecodable(file, encoding, pieces);
    }
  };
  const checked = (text: string): string => {
    const zero = text.indexOf('\0');
    if (zero >= 0 && encoding.detected) throw notAsChosen(file, encoding);
    if (zero >= 0)
      throw new Refusal('error.data.encoding.binary', {
        file: file.name,
        line: line + lineEnds(text.slice(0, zero)),
      });
    line += lineEnds(text);
    return text;
  };
  for await (const piece of file.stream(onProgress)) {
    const text = checked(await decoded(piece));
    pieces++;
    if (text !== '') yield text;
  }
  await decoded();
}
