import { type Figure, MOST_FIGURES, numberFrom } from './figure.ts';
import { figuresOf, looseJson } from './json.ts';

const TOKEN =
  /(?<![\w.])[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|nan|NaN|inf|Inf|[Ii]nfinity)(?![\w.]*[A-Za-z_])/g;
/** As much of the text before a number is looked at for its name. */
const MOST_NAME = 80;
/** Words that say that what follows is measured on held-out data. */
const HELD_OUT = /\b(test|val|valid|validation|dev|eval|evaluation)\b/i;
const LEVELS = /\b(?:INFO|DEBUG|WARNING|WARN|TRACE)\b/g;

/**
 * The figures in a printed line. An object (JSON, `[tune-metric]: {…}`, a printed Python dict) gives its members; in other text each number
 * has the words right before it as its name, behind the word for held-out data where one came earlier:
 * `Test set: Average loss: 0.05` is `test average loss`. A number without words of its own has no name and is passed over, as in
 * `[640/60000 (1%)]`; in a line without any letters the numbers are `#1`, `#2`, ….
 */
export function figuresIn(line: string): Figure[] {
  const brace = line.indexOf('{');
  if (brace >= 0 && line.trimEnd().endsWith('}')) {
    const object = figuresOf(looseJson(line.slice(brace).trim()));
    if (object.length > 0) return object;
  }
  if (!/\p{L}/u.test(line.replace(/\b(?:nan|inf|infinity)\b/gi, ''))) return columns(line);
  const figures: Figure[] = [];
  const heldOut = HELD_OUT.exec(line);
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    const { index } = match;
    const before = line.slice(Math.max(end, index - MOST_NAME), index);
    end = index + match[0].length;
    const name = nameIn(before);
    if (name === '') continue;
    const qualified = heldOut && heldOut.index < index && !HELD_OUT.test(name.replaceAll(/[_/.-]/g, ' '));
    figures.push({
      name: qualified ? `${heldOut[0].toLowerCase()} ${name}` : name,
      value: (numberFrom(match[0]) ?? Number.NaN) / outOf(name, line.slice(end, end + 24)),
    });
    if (figures.length >= MOST_FIGURES) break;
  }
  return figures;
}

/** `Accuracy: 9822/10000` is a share; `Epoch 2/10` is not. */
const outOf = (name: string, after: string): number =>
  /\b(acc|accuracy|correct)$/.test(name) ? Number(/^\/(\d+)\b/.exec(after)?.[1] ?? 1) : 1;

/** The words that name a number, of the text before it: the last ones that no bracket, comma or the like parts from it. */
function nameIn(before: string): string {
  const last = before.split(/[,;|()[\]{}<>\t]|\s-\s|:\s(?=.*\p{L})/u).at(-1) ?? '';
  const words = last.replace(LEVELS, ' ').replace(/[\s:=]+$/, '');
  if (!/\p{L}/u.test(words)) return '';
  const equals = /=\s*$/.test(last) ? words.split(/\s+/).at(-1) : words;
  return (equals ?? '')
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[^\p{L}\p{N}_%]+$/u, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

const columns = (line: string): Figure[] =>
  (line.match(TOKEN) ?? [])
    .slice(0, MOST_FIGURES)
    .map((written, i) => ({ name: `#${i + 1}`, value: numberFrom(written) ?? Number.NaN }));
