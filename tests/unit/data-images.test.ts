import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import { bitsOf, MAX_UNPACKED_BYTES, seenOn } from '#electron/data/images/decode.ts';
import { MAX_IMAGE_BYTES } from '#electron/data/images/load.ts';
import { chooseShape } from '#electron/data/images/shape.ts';
import { openSource } from '#electron/data/open-source.ts';
import { prepare } from '#electron/data/prepare.ts';
import type { RawImages } from '#electron/data/raw/dataset.ts';
import { imagesReader } from '#electron/data/readers/images.ts';
import type { Source } from '#electron/data/readers/reader.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { folderWith, refusalOf, temporaryFolder } from './data-files.ts';
import { zipBytes } from './zip-bytes.ts';

type Files = Record<string, Uint8Array | string>;
type Colour = string | { r: number; g: number; b: number };

async function open(path: string, choice: DataChoice = {}): Promise<Source | null> {
  const files = await openFiles(path);
  onTestFinished(() => files.close());
  return imagesReader.open(files, choice);
}
async function read(files: Files, choice: DataChoice = {}): Promise<RawImages> {
  const data = await (await open(folderWith(files), choice))?.read(() => {});
  if (data?.kind !== 'images') throw new Error('not understood as images');
  return data;
}
function labelsOf({ target }: RawImages): string[] {
  if (target.task !== 'classification') throw new Error('expected classes');
  return Array.from(target.labels, label => target.classes[label]!);
}
const leftOut = (data: RawImages) => Object.fromEntries(data.leftOut.map(({ reason, rows }) => [reason.key, rows]));
const warned = (data: RawImages) =>
  Object.fromEntries(data.warnings.map(({ reason, examples }) => [reason.key, reason.values.count ?? examples.length]));

/** One colour all over. */
const plain = (width: number, height: number, background: Colour) =>
  sharp({ create: { width, height, channels: 3, background } });
const png = (width = 6, height = 5, background: Colour = '#204060') =>
  plain(width, height, background).png().toBuffer();
/** Grey pixels, as a PNG of one channel. */
const greyPng = (pixels: readonly number[], width: number) =>
  sharp(Uint8Array.from(pixels), { raw: { width, height: pixels.length / width, channels: 1 } })
    .png()
    .toBuffer();
/** Two classes of four images each. */
async function pets(): Promise<Files> {
  const files: Files = {};
  for (let i = 0; i < 4; i++) {
    files[`cats/${i}.png`] = await png(6, 5, { r: i, g: 0, b: 0 });
    files[`dogs/${i}.png`] = await png(6, 5, { r: 0, g: i, b: 1 });
  }
  return files;
}

