import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { divide } from '#electron/data/divide.ts';
import { openSource } from '#electron/data/open-source.ts';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { Random } from '#shared/method/random.ts';
import { folderWith, refusalOf } from './data-files.ts';
import { npyBytes, npyFile, npyTexts } from './npy-bytes.ts';
import { zipBytes } from './zip-bytes.ts';

const random = Random.from(3);
const ROWS = 60;
const labels = Array.from({ length: ROWS }, (_, i) => i % 3);
const numbers = (count: number) => Array.from({ length: count }, () => random.normal());
const pixels = (count: number, most = 255) => Array.from({ length: count }, () => random.below(most + 1));

const npz = (arrays: Record<string, Uint8Array>): Record<string, Uint8Array> => ({
  'a.npz': zipBytes(Object.entries(arrays).map(([name, content]) => ({ name: `${name}.npy`, content }))),
});

async function read(files: Record<string, Uint8Array>, choice: DataChoice = {}, given?: string): Promise<RawDataset> {
  const names = Object.keys(files);
  const folder = folderWith(files);
  const source = await openSource(
    given ? join(folder, given) : names.length === 1 ? join(folder, names[0]!) : folder,
    choice,
  );
  onTestFinished(() => source.close());
  expect(source.format).toBe('npy');
  const data = await source.read(() => {});
  const reasons = [data.why.kind, data.why.target, data.why.task, ...data.warnings.map(({ reason }) => reason)];
  for (const { key, values } of reasons)
    for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}|^data\./);
  return data;
}

const refused = async (files: Record<string, Uint8Array>, choice?: DataChoice) =>
  (await refusalOf(read(files, choice))).record;

const inputsOf = (data: RawDataset) => {
  if (data.kind !== 'table') throw new Error(data.kind);
  return data.inputs.map(column => (column.type === 'category' ? [...column.codes] : [...column.values]));
};
const labelsOf = ({ target }: RawDataset) =>
  target.task === 'classification' ? Array.from(target.labels, label => target.classes[label]!) : [...target.values];

describe('X and y', () => {
  const values = numbers(ROWS * 4);
  const column = (at: number) => Array.from({ length: ROWS }, (_, row) => values[4 * row + at]!);
  test.each<[string, Record<string, Uint8Array>]>([
    ['in an .npz', npz({ X: npyBytes('<f8', [ROWS, 4], values), y: npyBytes('<i8', [ROWS], labels) })],
    ['in Fortran order', npz({ X: npyBytes('<f8', [ROWS, 4], values, true), y: npyBytes('|u1', [ROWS], labels) })],
    ['big-endian', npz({ X: npyBytes('>f8', [ROWS, 4], values), y: npyBytes('>i4', [ROWS], labels) })],
    ['of version 2', npz({ X: npyBytes('<f8', [ROWS, 4], values, false, 2), y: npyBytes('>u8', [ROWS, 1], labels) })],
    [
      'called data and labels',
      npz({ data: npyBytes('<f8', [ROWS, 4], values), labels: npyBytes('>i2', [ROWS], labels) }),
    ],
    ['without names', npz({ arr_0: npyBytes('<f8', [ROWS, 4], values), arr_1: npyBytes('<f8', [ROWS], labels) })],
    ['in a folder', { 'X.npy': npyBytes('<f8', [ROWS, 4], values), 'y.npy': npyBytes('|i1', [ROWS], labels) }],
    [
      'with one-hot labels',
      npz({
        x: npyBytes('<f8', [ROWS, 4], values),
        y: npyBytes(
          '<f4',
          [ROWS, 3],
          labels.flatMap(label => [0, 1, 2].map(i => (i === label ? 1 : 0))),
        ),
      }),
    ],
  ])('%s', async (_, files) => {
    const data = await read(files);
    expect(data).toMatchObject({
      kind: 'table',
      rows: ROWS,
      target: { task: 'classification', classes: ['0', '1', '2'] },
    });
    expect(inputsOf(data)).toEqual([0, 1, 2, 3].map(column));
    expect(labelsOf(data)).toEqual(labels.map(String));
    expect(data.place(5).file).toMatch(/npy\[5\]$/);
    expect(divide(data, 'a').facts.rows.train).toBeGreaterThan(0);
  });

  it('of which one file is given take the other from beside it', async () => {
    const files = {
      'X.npy': npyBytes('<f4', [ROWS, 1], labels),
      'y.npy': npyBytes('<f8', [ROWS], values.slice(0, ROWS)),
    };
    const data = await read(files, {}, 'X.npy');
    expect(data.target).toMatchObject({ task: 'regression', name: 'y' });
    expect(inputsOf(data)).toEqual([labels]);
  });

  it('with half and single precision, gaps and infinite numbers', async () => {
    const halves = Buffer.alloc(2 * ROWS);
    for (let i = 0; i < ROWS; i++) halves.writeUInt16LE([0x3c00, 0xc000, 0x3555, 0x0001, 0x7e00][i % 5]!, 2 * i);
    const data = await read(npz({ x: npyFile('<f2', [ROWS, 1], halves), y: npyBytes('|u1', [ROWS], labels) }));
    const [first] = inputsOf(data);
    expect(first!.slice(0, 5).map(Math.fround)).toEqual([1, -2, 0.333251953125, 2 ** -24, Number.NaN]);
    const singles = await read(
      npz({
        x: npyBytes(
          '<f4',
          [ROWS, 1],
          labels.map(label => label + 0.1),
        ),
        y: npyBytes('|u1', [ROWS], labels),
      }),
    );
    expect(inputsOf(singles)[0]!.slice(0, 3)).toEqual([0.1, 1.1, 2.1]);
  });

  it('of texts, and labels that are words or booleans', async () => {
    const texts = labels.map((label, i) => `the ${['cat', 'dog', 'cow'][label]} number ${i} sat on the mat 猫😀`);
    const data = await read(
      npz({
        x: npyTexts(texts, 60, true),
        y: npyTexts(
          labels.map(i => 'abc'[i]!),
          1,
        ),
      }),
    );
    expect(data).toMatchObject({ kind: 'text', target: { classes: ['a', 'b', 'c'] } });
    if (data.kind === 'text') expect(data.texts).toEqual(texts);
    const booleans = npyBytes(
      '|b1',
      [ROWS],
      labels.map(label => (label > 0 ? 1 : 0)),
    );
    expect((await read(npz({ x: npyBytes('<f8', [ROWS, 4], values), y: booleans }))).target).toMatchObject({
      classes: ['False', 'True'],
    });
  });

  it('alone, an array of two dimensions is a table like any other', async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => [...numbers(3), i % 2]).flat();
    expect(await read({ 'a.npy': npyBytes('<f8', [ROWS, 4], rows) })).toMatchObject({
      kind: 'table',
      target: { name: 'column 4', task: 'classification' },
    });
  });
});

