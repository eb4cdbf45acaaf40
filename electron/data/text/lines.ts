import { Refusal } from '#shared/contract/refusal.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import { MAX_LINE_CHARACTERS } from '../raw/limits.ts';
import { textOf } from './text.ts';

/** A line of a file, without its end. */
export interface Line {
  /** From 1. */
  line: number;
  text: string;
}

/**
 * A file's lines. They end with `\n`, `\r\n` or `\r` alone; other characters that Unicode calls line ends (NEL, which is
 * an ellipsis read in the wrong encoding, and U+2028) are text.
 * @throws Refusal like `textOf`, and where a line is longer than `MAX_LINE_CHARACTERS`.
 */
export async function* linesOf(
  file: SourceFile,
  encoding: Encoding,
  onProgress?: (done: number) => void,
): AsyncIterable<Line> {
  let line = 0;
  let rest = '';
  for await (const piece of textOf(file, encoding, onProgress)) {
    const text = rest + piece;
    // A `\r` at the end may be half of `\r\n`.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    rest = lines.pop()! + text.slice(whole.length);
    for (const text of lines) yield { line: ++line, text };
    if (rest.length > MAX_LINE_CHARACTERS)
      throw new Refusal('error.data.encoding.longLine', {
        file: file.name,
        line: line + 1,
        limit: MAX_LINE_CHARACTERS,
      });
  }
  if (rest === '') return;
  for (const text of rest.replace(/\r$/, '').split('\r')) yield { line: ++line, text };
}
