import type { Random } from '#shared/method/random.ts';
import { npyBytes, npyFile, npyTexts } from '../../unit/npy-bytes.ts';
import { zipBytes } from '../../unit/zip-bytes.ts';
import { chance, noise, pick, within } from '../draw.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { sentence } from '../seeds/sentences.ts';
import type { Draw, Files } from '../source.ts';
import { drawChoice } from './choice.ts';

const WHOLE = ['|u1', '|i1', '<u2', '>i2', '<i4', '>i4', '<i8', '>u8'] as const;
const FLOATS = ['<f4', '>f4', '<f8', '>f8'] as const;
const WILD = ['|O', '<c16', '<M8[ns]', '<f16', '|V8', "[('a', '<f8'), ('b', '<i4')]", '<U0', '|S0', '', 'f8'] as const;
const WILD_SHAPES = [[], [0], [0, 4], [20, 0], [1, 1, 1, 1, 1], [2 ** 31, 2 ** 31], [40, 2, 2, 2]] as const;

/** Values as a type holds them. */
function values(random: Random, type: string, count: number): number[] {
  const most = pick(random, [1, 2, 10, 100]);
  const isFloat = (FLOATS as readonly string[]).includes(type);
  const wild = isFloat && chance(random, 0.05) ? pick(random, [Number.NaN, Number.POSITIVE_INFINITY, 1e300, -0]) : null;
  const scale = pick(random, [1, 1 / most, 1e-30]);
  return Array.from({ length: count }, (_, i) => {
    if (wild !== null && i % 13 === 5) return wild;
    return isFloat ? pick(random, [random.normal(), within(random, 0, most)]) * scale : within(random, 0, most);
  });
}

function array(random: Random, shape: readonly number[]): Buffer {
  if (chance(random, 0.04))
    return npyFile(pick(random, WILD), pick(random, [shape, ...WILD_SHAPES]), noise(random, 200));
  const type = pick(random, [...WHOLE, ...FLOATS]);
  const count = shape.reduce((product, size) => product * size, 1);
  return npyBytes(type, shape, values(random, type, count), chance(random, 0.3), pick(random, [1, 1, 2, 3]));
}

function labels(random: Random, rows: number): Buffer {
  const classes = pick(random, [1, 2, 3, 10, rows]);
  const of = (row: number): number => (chance(random, 0.9) ? row % classes : within(random, 0, classes));
  const codes = Array.from({ length: rows }, (_, row) => of(row));
  switch (within(random, 0, 4)) {
    case 0:
      return npyTexts(
        codes.map(code => `class ${code}`),
        10,
        chance(random, 0.3),
      );
    case 1:
      return npyBytes(
        '<f8',
        [rows],
        codes.map(code => code + pick(random, [0, 0.5])),
      );
    case 2:
      return npyBytes(
        '<f4',
        [rows, classes],
        codes.flatMap(code => Array.from({ length: classes }, (_, i) => +(i === code))),
      );
    default:
      return npyBytes(
        pick(random, ['|u1', '<i4', '<i8']),
        pick(random, [[rows], [rows, 1]]),
        codes.map(code => code % 200),
      );
  }
}

const NAMES: readonly (readonly [part: string, x: string, y: string])[][] = [
  [['', 'X', 'y']],
  [['', 'arr_0', 'arr_1']],
  [['', 'data', 'labels']],
  [['', '__proto__', 'toString']],
  [
    ['train', 'x_train', 'y_train'],
    ['test', 'x_test', 'y_test'],
  ],
  [
    ['train', 'train_images', 'train_labels'],
    ['val', 'val_images', 'val_labels'],
    ['test', 'test_images', 'test_labels'],
  ],
];

/** Arrays of NumPy: alone, in a folder, or as an .npz. */
export const npy: Draw = async random => {
  const inner = pick(random, [[], [1], [4], [64], [8, 8], [8, 8, 1], [9, 8, 3], [3, 8, 9], [16, 5], [2, 2, 2, 2]]);
  const hasTexts = chance(random, 0.1);
  const arrays: [string, Buffer][] = [];
  for (const [, x, y] of pick(random, NAMES)) {
    const rows = pick(random, [0, 3, within(random, 20, 90), 90]);
    arrays.push([
      x,
      hasTexts
        ? npyTexts(
            Array.from({ length: rows }, () => sentence(random)),
            80,
          )
        : array(random, [rows, ...inner]),
    ]);
    if (chance(random, 0.95)) arrays.push([y, labels(random, chance(random, 0.97) ? rows : rows + 1)]);
  }
  const files: Files = new Map(
    arrays.map(([name, bytes]) => [`${name}.npy`, chance(random, 0.1) ? mutateBytes(random, bytes) : bytes]),
  );
  const choice = drawChoice(random);
  if (chance(random, 0.2)) return { files, open: pick(random, ['', [...files.keys()][0]!]), choice };
  const packed = zipBytes([...files].map(([name, content]) => ({ name, content })));
  return { files: new Map([['a.npz', packed]]), open: 'a.npz', choice };
};
