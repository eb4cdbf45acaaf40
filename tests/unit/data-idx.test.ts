import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openSource } from '#electron/data/readers/open-source.ts';
import type { RawDataset } from '#electron/data/readers/reader.ts';
import { folderWith, idxBytes, imagesFile, labelsFile, refusalOf, roundLabels, temporaryFolder } from './data-files.ts';

const read = async (path: string): Promise<RawDataset> => (await openSource(path)).read(() => {});
const keyOf = async (path: string): Promise<string> => (await refusalOf(read(path))).record.key;

const IMAGES = 'train-images-idx3-ubyte';
const LABELS = 'train-labels-idx1-ubyte';
const TEST_IMAGES = 't10k-images-idx3-ubyte';
const TEST_LABELS = 't10k-labels-idx1-ubyte';
const labels = roundLabels(30, 3);
const good = { [IMAGES]: imagesFile(30), [LABELS]: labelsFile(labels) };

describe('good IDX files', () => {
  test('a folder with a pair', async () => {
    const data = await read(folderWith(good));
    expect(data).toMatchObject({ image: [2, 3, 1], features: 6, classes: ['0', '1', '2'], task: 'classification' });
    expect([...data.labels]).toEqual(labels);
    expect([...data.inputs.subarray(6, 12)]).toEqual([7, 8, 9, 10, 11, 12]);
    expect(data.inputs).toHaveLength(180);
    expect(data.publishedTest).toBeUndefined();
  });

  test('gzipped files hold the same', async () => {
    const packed = { [`${IMAGES}.gz`]: gzipSync(good[IMAGES]!), [`${LABELS}.gz`]: gzipSync(good[LABELS]!) };
    expect(await read(folderWith(packed))).toEqual(await read(folderWith(good)));
  });

  test('where a file is there plain and gzipped, the plain one is read', async () => {
    const folder = folderWith({ ...good, [`${IMAGES}.gz`]: gzipSync(imagesFile(5)) });
    expect((await read(folder)).labels).toHaveLength(30);
  });

  test('one images file finds its labels beside it, among other sets', async () => {
    const folder = folderWith({ ...good, [TEST_IMAGES]: imagesFile(6), [TEST_LABELS]: labelsFile([0, 1, 0, 1, 0, 1]) });
    expect((await read(join(folder, TEST_IMAGES))).labels).toHaveLength(6);
  });

  test('dots instead of dashes, as they are often unpacked', async () => {
    const folder = folderWith({
      'train-images.idx3-ubyte': good[IMAGES]!,
      'train-labels.idx1-ubyte': good[LABELS]!,
      'readme.txt': 'hello',
    });
    expect((await read(join(folder, 'train-images.idx3-ubyte'))).labels).toHaveLength(30);
  });

  test('names that say nothing, by the magic numbers', async () => {
    const folder = folderWith({ 'a.bin': good[IMAGES]!, 'b.bin': good[LABELS]!, 'notes.md': '# notes' });
    expect((await read(folder)).labels).toHaveLength(30);
  });

  test('train and test pair: the test rows stand last and are marked', async () => {
    const folder = folderWith({ ...good, [TEST_IMAGES]: imagesFile(6), [TEST_LABELS]: labelsFile([2, 1, 0, 2, 1, 0]) });
    const data = await read(folder);
    expect(data.publishedTest).toBe(30);
    expect([...data.labels.subarray(30)]).toEqual([2, 1, 0, 2, 1, 0]);
    expect([...data.inputs.subarray(180, 186)]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('labels need not begin at 0 nor be without gaps', async () => {
    const folder = folderWith({ [IMAGES]: imagesFile(6), [LABELS]: labelsFile([26, 1, 200, 26, 1, 200]) });
    const data = await read(folder);
    expect(data.classes).toEqual(['1', '26', '200']);
    expect([...data.labels]).toEqual([1, 0, 2, 1, 0, 2]);
  });

  test('the digest follows the content, wherever it stands', async () => {
    const a = await openSource(folderWith(good));
    const b = await openSource(folderWith(good));
    const changed = await openSource(folderWith({ ...good, [LABELS]: labelsFile([1, ...labels.slice(1)]) }));
    expect(a.digest).toBe(b.digest);
    expect(a.digest).not.toBe(changed.digest);
  });
});

/** A pair in which one file is bad. */
const withImages = (bytes: Uint8Array) => folderWith({ ...good, [IMAGES]: bytes });
const withLabels = (bytes: Uint8Array) => folderWith({ ...good, [LABELS]: bytes });

describe('bad IDX files are refused with the reason', () => {
  test.each<[string, () => string, string]>([
    ['an empty images file', () => withImages(new Uint8Array()), 'error.data.idx.noHeader'],
    ['a header cut off', () => withImages(imagesFile(30).subarray(0, 10)), 'error.data.idx.noHeader'],
    [
      'a wrong magic number',
      () => withImages(idxBytes(0x804, [30, 2, 3], new Uint8Array(180))),
      'error.data.idx.notImages',
    ],
    ['images of floats', () => withImages(idxBytes(0xd03, [1, 2, 3], new Uint8Array(24))), 'error.data.idx.notImages'],
    ['a text in place of images', () => withImages(Buffer.from('<html>404</html>')), 'error.data.idx.notImages'],
    ['a text in place of labels', () => withLabels(Buffer.from('<html>404</html>')), 'error.data.idx.notLabels'],
    ['images cut off', () => withImages(imagesFile(30).subarray(0, 100)), 'error.data.idx.tooShort'],
    ['labels cut off', () => withLabels(labelsFile(labels).subarray(0, 20)), 'error.data.idx.tooShort'],
    [
      'bytes behind the images',
      () => withImages(Buffer.concat([imagesFile(30), Buffer.alloc(1)])),
      'error.data.idx.tooLong',
    ],
    ['fewer labels than images', () => withLabels(labelsFile(labels.slice(1))), 'error.data.idx.countsDiffer'],
    ['no images inside', () => withImages(idxBytes(0x803, [0, 2, 3], new Uint8Array())), 'error.data.idx.empty'],
    ['images without width', () => withImages(idxBytes(0x803, [30, 2, 0], new Uint8Array())), 'error.data.idx.empty'],
    [
      'an absurd number of rows',
      () => withImages(idxBytes(0x803, [2 ** 32 - 1, 28, 28], new Uint8Array(9))),
      'error.data.idx.tooManyRows',
    ],
    [
      'more bytes than fit',
      () => withImages(idxBytes(0x803, [1_000_000, 28, 28], new Uint8Array(9))),
      'error.data.idx.tooLarge',
    ],
    [
      'an absurd image',
      () => withImages(idxBytes(0x803, [1, 2 ** 32 - 1, 2 ** 32 - 1], new Uint8Array(9))),
      'error.data.idx.imageTooLarge',
    ],
    ['no labels file', () => folderWith({ [IMAGES]: imagesFile(30) }), 'error.data.idx.noLabels'],
    [
      'labels of another set only',
      () => folderWith({ [IMAGES]: imagesFile(30), [TEST_LABELS]: labelsFile(labels) }),
      'error.data.idx.noLabels',
    ],
    ['no images file', () => folderWith({ [LABELS]: labelsFile(labels) }), 'error.data.idx.noImages'],
    ['a labels file given', () => join(folderWith(good), LABELS), 'error.data.idx.labelsGiven'],
    ['an empty folder', () => temporaryFolder(), 'error.data.unknownKind'],
    ['a folder without data', () => folderWith({ 'a.txt': 'x' }), 'error.data.unknownKind'],
    ['a file of another kind', () => join(folderWith({ 'a.txt': 'x' }), 'a.txt'), 'error.data.unknownKind'],
    ['no such path', () => join(temporaryFolder(), 'nothing'), 'error.data.notFound'],
    ['a path through a file', () => join(folderWith({ 'a.txt': 'x' }), 'a.txt', 'b'), 'error.data.notFound'],
  ])('%s', async (_, path, key) => {
    expect(await keyOf(path())).toBe(key);
  });

  test('the sentence names the file, what is wrong in numbers, and what to do', async () => {
    const folder = withImages(imagesFile(30).subarray(0, 100));
    const { message } = await refusalOf(read(folder));
    expect(message).toBe(
      `${join(folder, IMAGES)} is incomplete: its header gives the sizes 30 × 2 × 3, so it should hold 196 bytes, but it holds 100. Download or copy it again.`,
    );
  });

  test('two sets in one folder, of which neither is a test part', async () => {
    const folder = folderWith({
      ...good,
      'b-images-idx3-ubyte': imagesFile(3),
      'b-labels-idx1-ubyte': labelsFile([0, 1, 2]),
    });
    expect(await keyOf(folder)).toBe('error.data.idx.several');
  });

  test('a test pair of another size', async () => {
    const testImages = idxBytes(0x803, [3, 3, 3], new Uint8Array(27));
    const folder = folderWith({ ...good, [TEST_IMAGES]: testImages, [TEST_LABELS]: labelsFile([0, 1, 2]) });
    const { record } = await refusalOf(read(folder));
    expect(record).toMatchObject({ key: 'error.data.idx.sizesDiffer', values: { size: '3 × 3', expected: '2 × 3' } });
  });

  test('more files than a folder may hold', async () => {
    const folder = temporaryFolder();
    for (let i = 0; i <= 1000; i++) writeFileSync(join(folder, `${i}.txt`), '');
    expect(await keyOf(folder)).toBe('error.data.tooManyFiles');
  });

  test('folders and links inside a folder are not followed', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, IMAGES));
    symlinkSync(join(folderWith(good), LABELS), join(folder, LABELS));
    expect(await keyOf(folder)).toBe('error.data.unknownKind');
  });
});