describe('images', () => {
  const grey = pixels(ROWS * 64);
  test.each<[string, Uint8Array, number[]]>([
    ['of bytes', npyBytes('|u1', [ROWS, 8, 8], grey), grey],
    ['with a channel', npyBytes('|u1', [ROWS, 8, 8, 1], grey), grey],
    ['with the channel first', npyBytes('|u1', [ROWS, 1, 8, 8], grey), grey],
    [
      'of 0 to 1',
      npyBytes(
        '<f8',
        [ROWS, 8, 8],
        grey.map(value => value / 255),
      ),
      grey,
    ],
    ['of floats of 0 to 255, in Fortran order', npyBytes('>f4', [ROWS, 8, 8], grey, true), grey],
  ])('%s', async (_, x, expected) => {
    const data = await read(npz({ images: x, labels: npyBytes('|u1', [ROWS], labels) }));
    expect(data).toMatchObject({ kind: 'images', height: 8, width: 8, channels: 1, warnings: [] });
    if (data.kind === 'images') expect([...data.pixels]).toEqual(expected);
  });

  it('with colours, the channels side by side whichever way they stood', async () => {
    const colours = pixels(ROWS * 8 * 8 * 3);
    const first = Array.from({ length: ROWS }, (_, row) =>
      [0, 1, 2].map(c => Array.from({ length: 64 }, (_, i) => colours[row * 192 + 3 * i + c]!)),
    ).flat(2);
    for (const x of [npyBytes('|u1', [ROWS, 8, 8, 3], colours), npyBytes('|u1', [ROWS, 3, 8, 8], first)]) {
      const data = await read(npz({ x, y: npyBytes('|u1', [ROWS], labels) }));
      expect(data).toMatchObject({ kind: 'images', channels: 3 });
      if (data.kind === 'images') expect([...data.pixels]).toEqual(colours);
    }
  });

  it('that were standardised are scaled, and it is said', async () => {
    const standardised = npyBytes('<f4', [ROWS, 8, 8, 3], numbers(ROWS * 192));
    const data = await read(npz({ x: standardised, y: npyBytes('|u1', [ROWS], labels) }));
    expect(data.kind).toBe('images');
    expect(data.warnings.map(({ reason }) => reason.key)).toEqual(['data.npy.scaled']);
  });

  it('are not what a series of measurements is taken for; the kind can be said', async () => {
    const files = npz({ x: npyBytes('<f4', [ROWS, 16, 9], numbers(ROWS * 144)), y: npyBytes('|u1', [ROWS], labels) });
    const data = await read(files);
    expect(data).toMatchObject({ kind: 'table' });
    expect(inputsOf(data)).toHaveLength(144);
    expect(data.warnings.map(({ reason }) => reason.key)).toContain('data.npy.flattened');
    expect(await read(files, { kind: 'images' })).toMatchObject({ kind: 'images', height: 16, width: 9 });
  });
});

