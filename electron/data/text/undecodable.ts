import { Refusal } from '#shared/contract/refusal.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';

/** What of the line stands before the bytes, so that they can be found. */
const BEFORE_CHARACTERS = 40;

/**
 * What is said of a file with bytes that are not valid in its encoding. A decoder only says that there are some, so the
 * file is read again up to there, and the last pieces byte by byte.
 * @param piece which of the file's pieces holds them, from 0; after the last: the file ends within a character.
 */
export async function undecodable(file: SourceFile, { name, detected }: Encoding, piece: number): Promise<Refusal> {
  const decoder = new TextDecoder(name, { fatal: true });
  let line = 1;
  let before = '';
  let held: number[] = [];
  const refusal = (): Refusal => {
    const bytes = held.map(byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
    const text = before.slice(before.lastIndexOf('\n') + 1).slice(-BEFORE_CHARACTERS);
    const what = text.trim() === '' ? 'invalidFirst' : 'invalid';
    const values = { file: file.name, line, encoding: encodingName(name), bytes, before: text.trim() };
    if (!detected) return new Refusal(`error.data.encoding.${what}`, values);
    return new Refusal(`error.data.encoding.${what}AsChosen`, { ...values, detected: encodingName(detected) });
  };
  const take = (text: string) => {
    line += lineEnds(text);
    before = (before + text).slice(-BEFORE_CHARACTERS * 2);
  };
  let index = 0;
  for await (const bytes of file.stream()) {
    // They may begin in the piece before.
    if (index++ < piece - 1) {
      take(decoder.decode(bytes, { stream: true }));
      continue;
    }
    for (const byte of bytes) {
      held.push(byte);
      try {
        const text = decoder.decode(Uint8Array.of(byte), { stream: true });
        if (text === '') continue;
        take(text);
        held = [];
      } catch {
        return refusal();
      }
    }
  }
  return refusal();
}

/** How many lines end in a text; of `\r\n`, the `\n` counts, and a lone `\r` does not. */
export function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