describe('bad gzip files', () => {
  const packed = gzipSync(imagesFile(30));
  const pair = (images: Uint8Array) => folderWith({ [`${IMAGES}.gz`]: images, [LABELS]: labelsFile(labels) });

  test('cut off behind the header', async () => {
    const noise = gzipSync(
      idxBytes(
        0x803,
        [1000, 2, 3],
        Uint8Array.from({ length: 6000 }, (_, i) => (i * i * 31) % 251),
      ),
    );
    expect(await keyOf(pair(noise.subarray(0, noise.length - 10)))).toBe('error.data.gzip.truncated');
  });

  test('cut off within the header', async () => {
    expect(await keyOf(pair(packed.subarray(0, 12)))).toBe('error.data.gzip.truncated');
  });

  test('nothing inside', async () => {
    expect(await keyOf(pair(gzipSync(new Uint8Array())))).toBe('error.data.idx.noHeader');
  });

  test('flipped bytes', async () => {
    const broken = Uint8Array.from(packed);
    broken[broken.length - 6]! ^= 0xff;
    expect(await keyOf(pair(broken))).toBe('error.data.gzip.damaged');
  });

  test('unpacks to more than its header says: stopped, however much it is', async () => {
    const bomb = gzipSync(idxBytes(0x803, [30, 2, 3], new Uint8Array(50_000_000)));
    const before = process.memoryUsage().arrayBuffers;
    expect(await keyOf(pair(bomb))).toBe('error.data.idx.tooLong');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});