describe('a folder a class', () => {
  test('images of one small size keep their pixels', async () => {
    const data = await read(await pets());
    expect(data).toMatchObject({
      rows: 8,
      height: 5,
      width: 6,
      channels: 3,
      scale: 1 / 255,
      leftOut: [],
      warnings: [],
    });
    expect(labelsOf(data)).toEqual(['cats', 'cats', 'cats', 'cats', 'dogs', 'dogs', 'dogs', 'dogs']);
    expect([...data.pixels.subarray(2 * 90, 2 * 90 + 6)]).toEqual([2, 0, 0, 2, 0, 0]);
    expect([...data.pixels.subarray(7 * 90, 7 * 90 + 6)]).toEqual([0, 3, 1, 0, 3, 1]);
    expect(data.place(7).file).toMatch(/dogs.3\.png$/);
    expect(data.why.kind.key).toBe('data.images.asTheyAre');
    expect(data.publishedTest).toBeUndefined();
  });

  test('the preview shows each class with its first image before any with its second', async () => {
    const { preview } = await read(await pets());
    if (preview.kind !== 'images') throw new Error('expected images');
    expect(preview.images.map(({ label }) => label).slice(0, 4)).toEqual(['cats', 'dogs', 'cats', 'dogs']);
    expect([...Buffer.from(preview.images[3]!.pixels, 'base64').subarray(0, 3)]).toEqual([0, 1, 1]);
  });

  test('classes that are numbers stand in the order of numbers', async () => {
    const files = Object.fromEntries(await Promise.all(['10', '9', '2'].map(async n => [`${n}/a.png`, await png()])));
    const { target } = await read(files);
    expect(target).toMatchObject({ classes: ['2', '9', '10'] });
  });

  test('folders of numbers are quantities where the person says so, others are refused then', async () => {
    const { target } = await read({ '1.5/a.png': await png(), '20/a.png': await png() }, { task: 'regression' });
    expect(target).toMatchObject({ task: 'regression', values: Float64Array.of(1.5, 20) });
    const { record } = await refusalOf(read(await pets(), { task: 'regression' }));
    expect(record).toMatchObject({ key: 'error.data.images.noNumber', values: { label: 'cats' } });
  });

  test('one folder around everything names no class', async () => {
    const around = Object.fromEntries(
      Object.entries(await pets()).map(([name, file]) => [`archive/pets/${name}`, file]),
    );
    expect(labelsOf(await read(around))).toEqual(labelsOf(await read(await pets())));
  });

  test('a ZIP holds the same', async () => {
    const entries = Object.entries(await pets()).map(([name, content]) => ({ name: `pets/${name}`, content }));
    const path = join(folderWith({ 'pets.zip': zipBytes(entries) }), 'pets.zip');
    const data = (await (await open(path))?.read(() => {})) as RawImages;
    const plain = await read(await pets());
    expect(data.pixels).toEqual(plain.pixels);
    expect(labelsOf(data)).toEqual(labelsOf(plain));
    expect(data.place(7).file).toBe(`${path} › pets/dogs/3.png`);
  });

  test('images deeper within a class belong to it, others in no class are left out, and both are said', async () => {
    const data = await read({ ...(await pets()), 'cats/indoors/5.png': await png(), 'title.png': await png() });
    expect(labelsOf(data).filter(label => label === 'cats')).toHaveLength(5);
    expect(warned(data)).toEqual({ 'data.images.nested': 1 });
    expect(leftOut(data)).toEqual({ 'data.images.leftOut.noClass': 1 });
  });

  test('other files and empty folders are passed over with a word', async () => {
    const folder = folderWith({ ...(await pets()), 'cats/notes.txt': 'x', 'labels.csv': 'x', 'birds/readme.md': 'x' });
    mkdirSync(join(folder, 'fish'));
    const data = (await (await open(folder))?.read(() => {})) as RawImages;
    expect(warned(data)).toEqual({ 'data.images.otherFiles': 3, 'data.images.emptyFolders': 2 });
    expect(data.warnings[1]!.examples.map(({ place }) => place.file)).toEqual([
      join(folder, 'birds'),
      join(folder, 'fish'),
    ]);
    expect(data.target).toMatchObject({ classes: ['cats', 'dogs'] });
  });
});

describe('folders for training and tests', () => {
  test('those for validation and then test images stand last and are marked', async () => {
    const files: Files = {};
    for (const [name, file] of Object.entries(await pets()))
      for (const split of ['train', 'test', 'val']) files[`${split}/${name}`] = file;
    const data = await read(files);
    expect(data).toMatchObject({ rows: 24, publishedDev: 8, publishedTest: 16 });
    expect(data.place(8).file).toMatch(/val.cats.0\.png$/);
    expect(data.place(7).file).not.toMatch(/val/);
    expect(data.place(16).file).toMatch(/test.cats.0\.png$/);
    expect(data.place(15).file).not.toMatch(/test/);
    expect(warned(data)).toEqual({});
  });

  test('test images without a class, or of one that is not trained, are left out with a word', async () => {
    const files: Files = { 'test/x.png': await png(), 'test/birds/1.png': await png(), 'test/cats/1.png': await png() };
    for (const [name, file] of Object.entries(await pets())) files[`training_set/${name}`] = file;
    files['sketches/cats/1.png'] = await png();
    const data = await read(files);
    expect(data).toMatchObject({ rows: 9, publishedTest: 8 });
    expect(leftOut(data)).toEqual({
      'data.images.leftOut.noClass': 1,
      'data.images.leftOut.beside': 1,
      'data.images.leftOut.untrained': 1,
    });
  });

  test('train and test are classes where images lie right in them', async () => {
    expect(labelsOf(await read({ 'train/a.png': await png(), 'test/b.png': await png() }))).toEqual(['test', 'train']);
  });
});