describe('parts that are given', () => {
  const part = (rows: number) => ({
    x: npyBytes('|u1', [rows, 8, 8], pixels(rows * 64)),
    y: npyBytes('|u1', [rows], labels.slice(0, rows)),
    flat: npyBytes('<f8', [rows, 5], numbers(rows * 5)),
  });
  const [train, dev, test] = [part(60), part(20), part(25)];
  it.each<[string, Record<string, Uint8Array>]>([
    ['x_train', { x_train: train.x, y_train: train.y, x_test: test.x, y_test: test.y, x_val: dev.x, y_val: dev.y }],
    [
      'train_images',
      {
        train_images: train.x,
        train_labels: train.y,
        val_images: dev.x,
        val_labels: dev.y,
        test_images: test.x,
        test_labels: test.y,
      },
    ],
    ['Xtrain', { Xtrain: train.flat, ytrain: train.y, Xval: dev.flat, yval: dev.y, Xtest: test.flat, ytest: test.y }],
    [
      'X beside X_test',
      { X: train.flat, y: train.y, X_dev: dev.flat, y_dev: dev.y, X_test: test.flat, y_test: test.y },
    ],
  ])('%s', async (_, arrays) => {
    const data = await read(npz(arrays));
    expect(data).toMatchObject({ rows: 105, publishedDev: 60, publishedTest: 80 });
    expect(data.place(60).file).toMatch(/(val|dev)\w*\.npy\[0\]$/i);
    expect(divide(data, 'a').facts.split).toEqual({ by: 'given', column: null });
  });

  it('a test part without labels is not read', async () => {
    const data = await read(npz({ x_train: train.flat, y_train: train.y, x_test: test.flat }));
    expect(data.rows).toBe(60);
    expect(data.warnings.map(({ reason }) => reason.key)).toContain('data.otherFiles');
  });
});

describe('what is refused', () => {
  const x = npyBytes('<f8', [ROWS, 4], numbers(ROWS * 4));
  const y = npyBytes('|u1', [ROWS], labels);
  test.each<[string, Record<string, Uint8Array>, string]>([
    ['objects', npz({ x, y: npyFile('|O', [ROWS], Buffer.from('800495', 'hex')) }), 'error.data.npy.objects'],
    ['objects alone', { 'a.npy': npyFile('|O', [ROWS, 2], Buffer.alloc(9)) }, 'error.data.npy.objects'],
    ['fields', { 'a.npy': npyFile("[('a', '<f8')]", [ROWS, 1], Buffer.alloc(8)) }, 'error.data.npy.structured'],
    ['complex numbers', npz({ x: npyFile('<c16', [ROWS, 1], Buffer.alloc(16 * ROWS)), y }), 'error.data.npy.type'],
    ['dates', npz({ x: npyFile('<M8[ns]', [ROWS, 1], Buffer.alloc(8 * ROWS)), y }), 'error.data.npy.type'],
    ['fewer labels', npz({ x, y: npyBytes('|u1', [9], labels.slice(0, 9)) }), 'error.data.npy.rows'],
    ['no labels', npz({ one: x, two: x, three: x }), 'error.data.npy.unclear'],
    ['two of the same', npz({ x, images: x, y }), 'error.data.npy.unclear'],
    ['several targets', npz({ x, y: npyBytes('<f8', [ROWS, 2], numbers(ROWS * 2)) }), 'error.data.npy.manyTargets'],
    [
      'parts of other widths',
      npz({ x_train: x, y_train: y, x_test: npyBytes('<f8', [ROWS, 2], numbers(ROWS * 2)), y_test: y }),
      'error.data.npy.parts',
    ],
    ['what is cut off', npz({ x: x.subarray(0, -8), y }), 'error.data.npy.size'],
    [
      'no rows of more columns than there are',
      npz({ x: npyFile('<f8', [0, 2 ** 40], new Uint8Array(), true), y: npyFile('<f8', [0], new Uint8Array()) }),
      'error.data.csv.tooManyColumns',
    ],
    ['what is too long', npz({ x: Buffer.concat([x, Buffer.alloc(3)]), y }), 'error.data.npy.size'],
    [
      'a broken header',
      { 'a.npy': Buffer.from('\x93NUMPY\x01\0\x10\0{hello: 1}......', 'latin1') },
      'error.data.npy.damaged',
    ],
    [
      'a header that never ends',
      { 'a.npy': Buffer.from('\x93NUMPY\x02\0\xff\xff\xff\xff{}{}{}{}{}', 'latin1') },
      'error.data.npy.damaged',
    ],
    [
      'an .npz in a folder',
      { 'a.npz': zipBytes([{ name: 'x.npy', content: x }]), 'b.npz': zipBytes([]) },
      'error.data.files.onlyPacked',
    ],
  ])('%s', async (_, files, key) => {
    expect((await refused(files)).key).toBe(key);
  });

  test('an infinite number in images, where they were said to be some', async () => {
    const values = pixels(ROWS * 64);
    values[130] = Number.POSITIVE_INFINITY;
    const files = npz({ x: npyBytes('<f4', [ROWS, 8, 8], values), y });
    expect(await refused(files, { kind: 'images' })).toMatchObject({
      key: 'error.data.npy.notFinite',
      values: { row: 2 },
    });
  });
});
