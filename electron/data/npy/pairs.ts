import { Refusal } from '#shared/contract/refusal.ts';
import { type PairName, pairName } from '../files/pair-names.ts';
import { namesOf } from '../raw/row-text.ts';
import { isText, type NpyArray, shapeText } from './array.ts';

export type NpyPart = 'train' | 'validation' | 'test';
const PARTS: readonly NpyPart[] = ['train', 'validation', 'test'];

/** What is learnt from and what is to be predicted, in one part; a single array may hold both. */
export interface NpyPair {
  part: NpyPart;
  x: NpyArray;
  y: NpyArray | null;
}

const named = (array: NpyArray): PairName & { array: NpyArray } => ({ array, ...pairName(array.name) });

const rowsOf = ({ shape }: NpyArray): number => shape[0] ?? 0;
const isColumn = ({ shape }: NpyArray): boolean => shape.length === 1 || (shape.length === 2 && shape[1] === 1);

/**
 * Which of several arrays are inputs and which targets, by their names (`X` and `y`, `x_train`, `test_labels`), or else, of two, by
 * their shapes. Those of no part are to train on.
 * @throws Refusal where that can't be told, or two that belong together have different numbers of rows.
 */
export function npyPairs(path: string, arrays: readonly NpyArray[]): NpyPair[] {
  const pairs = byName(arrays) ?? byShape(arrays);
  if (!pairs) {
    const found = namesOf(arrays.map(({ name, shape }) => `${name} ${shapeText(shape)}`));
    throw new Refusal('error.data.npy.unclear', { path, found });
  }
  for (const { x, y } of pairs)
    if (y && rowsOf(x) !== rowsOf(y))
      throw new Refusal('error.data.npy.rows', { path, x: x.name, y: y.name, rows: rowsOf(x), labels: rowsOf(y) });
  const [first, ...others] = pairs;
  const other = others.find(({ x }) => shapeText(x.shape.slice(1)) !== shapeText(first!.x.shape.slice(1)));
  if (other) {
    const shapes = {
      first: `${first!.x.name} ${shapeText(first!.x.shape)}`,
      second: `${other.x.name} ${shapeText(other.x.shape)}`,
    };
    throw new Refusal('error.data.npy.parts', { path, ...shapes });
  }
  return pairs;
}

function byName(arrays: readonly NpyArray[]): NpyPair[] | null {
  const known = arrays.map(named).filter(({ role, array }) => role !== null && array.shape.length > 0);
  const hasTrain = known.some(({ part }) => part === 'train');
  const pairs: NpyPair[] = [];
  for (const part of PARTS) {
    const here = known.filter(one => one.part === part || (part === 'train' && !hasTrain && one.part === null));
    const [x, secondX] = here.filter(({ role }) => role === 'x');
    const [y, secondY] = here.filter(({ role }) => role === 'y');
    if (secondX || secondY) return null;
    // A part without labels can't be judged by; that of train is looked for otherwise.
    if (x && y) pairs.push({ part, x: x.array, y: y.array });
  }
  return pairs[0]?.part === 'train' ? pairs : null;
}

function byShape(arrays: readonly NpyArray[]): NpyPair[] | null {
  const full = arrays.filter(({ shape }) => shape.length > 0);
  if (full.length === 1) {
    const [x] = full as [NpyArray];
    return x.shape.length === 2 ? [{ part: 'train', x, y: null }] : null;
  }
  if (full.length !== 2 || rowsOf(full[0]!) !== rowsOf(full[1]!)) return null;
  const y = full.filter(isColumn);
  // Of a column of texts and one of numbers, the texts are learnt from.
  const target = y.length === 2 ? y.filter(array => !isText(array)) : y;
  if (target.length !== 1) return null;
  return [{ part: 'train', x: full.find(array => array !== target[0])!, y: target[0]! }];
}