describe('sizes', () => {
  const header = (width: number, height: number) => ({ width, height, grey: false });

  test.each([
    ['all small and alike', [header(28, 28), header(28, 28)], { height: 28, width: 28 }],
    ['small and different: the median', [header(20, 30), header(22, 31), header(60, 60)], { height: 31, width: 22 }],
    ['large: the longer side is 64', [header(640, 480)], { height: 48, width: 64 }],
    ['a strip keeps some width', [header(2000, 10)], { height: 8, width: 64 }],
  ])('%s', (_, headers, shape) => {
    expect(chooseShape(headers, 100, 3)).toEqual({ shape, lowered: false });
  });

  test('many images are smaller, so that all fit', () => {
    const { shape, lowered } = chooseShape([header(640, 480)], 150_000, 3);
    expect(lowered).toBe(true);
    expect(150_000 * shape.height * shape.width * 3).toBeLessThanOrEqual(512 * 2 ** 20);
    expect(shape.width / shape.height).toBeCloseTo(4 / 3, 1);
  });

  test('different sizes become one: covered, with the overhang cut off evenly', async () => {
    const wide = sharp({ create: { width: 30, height: 10, channels: 3, background: '#ff0000' } });
    const middle = await plain(10, 10, '#0000ff').png().toBuffer();
    const striped = await wide
      .composite([{ input: middle, left: 10, top: 0 }])
      .png()
      .toBuffer();
    const squares = { 'a/1.png': await png(10, 10), 'a/2.png': await png(10, 10), 'b/1.png': striped };
    const data = await read(squares);
    expect(data).toMatchObject({ height: 10, width: 10 });
    const pixels = data.pixels.subarray(600);
    expect(new Set(Array.from({ length: 100 }, (_, i) => pixels.subarray(3 * i, 3 * i + 3).join()))).toEqual(
      new Set(['0,0,255']),
    );
    expect(data.why.kind.key).toBe('data.images.resized');
  });
});

