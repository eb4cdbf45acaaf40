import { Random } from '#shared/method/random.ts';
import { idxBytes, labelsFile, roundLabels } from '../unit/data-files.ts';
import { zipBytes } from '../unit/zip-bytes.ts';
import { noise } from './draw.ts';
import type { FuzzSource } from './source.ts';

/**
 * Sources that were once not prepared or refused as they should be, each brought down to what did it. (What only took too
 * long, rows of another width than the first, is tested with the records of tables.)
 */
export interface Regression {
  name: string;
  source: FuzzSource;
}

const table = (header: string, rows: readonly string[]): FuzzSource => ({
  files: new Map([['data.csv', Buffer.from([header, ...rows].join('\n'))]]),
  open: 'data.csv',
  choice: {},
});

const rowsOf = (count: number, row: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => row(i));

/** Images of 3 × 4 pixels and their labels; the one of class 2 stands in both parts. */
function sharedImage(): FuzzSource {
  const pixels = noise(Random.from(1), 31 * 12);
  const images = (from: number, rows: number) =>
    idxBytes(0x803, [rows, 3, 4], pixels.subarray(from * 12, (from + rows) * 12));
  const files = new Map([
    ['train-images-idx3-ubyte', images(0, 21)],
    ['train-labels-idx1-ubyte', labelsFile([...roundLabels(20, 2), 2])],
    ['t10k-images-idx3-ubyte', images(20, 11)],
    ['t10k-labels-idx1-ubyte', labelsFile([2, ...roundLabels(10, 2)])],
  ]);
  return { files, open: '', choice: {} };
}

export const REGRESSIONS: readonly Regression[] = [
  {
    name: 'a double quote that is never closed in labels beside a table was an error of the program',
    source: {
      files: new Map([
        ['X.csv', Buffer.from(['a,b', ...rowsOf(60, i => `${i * 1.5},${(i * 7) % 11}`)].join('\n'))],
        ['y.csv', Buffer.from(['label', ...rowsOf(60, i => (i === 30 ? '"yes' : i % 2 ? 'yes' : 'no'))].join('\n'))],
      ]),
      open: '',
      choice: {},
    },
  },
  { name: 'a row of a rare class that stands in the published test part too was counted twice', source: sharedImage() },
  {
    name: 'so many copies of one row that they filled parts of the target’s range alone',
    source: table('a,b,y', [
      ...rowsOf(20, i => `${i * 1.5},${(i * 7) % 11},${i * 3.25}`),
      ...rowsOf(400, () => '17.25,4,60'),
    ]),
  },
  {
    name: 'names of classes that were left out were quoted in full',
    source: table('a,b,class', [
      ...rowsOf(60, i => `${i * 1.5},${(i * 7) % 11},${i % 2 ? 'yes' : 'no'}`),
      ...rowsOf(2, i => `${i},5,${'long name '.repeat(400)}${i}`),
    ]),
  },
  {
    name: 'categories that training does not have were quoted in full',
    source: table(
      'a,b,class',
      rowsOf(120, i => {
        const category = i % 3 === 0 ? `${'word '.repeat(400)}${Math.floor(i / 6)}` : i % 2 ? 'usual' : 'other';
        return `${i * 1.5},${category},${i % 7 > 3 ? 'yes' : 'no'}`;
      }),
    ),
  },
  {
    name: 'a path of 65,535 characters in a ZIP was quoted in full',
    source: {
      files: new Map([['data.zip', zipBytes([{ name: 'x'.repeat(65_535), content: 'one\ntwo\nthree' }])]]),
      open: 'data.zip',
      choice: {},
    },
  },
  {
    name: 'a ZIP that gives a bomb’s size to a file of no bytes: its ratio was Infinity',
    source: {
      files: new Map([['data.zip', zipBytes([{ name: 'a.csv', size: 2 ** 32 - 2, packedSize: 0 }])]]),
      open: 'data.zip',
      choice: {},
    },
  },
  {
    name: 'empty images in a ZIP: the progress was NaN',
    source: {
      files: new Map([['data.zip', zipBytes([{ name: 'cats/1.png' }, { name: 'dogs/1.png' }])]]),
      open: 'data.zip',
      choice: {},
    },
  },
  {
    name: 'a target whose squares are not finite: the prepared file could not be read',
    source: table(
      'a,b,y',
      rowsOf(60, i => `${i * 1.5},${(i * 7) % 11},${i % 4 === 0 ? '1e200' : i * 3.25}`),
    ),
  },
  {
    name: 'a target whose squares vanish',
    source: table(
      'a,b,y',
      rowsOf(60, i => `${i * 1.5},${(i * 7) % 11},${i}e-310`),
    ),
  },
  {
    name: 'a number of a dev row that no float32 holds, where most rows have one value',
    source: table(
      'a,b,y',
      rowsOf(90, i => `${i * 1.5},${i === 5 ? '1e90' : i % 5 ? 0 : 1},${((i * 37) % 91) + 0.5}`),
    ),
  },
  {
    name: 'a target of a dev row that no float32 holds',
    source: table(
      'a,b,y',
      rowsOf(73, i => `${i * 1.5},${(i * 7) % 11},${i === 0 ? '1e90' : i * 3.25}`),
    ),
  },
  {
    name: 'tabs without end: looking for line ends among them took time that grew with their square',
    source: table('a b y', [...rowsOf(40, i => `${i} ${(i * 7) % 11} ${i % 2}`), '\t'.repeat(500_000)]),
  },
  {
    name: 'a name of tabs without end: the same',
    source: table(
      `"${'\t'.repeat(500_000)}x",y`,
      rowsOf(40, i => `${i * 1.5},${i % 2}`),
    ),
  },
  {
    name: 'texts without a word that comes twice: the refusal named no file',
    source: table(
      'text,label',
      rowsOf(20, i => `word${i} text${i} more${i} here${i} too${i},${i % 2 ? 'yes' : 'no'}`),
    ),
  },
  {
    name: 'a ZIP of empty text files: progress was a share of nothing',
    source: {
      files: new Map([
        [
          'data.zip',
          zipBytes([
            { name: 'pos.txt', content: '' },
            { name: 'neg.txt', content: '' },
          ]),
        ],
      ]),
      open: 'data.zip',
      choice: {},
    },
  },
];
