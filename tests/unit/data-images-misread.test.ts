import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import type { RawImages } from '#electron/data/raw/dataset.ts';
import { imagesReader } from '#electron/data/readers/images.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { folderWith, refusalOf } from './data-files.ts';

type Files = Record<string, Uint8Array | string>;

async function read(files: Files, choice: DataChoice = {}): Promise<RawImages> {
  const set = await openFiles(folderWith(files));
  onTestFinished(() => set.close());
  const data = await (await imagesReader.open(set, choice))?.read(() => {});
  if (data?.kind !== 'images') throw new Error('not understood as images');
  for (const { key, values } of [...Object.values(data.why), ...data.warnings.map(({ reason }) => reason)])
    for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}|^data\./);
  return data;
}

const warned = ({ warnings }: RawImages): string[] => warnings.map(({ reason }) => reason.key);
function labelsOf({ target }: RawImages): string[] {
  if (target.task !== 'classification') throw new Error('expected classes');
  return Array.from(target.labels, label => target.classes[label]!);
}
const png = (i: number, side = 4) =>
  sharp({ create: { width: side, height: side, channels: 3, background: { r: 10 * i, g: 90, b: 40 } } })
    .png()
    .toBuffer();
async function images(...paths: string[]): Promise<Files> {
  return Object.fromEntries(await Promise.all(paths.map(async (path, i) => [path, await png(i)] as const)));
}
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('folders that are no classes', () => {
  test('parts with a word before train and test are used as given, whatever lies beside them', async () => {
    const files = await images(
      ...range(6).map(i => `ab_train/ab_train/${i % 2 ? 'oak' : 'elm'}/${i}.png`),
      ...range(4).map(i => `ab_test/ab_test/${i % 2 ? 'oak' : 'elm'}/${i}.png`),
      'ab_pred/ab_pred/1.png',
      'ab_pred/ab_pred/2.png',
    );
    const data = await read(files);
    expect(data).toMatchObject({ rows: 10, publishedTest: 6, target: { classes: ['elm', 'oak'] } });
    expect(data.leftOut).toMatchObject([{ reason: { key: 'data.images.leftOut.beside' }, rows: 2 }]);
  });

  test('folders with the same folders inside are refused, named', async () => {
    const files = await images(
      ...range(12).map(i => `${['colour', 'grey'][i % 2]}/${['oak', 'elm', 'ash'][i % 3]}/${i}.png`),
    );
    expect((await refusalOf(read(files))).record).toMatchObject({
      key: 'error.data.images.variants',
      values: { folders: 'colour, grey' },
    });
  });

  test('parts may lie within the folders of the classes', async () => {
    const files = await images(...range(12).map(i => `${i % 2 ? 'oak' : 'elm'}/${i < 8 ? 'train' : 'test'}/${i}.png`));
    expect(await read(files)).toMatchObject({
      rows: 12,
      publishedTest: 8,
      target: { classes: ['elm', 'oak'] },
      warnings: [],
    });
  });

  test('the classes of the test part may be written in other case; no folder with images is called empty', async () => {
    const files = await images(
      ...range(6).map(i => `train/${i % 2 ? 'oak' : 'elm'}/${i}.png`),
      ...range(4).map(i => `Test/${i % 2 ? 'Oak' : 'Elm'}/${i}.png`),
    );
    const data = await read(files);
    expect(data).toMatchObject({ rows: 10, publishedTest: 6, target: { classes: ['elm', 'oak'] } });
    const unknown = await read({ ...files, ...(await images('Test/Ash/9.png')) });
    expect(warned(unknown)).toEqual([]);
    expect(unknown.leftOut).toMatchObject([{ reason: { key: 'data.images.leftOut.untrained' }, rows: 1 }]);
  });

  test('classes that differ by case, or by how an accent is stored, are warned of', async () => {
    const files = await images(
      ...['Oak/1', 'oak/2', 'caf\u00e9/3', 'cafe\u0301/4', 'elm/5'].map(path => `${path}.png`),
    );
    const data = await read(files);
    expect(data.warnings).toMatchObject([{ reason: { key: 'data.images.similarClasses', values: { count: 4 } } }]);
  });
});