describe('what pixels are', () => {
  /** The first pixels of an image beside a plain one. */
  const pixelsOf = async (name: string, file: Uint8Array) => {
    const { channels, pixels, height, width } = await read({ [`a/${name}`]: file, 'b/1.png': file });
    return { channels, height, width, pixels: [...pixels.subarray(0, pixels.length / 2)] };
  };

  test('grey where all are grey, also where a file has three equal channels', async () => {
    const grey = await greyPng([0, 50, 100, 255], 2);
    expect(await pixelsOf('1.png', grey)).toMatchObject({ channels: 1, pixels: [0, 50, 100, 255] });
    const rgb = await sharp(grey).toColourspace('srgb').png().toBuffer();
    expect((await sharp(rgb).metadata()).channels).toBe(3);
    expect(await pixelsOf('1.png', rgb)).toMatchObject({ channels: 1, pixels: [0, 50, 100, 255] });
  });

  test('colours where one image has them, however few were looked at first', async () => {
    const files: Files = {};
    const grey = await greyPng([7, 7], 2);
    for (let i = 0; i < 600; i++) files[`a/${String(i).padStart(3, '0')}.png`] = grey;
    // With 602 files, 500 are looked at first: the sixth is not among them.
    files['a/004b.png'] = await png(2, 1, '#010203');
    files['b/0.png'] = grey;
    const data = await read(files);
    expect(data).toMatchObject({ rows: 602, channels: 3 });
    expect([...data.pixels.subarray(24, 36)]).toEqual([7, 7, 7, 7, 7, 7, 1, 2, 3, 1, 2, 3]);
  });

  test('16 bits become 8, transparent becomes white, CMYK becomes RGB', async () => {
    const deep = await sharp(Uint16Array.of(0, 0x8080, 0xffff), { raw: { width: 3, height: 1, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect(await pixelsOf('1.png', deep)).toMatchObject({ channels: 1, pixels: [0, 0x80, 0xff] });
    const clear = sharp({ create: { width: 1, height: 1, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } } });
    expect(await pixelsOf('1.png', await clear.png().toBuffer())).toMatchObject({ pixels: [255] });
    const cmyk = await plain(1, 1, '#ff0000').toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const { channels, pixels } = await pixelsOf('1.jpg', cmyk);
    expect(channels).toBe(3);
    expect(pixels[0]! - pixels[1]!).toBeGreaterThan(180);
  });

  test('a photo lies as its EXIF orientation says', async () => {
    const turned = await sharp(await greyPng([10, 200], 2))
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    expect(await pixelsOf('1.png', turned)).toMatchObject({ height: 2, width: 1, pixels: [10, 200] });
  });

  test.each(['jpeg', 'webp', 'gif', 'tiff'] as const)('%s is read', async format => {
    const file = await plain(8, 8, '#306090').toFormat(format).toBuffer();
    const { pixels } = await pixelsOf(`1.${format}`, file);
    [0x30, 0x60, 0x90].forEach((value, i) => {
      expect(Math.abs(pixels[i]! - value)).toBeLessThan(8);
    });
  });

  test('superfluous bytes, as some cameras write them, do not matter', async () => {
    const file = await plain(8, 8, '#306090').jpeg().toBuffer();
    const filled = Buffer.concat([file.subarray(0, -2), Buffer.alloc(99, 7), file.subarray(-2), Buffer.alloc(99, 7)]);
    expect(await pixelsOf('1.jpg', filled)).toEqual(await pixelsOf('1.jpg', file));
  });

  test('a wrong ending does not matter', async () => {
    expect((await pixelsOf('1.png', await plain(8, 8, '#306090').jpeg().toBuffer())).channels).toBe(3);
  });
});

describe('bad images', () => {
  /** Ten good ones and one bad: few enough to leave it out. */
  const withBad = async (name: string, file: Uint8Array | string) => {
    const files = await pets();
    for (let i = 5; i < 8; i++) files[`cats/${i}.png`] = await png();
    return read({ ...files, [`cats/${name}`]: file });
  };
  /** Such an image does not shrink to a few bytes. */
  const noise = () =>
    sharp(
      Uint8Array.from({ length: 4800 }, (_, i) => (i * i * 31 + i) % 251),
      { raw: { width: 40, height: 40, channels: 3 } },
    );

  test.each<[string, string, () => Promise<Uint8Array | string>, string]>([
    ['a text', '1b.png', async () => 'no image', 'notImage'],
    [
      'SVG under another name',
      '1b.png',
      async () => '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
      'notImage',
    ],
    ['nothing', '1b.png', async () => '', 'notImage'],
    ['a PNG cut off', '1b.png', async () => (await noise().png().toBuffer()).subarray(0, -300), 'damaged'],
    ['a PNG cut off in its header', '1b.png', async () => (await png()).subarray(0, 20), 'damaged'],
    [
      'a JPEG cut off near its end',
      '1b.jpg',
      async () => (await noise().jpeg().toBuffer()).subarray(0, -40),
      'damaged',
    ],
    ['BMP', '1b.bmp', async () => 'BM', 'format'],
  ])('%s is left out with a word and its name', async (_, name, file, key) => {
    const data = await withBad(name, await file());
    expect(data.rows).toBe(11);
    expect(leftOut(data)).toEqual({ [`data.images.leftOut.${key}`]: 1 });
    expect(data.leftOut[0]!.examples[0]!.place.file).toContain(name);
    expect(labelsOf(data).filter(label => label === 'cats')).toHaveLength(7);
    // The rows behind it moved up.
    expect([...data.pixels.subarray(8 * 90, 8 * 90 + 3)]).toEqual([0, 1, 1]);
  });

  test('a damaged file in a ZIP is left out like one in a folder', async () => {
    const files = await pets();
    const entries = Object.entries(files).map(([name, content]) => ({ name, content }));
    const damaged = { name: 'cats/4.png', content: await png(), crc: 5 };
    const zip = join(folderWith({ 'pets.zip': zipBytes([...entries, damaged]) }), 'pets.zip');
    const { report, dataset } = await prepare(zip, {}, temporaryFolder(), () => {});
    expect(Object.values(dataset.facts.rows).reduce((sum, rows) => sum + rows)).toBe(8);
    expect(report.leftOut).toEqual([
      {
        reason: { key: 'data.images.leftOut.damaged', values: {} },
        rows: 1,
        examples: [{ place: { file: `${zip} › cats/4.png`, line: null }, text: 'CRC-32' }],
      },
    ]);
  });

  test('a file of too many bytes is left out', async () => {
    const data = await withBad('1b.png', Buffer.concat([await png(), Buffer.alloc(MAX_IMAGE_BYTES)]));
    expect(leftOut(data)).toEqual({ 'data.images.leftOut.fileTooLarge': 1 });
    expect(data.leftOut[0]!.reason.values.limit).toBe(MAX_IMAGE_BYTES / 2 ** 20);
  });

  test('a small file that names an enormous image is left out, without room being made for it', async () => {
    const bomb = await png();
    const bytes = Buffer.from(bomb);
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    const data = await withBad('1b.png', withChecksum(bytes));
    expect(leftOut(data)).toEqual({ 'data.images.leftOut.tooLarge': 1 });
    expect(data.leftOut[0]!.reason.values.limit).toBe(MAX_UNPACKED_BYTES / 2 ** 20);
  });

  test('pixels of two bytes a colour count twice', async () => {
    const bytes = Buffer.from(await png());
    bytes.writeUInt32BE(8000, 16);
    bytes.writeUInt32BE(5000, 20);
    // 16 bits, with transparency: 40 million pixels, but 305 MiB.
    bytes.set([16, 6], 24);
    const data = await withBad('1b.png', withChecksum(bytes));
    expect(leftOut(data)).toEqual({ 'data.images.leftOut.tooLarge': 1 });
  });

  test('what such an image holds is not looked at either, to know its bits or its ground', async () => {
    const bytes = Buffer.from(await png());
    bytes.writeUInt32BE(2 ** 24, 16);
    bytes.writeUInt32BE(10, 20);
    bytes.set([16, 6], 24);
    const tooLarge = { badness: 'tooLarge' };
    await expect(bitsOf(withChecksum(bytes))).rejects.toMatchObject(tooLarge);
    await expect(seenOn(withChecksum(bytes))).rejects.toMatchObject(tooLarge);
  });

  test('an image above the size that is decoded several at once is still read', async () => {
    const data = await withBad('1b.png', await plain(6000, 4000, '#204060').png().toBuffer());
    expect(data.rows).toBe(12);
    expect([...data.pixels.subarray(2 * 90, 2 * 90 + 3)]).toEqual([0x20, 0x40, 0x60]);
  });

  test('too many bad ones are refused, with one of them and what was found', async () => {
    const files = { ...(await pets()), 'cats/8.png': 'x', 'cats/9.png': 'x', 'dogs/8.png': 'x' };
    const { record } = await refusalOf(read(files));
    expect(record).toMatchObject({ key: 'error.data.images.tooManyBad', values: { bad: 3, count: 11, limit: 20 } });
    expect(record.values.file).toMatch(/\.png$/);
    expect(record.values.detail).toContain('unsupported');
  });
});

/** A PNG with the checksum of its header put right again. */
function withChecksum(bytes: Buffer): Buffer {
  let crc = ~0;
  for (const byte of bytes.subarray(12, 29)) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  bytes.writeInt32BE(~crc, 29);
  return bytes;
}

describe('what is refused or left to other readers', () => {
  test('images without folders of classes', async () => {
    const folder = folderWith({ 'a.png': await png(), 'b.png': await png(), 'labels.csv': 'file,label\n' });
    const { record } = await refusalOf(open(folder));
    expect(record).toMatchObject({
      key: 'error.data.images.noFolders',
      values: { path: folder, file: 'a.png', count: 2 },
    });
  });

  test('images of one class, with the folders that were to be others', async () => {
    const files = Object.fromEntries(Object.entries(await pets()).filter(([name]) => name.startsWith('cats')));
    const folder = folderWith(files);
    const readAll = async () => (await open(folder))!.read(() => {});
    expect((await refusalOf(readAll())).record).toMatchObject({
      key: 'error.data.images.oneClass',
      values: { path: folder, name: 'cats' },
    });
    mkdirSync(join(folder, 'dogs'));
    expect((await refusalOf(readAll())).record).toMatchObject({
      key: 'error.data.images.emptyClasses',
      values: { name: 'cats', count: 1, empty: join(folder, 'dogs') },
    });
  });

  test('a single image', async () => {
    const path = join(folderWith({ 'a.png': await png() }), 'a.png');
    expect((await refusalOf(open(path))).record.key).toBe('error.data.images.single');
  });

  test('only images in formats that are not read', async () => {
    const folder = folderWith({ 'cats/a.heic': 'x', 'dogs/b.heic': 'x' });
    expect((await refusalOf(open(folder))).record).toMatchObject({
      key: 'error.data.images.formats',
      values: { count: 2 },
    });
  });

  test('an encoding', async () => {
    expect((await refusalOf(read(await pets(), { encoding: 'utf-8' }))).record.key).toBe(
      'error.data.images.noEncoding',
    );
  });

  test('a target column', async () => {
    expect((await refusalOf(read(await pets(), { target: 'pet' }))).record.key).toBe('error.data.images.noColumns');
  });

  test('a folder of other files with a few pictures is none of images, unless the person says so', async () => {
    const files = {
      'data.csv': 'a,b\n1,2\n',
      'more.csv': 'a,b\n',
      'cats/plot.png': await png(),
      'dogs/plot.png': await png(),
    };
    const folder = folderWith(files);
    expect(await open(folder)).toBeNull();
    expect(await open(folder, { kind: 'images' })).not.toBeNull();
  });

  test('captions and annotations of single images are no other files', async () => {
    const files = await pets();
    for (const name of Object.keys(files)) {
      files[name.replace('png', 'txt')] = 'caption';
      files[name.replace('png', 'xml')] = '<box/>';
    }
    expect((await read(files)).rows).toBe(8);
  });

  test('images whose names do not say so', async () => {
    const folder = folderWith({ 'cats/1': await png(), 'dogs/1': await png() });
    expect(await open(folder)).toBeNull();
    expect((await refusalOf(openSource(folder, {}))).record).toEqual({
      key: 'error.data.images.unnamed',
      values: { path: folder, file: 'cats/1' },
    });
  });

  test('rows that shall be a table or texts', async () => {
    const folder = folderWith(await pets());
    expect(await open(folder, { kind: 'table' })).toBeNull();
    expect(await open(folder, { kind: 'text' })).toBeNull();
  });
});
