import stringWidth from 'string-width';
import { harmless, LANGUAGE } from '../say.ts';

/** As wide as the terminal, within what reads well; output that goes elsewhere gets a width of its own. */
export const lineWidth = (): number => Math.min(120, Math.max(80, process.stdout.columns ?? 100));

/** What stays on one line: a Chinese character with the signs that belong to it, a word, or a space. */
const PIECES = /[（“《]*\p{Script=Han}[，。；：！？、）”》]*|[^\s\p{Script=Han}]+|\s+/gu;

// Made at the first question, as making it takes longer than most commands have to do.
let letters: Intl.Segmenter | null = null;

/** A text in lines of at most so many columns: broken between words, in Chinese between characters, never before a comma. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const [piece] of paragraph.matchAll(PIECES)) {
      if (stringWidth((line + piece).trimEnd()) <= width) {
        line += piece;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = piece.trimStart();
      while (stringWidth(line) > width) {
        const part = cut(line, width);
        lines.push(part);
        line = line.slice(part.length);
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** The beginning of a text, at most so many columns wide. */
function cut(text: string, width: number): string {
  let part = '';
  letters ??= new Intl.Segmenter(LANGUAGE, { granularity: 'grapheme' });
  for (const { segment } of letters.segment(text)) {
    if (part !== '' && stringWidth(part + segment) > width) break;
    part += segment;
  }
  return part;
}

/** No line shows more of a text than that, so no more of it is looked at. */
const LONGEST = 1000;

/** A foreign text on one line of at most so many columns, with … where something had to go. */
export const shorten = (text: string, width: number): string =>
  clip(harmless(text.slice(0, LONGEST).replaceAll(/\s+/g, ' ')).trim(), width);

/** A line of at most so many columns. */
export const clip = (line: string, width: number): string =>
  stringWidth(line) <= width ? line : `${cut(line, width - 1).trimEnd()}…`;

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Terms, each with its explanation beside it, wrapped in a column of its own. */
export function definitions(rows: readonly (readonly [term: string, explanation: string])[], width: number): string {
  const left = Math.max(...rows.map(([term]) => stringWidth(term))) + 2;
  return rows.map(([term, explanation]) => indented(pad(term, left), explanation, width)).join('\n');
}

/** A text behind a mark, its further lines under its first. */
export function indented(mark: string, text: string, width: number): string {
  const left = stringWidth(mark);
  const [first = '', ...rest] = wrap(text, width - left);
  return [mark + first, ...rest.map(line => ' '.repeat(left) + line)].join('\n');
}
