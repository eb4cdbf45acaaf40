import type { TextEncoding } from '#shared/domain/dataset.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { OnProgress } from '../raw/dataset.ts';
import { encodingOf } from '../text/chosen.ts';
import { linesOf } from '../text/lines.ts';
import { textOf } from '../text/text.ts';
import { MAX_TEXT, type TextRows } from './text-rows.ts';

/** Small files that are read at once, so that they don't wait for one another. */
const AT_ONCE = 32;

/**
 * Takes every line of every file into `rows`.
 * @returns the encoding of each file.
 */
export async function readLines(
  files: readonly SourceFile[],
  rows: TextRows,
  chosen: TextEncoding | undefined,
  onProgress: OnProgress,
): Promise<Encoding[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const encodings: Encoding[] = [];
  let done = 0;
  for (const [i, file] of files.entries()) {
    const encoding = await encodingOf(file, chosen);
    const before = done;
    const onShare = (share: number): void => onProgress(total === 0 ? share : (before + share * file.size) / total);
    for await (const { line, text } of linesOf(file, encoding, onShare)) rows.add(text, i, line);
    encodings.push(encoding);
    done += file.size;
  }
  return encodings;
}

/**
 * Takes every file into `rows` as one text.
 * @returns the encoding of each file.
 */
export async function readDocuments(
  files: readonly SourceFile[],
  rows: TextRows,
  chosen: TextEncoding | undefined,
  onProgress: OnProgress,
): Promise<Encoding[]> {
  const encodings: Encoding[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const documents = await Promise.all(files.slice(from, from + AT_ONCE).map(file => documentOf(file, chosen)));
    for (const [i, { text, encoding }] of documents.entries()) {
      rows.add(text, from + i, null);
      encodings.push(encoding);
    }
    onProgress(encodings.length / files.length);
  }
  return encodings;
}

/** A file as one text. */
export async function documentOf(
  file: SourceFile,
  chosen: TextEncoding | undefined,
): Promise<{ text: string; encoding: Encoding }> {
  const encoding = await encodingOf(file, chosen);
  let text = '';
  for await (const piece of textOf(file, encoding)) {
    text += piece;
    if (text.length > MAX_TEXT) break;
  }
  return { text, encoding };
}
