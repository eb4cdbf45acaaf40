import { isAscii } from 'node:buffer';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataWarning } from '#shared/domain/data-report.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import type { Encoding } from '../encoding/encoding.ts';
import { looksLikeUtf16 } from '../encoding/utf16.ts';
import type { SourceFile } from '../files/file-set.ts';
import { detectEncoding } from './detect.ts';

const BEGINNING_BYTES = 64 * 1024;
const EXAMPLES = 5;

/**
 * How the characters of a text file are written: as the person says, else as is detected.
 * @throws Refusal where the file can't be read, or shall be UTF-16 and can't be that. What is wrong with a file in another
 * encoding shows as it is read (`textOf`).
 */
export async function encodingOf(file: SourceFile, chosen: TextEncoding | undefined): Promise<Encoding> {
  const found = await detectEncoding(file);
  if (chosen === undefined) return found;
  if (chosen === found.name) return { name: found.name, bom: found.bom };
  const encoding: Encoding = { name: chosen, bom: false, detected: found.name };
  if (isUtf16(chosen)) {
    // Nearly any bytes are characters in it, Chinese ones for the most part.
    if (isUtf16(found.name) || !looksLikeUtf16(await file.beginning(BEGINNING_BYTES), chosen))
      throw notAsChosen(file, encoding);
    return encoding;
  }
  // In these, ASCII is the same.
  return found.name === 'utf-8' && (await isAsciiFile(file)) ? { name: chosen, bom: false } : encoding;
}

const isUtf16 = (name: string): name is 'utf-16le' | 'utf-16be' => name.startsWith('utf-16');

async function isAsciiFile(file: SourceFile): Promise<boolean> {
  for await (const piece of file.stream()) if (!isAscii(piece)) return false;
  return true;
}

/** What is said of a file that makes no sense in the encoding that the person chose. */
export const notAsChosen = ({ name }: Pick<SourceFile, 'name'>, encoding: Encoding): Refusal =>
  new Refusal('error.data.encoding.notAsChosen', { file: name, ...namesOf(encoding) });

const namesOf = ({ name, detected = name }: Encoding) => ({
  encoding: encodingName(name),
  detected: encodingName(detected),
});

/** Says of which files the encoding is a guess, and how they would read in the others. */
function unsureWarnings(files: readonly Pick<SourceFile, 'name'>[], encodings: readonly Encoding[]): DataWarning[] {
  const groups = Map.groupBy(encodings.keys(), i => encodings[i]!.readings?.map(({ name }) => name).join());
  return [...groups].flatMap(([names, indices]) => {
    const [first] = indices;
    const [taken, ...others] = encodings[first!]!.readings ?? [];
    if (names === undefined || !taken) return [];
    const values = {
      encoding: encodingName(taken.name),
      others: others.map(({ name }) => encodingName(name)).join(', '),
    };
    const examples = [taken, ...others].slice(0, EXAMPLES).map(({ name, text }) => ({
      place: { file: files[first!]!.name, line: null },
      text: `${encodingName(name)}: ${text}`,
    }));
    return [{ reason: { key: 'data.encoding.unsure', values }, examples }];
  });
}

/** Says of which files the encoding is a guess, and of which the one that the person chose is not the one that would be taken. */
export function encodingWarnings(
  files: readonly Pick<SourceFile, 'name'>[],
  encodings: readonly Encoding[],
): DataWarning[] {
  return [...unsureWarnings(files, encodings), ...chosenWarnings(files, encodings)];
}

/** Says of which files the encoding that the person chose is not the one that would be taken. */
export function chosenWarnings(
  files: readonly Pick<SourceFile, 'name'>[],
  encodings: readonly Encoding[],
): DataWarning[] {
  const groups = Map.groupBy(encodings.keys(), i => encodings[i]!.detected ?? null);
  return [...groups].flatMap(([detected, indices]) =>
    detected === null
      ? []
      : [
          {
            reason: { key: 'data.encoding.chosen', values: namesOf(encodings[indices[0]!]!) },
            examples: indices.slice(0, EXAMPLES).map(i => ({ place: { file: files[i]!.name, line: null }, text: '' })),
          },
        ],
  );
}