describe('labels elsewhere', () => {
  test('a table names the files and their classes', async () => {
    const names = range(8).map(i => `img${i}`);
    const rows = names.map((name, i) => `${name},${i},${i % 2 ? 'oak' : 'elm'}`);
    const files = await images(...names.map(name => `train/${name}.png`), 'train/other.png');
    const data = await read({ ...files, 'labels.csv': `id,age,tree\n${rows.join('\n')}\n` });
    expect(labelsOf(data)).toEqual(range(8).map(i => (i % 2 ? 'oak' : 'elm')));
    expect(data.why.target).toMatchObject({
      key: 'data.images.targetInTable',
      values: { column: 'tree', table: 'labels.csv' },
    });
    expect(data.leftOut).toMatchObject([{ reason: { key: 'data.images.leftOut.noClass' }, rows: 1 }]);
    expect(warned(data)).toEqual([]);
    const chosen = await read(
      { ...files, 'labels.csv': `id,age,tree\n${rows.join('\n')}\n` },
      { target: 'age', task: 'regression' },
    );
    expect(chosen.target).toMatchObject({ task: 'regression' });
  });

  test('a name begins with the class', async () => {
    const data = await read(await images(...range(8).map(i => `train/${i % 2 ? 'oak' : 'elm'}_${i}.png`)));
    expect(labelsOf(data)).toEqual([...range(4).map(() => 'elm'), ...range(4).map(() => 'oak')]);
    expect(data.why.target.key).toBe('data.images.targetInName');
  });

  test('numbered names alone say nothing', async () => {
    const numbered = await images(...range(8).map(i => `train/img_${i}.png`));
    expect((await refusalOf(read(numbered))).record.key).toBe('error.data.images.oneClass');
  });
});

describe('light', () => {
  const deep = (shift: number, i: number) =>
    sharp(
      Uint16Array.from({ length: 64 }, (_, k) => ((k * 64 + i * 16) % 4096) << shift),
      {
        raw: { width: 8, height: 8, channels: 1 },
      },
    )
      .toColourspace('grey16')
      .png()
      .toBuffer();
  const folder = async (image: (i: number) => Promise<Uint8Array>): Promise<Files> =>
    Object.fromEntries(
      await Promise.all(range(6).map(async i => [`${i % 2 ? 'oak' : 'elm'}/${i}.png`, await image(i)] as const)),
    );

  test('12 bits in images of 16 are stretched, with a word', async () => {
    const dark = await read(await folder(i => deep(0, i)));
    const full = await read(await folder(i => deep(4, i)));
    expect(dark.warnings).toMatchObject([{ reason: { key: 'data.images.stretched', values: { bits: 12 } } }]);
    expect(full.warnings).toEqual([]);
    const furthest = Math.max(...dark.pixels.map((pixel, i) => Math.abs(pixel - full.pixels[i]!)));
    expect(new Set(dark.pixels).size).toBeGreaterThan(60);
    expect(furthest).toBeLessThan(4);
  });

  const drawing = (light: number, i: number) =>
    sharp(
      Uint8Array.from({ length: 8 * 8 * 4 }, (_, k) => (k % 4 < 3 ? light : (k >> 2) % 8 === i ? 255 : 0)),
      {
        raw: { width: 8, height: 8, channels: 4 },
      },
    )
      .png()
      .toBuffer();

  test('white drawings on a transparent ground are laid on black, dark ones on white', async () => {
    const white = await read(await folder(i => drawing(255, i)));
    expect(warned(white)).toEqual(['data.images.onBlack']);
    expect(new Set(white.pixels)).toEqual(new Set([0, 255]));
    const black = await read(await folder(i => drawing(0, i)));
    expect(warned(black)).toEqual([]);
    expect(new Set(black.pixels)).toEqual(new Set([0, 255]));
  });
});

describe('a JPEG that was cut off', () => {
  test('is left out with words that say so', async () => {
    const noise = Uint8Array.from({ length: 3 * 64 * 64 }, (_, k) => (k * 7919) % 251);
    const jpeg = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer();
    const files = await images(...range(12).map(i => `${i % 2 ? 'oak' : 'elm'}/${i}.png`));
    const data = await read({ ...files, 'oak/cut.jpg': jpeg.subarray(0, jpeg.length >> 1) });
    const [left] = data.leftOut;
    expect(left).toMatchObject({ reason: { key: 'data.images.leftOut.damaged' }, rows: 1 });
    expect(left!.examples[0]!.text).toMatch(/end/i);
    expect(left!.examples[0]!.text).not.toMatch(/unknown/i);
  });
});
