import type { Random } from '#shared/method/random.ts';
import { chance, length, pick, shuffled, within } from '../draw.ts';

type Mutation = (random: Random, text: string) => string;

/** Texts beyond it are not made longer. */
const MAX_CHARACTERS = 4_000_000;

/** Cells that a reader may take for something else than they are. */
const WILD_CELLS: readonly string[] = [
  ...['', ' ', '\u00a0', 'NA', 'NaN', '-', '?', 'none', 'null', '缺失', 'Infinity', '-Infinity', 'inf'],
  ...['1e308', '-1e308', '1e309', '-1e400', '1e-400', '5e-324', '9'.repeat(400), `0.${'0'.repeat(400)}1`, '1e5e5'],
  ...['0x10', '1_000', '--5', '+-1', '−7', '١٢٣', '１２', '1,234,567.89', '1.234.567,89', "1'234", '1 234', '.', ','],
  ...['9007199254740993', '123456789012345678901234567890', '00012', '1e', 'e1', '+', '4294967296', '-2147483649'],
  ...['2024-13-45', '0000-00-00', '9999-12-31', '2024-02-30T25:61:61Z', '1.1.0001', '03/04/2024', '2024年13月1日'],
  ...['__proto__', 'constructor', 'toString', 'length', 'hasOwnProperty', 'undefined', 'true', '[object Object]'],
  ...['{name}', '{{count}}', '$t(error.data.failed)', '%s%n', '=1+1', '../../etc/passwd', '<b>', '&amp;', '\\', '\\n'],
  ...['\u001b[31m', '\u0007', '\u202e', '\u200b', '\ufeff', '\ufffd', '\ud800', '\udfff', '🙂', 'e\u0301', '中文', 'ﷺ'],
  ...['"', '""', '"""', "'", '“', 'x'.repeat(5000), 'a b '.repeat(500), 'class', 'label', 'id', '1', '0'],
];

/** What can stand anywhere between characters. */
const WILD_PIECES: readonly string[] = [
  ...['"', '""', '"\n"', '\n"', '",', ',"', '\0', '\u001a', '\b', '\u001b[2J', '\ufeff', '\u0085', '\u2028', '\ud83d'],
  ...['\n', '\r', '\r\n', '\n\n\n', '\r\r\n', '\v', '\f', ',', ';', '\t', '|', ',,,,', '\n,\n', '#', '\n# note\n'],
];

const SEPARATORS = [',', ';', '\t', '|'];

const place = (random: Random, text: string): number => random.below(text.length + 1);

const insertAt = (text: string, at: number, piece: string): string => text.slice(0, at) + piece + text.slice(at);

const insertPiece: Mutation = (random, text) => {
  let changed = text;
  for (let n = within(random, 1, 4); n > 0; n--)
    changed = insertAt(changed, place(random, changed), pick(random, WILD_PIECES));
  return changed;
};

/** Repeats something so often that a line, a row or a number of columns becomes too long. */
const insertLong: Mutation = (random, text) => {
  const piece = pick(random, [
    'x',
    '1',
    '"',
    '""',
    'word ',
    ',',
    ';',
    '\t',
    '1,',
    'a"b',
    '中',
    '\n',
    '\r',
    '\n"',
    '",',
  ]);
  const count = pick(random, [100, 3000, 20_000, 100_000, 1_000_001]);
  return insertAt(text, place(random, text), piece.repeat(Math.ceil(count / piece.length)));
};

/** Puts part of the text into quotes, and that into quotes again. */
const deepQuotes: Mutation = (random, text) => {
  const from = place(random, text);
  const to = Math.min(text.length, from + length(random, text.length + 1));
  let part = text.slice(from, to);
  for (let depth = within(random, 1, 16); depth > 0 && part.length < MAX_CHARACTERS / 4; depth--)
    part = `"${part.replaceAll('"', '""')}"`;
  return text.slice(0, from) + part + text.slice(to);
};

const mostFrequentSeparator = (text: string): string => {
  const line = text.slice(0, 2000);
  return SEPARATORS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0]!;
};

/** Changes cells, without regard to quotes. */
function mapCells(text: string, change: (cell: string, row: number, column: number) => string): string {
  const separator = mostFrequentSeparator(text);
  return text
    .split('\n')
    .map((line, row) =>
      line
        .split(separator)
        .map((cell, column) => change(cell, row, column))
        .join(separator),
    )
    .join('\n');
}

const wildCells: Mutation = (random, text) => {
  const share = pick(random, [0.005, 0.05, 0.3]);
  return mapCells(text, cell => (chance(random, share) ? pick(random, WILD_CELLS) : cell));
};

const wildColumn: Mutation = (random, text) => {
  const column = random.below(text.split('\n', 1)[0]!.split(mostFrequentSeparator(text)).length);
  const share = pick(random, [0.1, 0.9, 1]);
  const cells = Array.from({ length: within(random, 1, 3) }, () => pick(random, WILD_CELLS));
  return mapCells(text, (cell, row, at) =>
    row > 0 && at === column && chance(random, share) ? pick(random, cells) : cell,
  );
};

const wildHeader: Mutation = (random, text) => {
  const names = [...WILD_CELLS.filter(cell => cell.length < 50), 'target', 'y', 'quality', 'text'];
  return mapCells(text, (cell, row) => (row === 0 && chance(random, 0.4) ? pick(random, names) : cell));
};

const lines =
  (change: (random: Random, lines: string[]) => string[]): Mutation =>
  (random, text) =>
    change(random, text.split('\n')).join('\n');

const deleteLines = lines((random, all) => {
  const share = pick(random, [0.02, 0.5, 0.9]);
  return all.filter(() => !chance(random, share));
});
const repeatLines = lines((random, all) => {
  const share = pick(random, [0.05, 1]);
  const times = pick(random, [2, 7, 40, 40, 1000]);
  return all.flatMap(line => (chance(random, share) ? Array.from({ length: times }, () => line) : [line]));
});
const shuffleLines = lines((random, all) => shuffled(random, all));
const headLines = lines((random, all) => all.slice(0, random.below(25)));
const before = lines((random, all) => [
  ...Array.from({ length: within(random, 1, 4) }, () =>
    pick(random, ['# a note', 'Title, with a comma', 'sep=;', 'sep=,', '', '   ', '-----', 'sep=']),
  ),
  ...all,
]);

const otherSeparator: Mutation = (random, text) =>
  text.replaceAll(pick(random, SEPARATORS), pick(random, [...SEPARATORS, ' ', '\u001f', '"', '']));

const otherLineEnds: Mutation = (random, text) => {
  const end = pick(random, ['\r\n', '\r', '\n\r', '\u2028', '\n\n', null]);
  return text.replaceAll('\n', () => end ?? pick(random, ['\n', '\r\n', '\r']));
};

const MUTATIONS: readonly Mutation[] = [
  insertPiece,
  insertPiece,
  insertLong,
  deepQuotes,
  wildCells,
  wildCells,
  wildColumn,
  wildColumn,
  wildHeader,
  deleteLines,
  repeatLines,
  shuffleLines,
  headLines,
  before,
  otherSeparator,
  otherLineEnds,
];

/** Changes a table or text at the places that readers look at. */
export function mutateText(random: Random, text: string): string {
  const changed = pick(random, MUTATIONS)(random, text);
  return changed.length > MAX_CHARACTERS ? changed.slice(0, MAX_CHARACTERS) : changed;
}
