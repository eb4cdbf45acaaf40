import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import type { RawImages } from '#electron/data/raw/dataset.ts';
import { idxReader } from '#electron/data/readers/idx.ts';
import type { Source } from '#electron/data/readers/reader.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { folderWith, idxBytes, imagesFile, labelsFile, refusalOf, roundLabels } from './data-files.ts';
import { zipBytes } from './zip-bytes.ts';

async function open(path: string, choice: DataChoice = {}): Promise<Source | null> {
  const files = await openFiles(path);
  onTestFinished(() => files.close());
  return idxReader.open(files, choice);
}
async function read(path: string, choice: DataChoice = {}): Promise<RawImages> {
  const source = await open(path, choice);
  const data = await source?.read(() => {});
  if (data?.kind !== 'images') throw new Error(`not understood as IDX: ${path}`);
  return data;
}
const keyOf = async (path: string): Promise<string> => (await refusalOf(read(path))).record.key;
function classesOf({ target }: RawImages) {
  if (target.task !== 'classification') throw new Error('expected classes');
  return { classes: target.classes, labels: [...target.labels] };
}
/** What can be compared: all but functions. */
const content = (data: RawImages) => JSON.parse(JSON.stringify(data));

const IMAGES = 'train-images-idx3-ubyte';
const LABELS = 'train-labels-idx1-ubyte';
const TEST_IMAGES = 't10k-images-idx3-ubyte';
const TEST_LABELS = 't10k-labels-idx1-ubyte';
const labels = roundLabels(30, 3);
const good = { [IMAGES]: imagesFile(30), [LABELS]: labelsFile(labels) };

describe('good IDX files', () => {
  test('a folder with a pair', async () => {
    const folder = folderWith(good);
    const data = await read(folder);
    expect(data).toMatchObject({
      rows: 30,
      height: 2,
      width: 3,
      channels: 1,
      scale: 1 / 255,
      leftOut: [],
      warnings: [],
    });
    expect(classesOf(data)).toEqual({ classes: ['0', '1', '2'], labels });
    expect([...data.pixels.subarray(6, 12)]).toEqual([7, 8, 9, 10, 11, 12]);
    expect(data.pixels).toHaveLength(180);
    expect(data.publishedTest).toBeUndefined();
    expect(data.layout).toMatchObject({ files: 2, bytes: good[IMAGES]!.length + good[LABELS]!.length });
    expect(data.place(16)).toEqual({ file: `${join(folder, IMAGES)} › 17`, line: null });
    expect(data.why.kind.values).toEqual({ file: IMAGES, height: 2, width: 3 });
    expect(data.why.target.values).toEqual({ file: LABELS });
  });

  test('the preview shows the first 24 images', async () => {
    const { preview } = await read(folderWith(good));
    if (preview.kind !== 'images') throw new Error('expected images');
    expect(preview).toMatchObject({ height: 2, width: 3, channels: 1 });
    expect(preview.images).toHaveLength(24);
    expect([...Buffer.from(preview.images[5]!.pixels, 'base64')]).toEqual([35, 36, 37, 38, 39, 40]);
    expect(preview.images[5]!.label).toBe('2');
  });

  test('gzipped files hold the same', async () => {
    const packed = { [`${IMAGES}.gz`]: gzipSync(good[IMAGES]!), [`${LABELS}.gz`]: gzipSync(good[LABELS]!) };
    const [a, b] = [await read(folderWith(packed)), await read(folderWith(good))];
    expect(a.pixels).toEqual(b.pixels);
    expect(content(a).target).toEqual(content(b).target);
  });

  test('a ZIP of gzipped files holds the same', async () => {
    const entries = Object.entries(good).map(([name, bytes]) => ({
      name: `MNIST/${name}.gz`,
      content: gzipSync(bytes),
    }));
    const path = join(folderWith({ 'mnist.zip': zipBytes(entries) }), 'mnist.zip');
    const data = await read(path);
    expect(data.pixels).toEqual((await read(folderWith(good))).pixels);
    expect(data.place(0).file).toContain(`${path} › MNIST/${IMAGES}`);
  });

  test('where a file is there plain and gzipped, the plain one is read', async () => {
    const folder = folderWith({ ...good, [`${IMAGES}.gz`]: gzipSync(imagesFile(5)) });
    expect((await read(folder)).rows).toBe(30);
  });

  test('one images file finds its labels beside it, among other sets', async () => {
    const folder = folderWith({ ...good, [TEST_IMAGES]: imagesFile(6), [TEST_LABELS]: labelsFile([0, 1, 0, 1, 0, 1]) });
    expect((await read(join(folder, TEST_IMAGES))).rows).toBe(6);
  });

  test('dots instead of dashes, as they are often unpacked', async () => {
    const folder = folderWith({
      'train-images.idx3-ubyte': good[IMAGES]!,
      'train-labels.idx1-ubyte': good[LABELS]!,
      'readme.txt': 'hello',
    });
    expect((await read(join(folder, 'train-images.idx3-ubyte'))).rows).toBe(30);
  });

  test('names that say nothing, by the magic numbers', async () => {
    const folder = folderWith({ 'a.bin': good[IMAGES]!, 'b.bin': good[LABELS]!, 'notes.md': '# notes' });
    const { rows, warnings } = await read(folder);
    expect(rows).toBe(30);
    expect(warnings).toMatchObject([
      {
        reason: { key: 'data.otherFiles', values: { count: 1 } },
        examples: [{ place: { file: join(folder, 'notes.md') } }],
      },
    ]);
  });

  test('a folder within the folder', async () => {
    const folder = folderWith({ [`MNIST/raw/${IMAGES}`]: good[IMAGES]!, [`MNIST/raw/${LABELS}`]: good[LABELS]! });
    expect((await read(folder)).rows).toBe(30);
  });

  test('train and test pair: the test rows stand last and are marked', async () => {
    const folder = folderWith({ ...good, [TEST_IMAGES]: imagesFile(6), [TEST_LABELS]: labelsFile([2, 1, 0, 2, 1, 0]) });
    const data = await read(folder);
    expect(data.publishedTest).toBe(30);
    expect(classesOf(data).labels.slice(30)).toEqual([2, 1, 0, 2, 1, 0]);
    expect([...data.pixels.subarray(180, 186)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(data.place(30).file).toBe(`${join(folder, TEST_IMAGES)} › 1`);
  });

  test('labels need not begin at 0 nor be without gaps', async () => {
    const folder = folderWith({ [IMAGES]: imagesFile(6), [LABELS]: labelsFile([26, 1, 200, 26, 1, 200]) });
    expect(classesOf(await read(folder))).toEqual({ classes: ['1', '26', '200'], labels: [1, 0, 2, 1, 0, 2] });
  });

  test('labels are quantities where the person says so', async () => {
    const { target } = await read(folderWith(good), { task: 'regression' });
    expect(target).toEqual({ name: null, task: 'regression', values: Float64Array.from(labels) });
  });

  test('its files are those of the pair, and no others', async () => {
    const source = await open(folderWith({ ...good, 'readme.txt': 'hello' }));
    expect(source?.format).toBe('idx');
    expect(source?.files?.map(({ path }) => path)).toEqual([IMAGES, LABELS]);
  });

  test('progress only grows and ends at 1', async () => {
    const heard: number[] = [];
    await (await open(folderWith(good)))?.read(done => heard.push(done));
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });
});

test.each([
  ['text', { 'a.txt': 'x' }],
  ['a table that is named a little like it', { 'idx1.csv': 'a,b\n1,2\n' }],
])('what is no IDX is left to other readers: %s', async (_, files) => {
  expect(await open(folderWith(files))).toBeNull();
  expect(await open(join(folderWith(files), Object.keys(files)[0]!))).toBeNull();
});

test('rows that shall be a table or texts are no images', async () => {
  expect(await open(folderWith(good), { kind: 'table' })).toBeNull();
  expect(await open(folderWith(good), { kind: 'text' })).toBeNull();
  expect(await open(folderWith(good), { kind: 'images' })).not.toBeNull();
});

const MNIST = '../shared/data/mnist10k';

describe.skipIf(!existsSync(MNIST))(`real digits (skipped where ${MNIST} is missing)`, () => {
  test.each(['', '/t10k-images-idx3-ubyte.gz'])('mnist10k%s', async name => {
    const data = await read(MNIST + name);
    expect(data).toMatchObject({ rows: 10_000, height: 28, width: 28 });
    expect(classesOf(data).labels.slice(0, 10)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
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

  test('a target column, which images have none of', async () => {
    expect((await refusalOf(read(folderWith(good), { target: 'digit' }))).record.values).toMatchObject({
      target: 'digit',
    });
  });

  test('a test pair of another size', async () => {
    const testImages = idxBytes(0x803, [3, 3, 3], new Uint8Array(27));
    const folder = folderWith({ ...good, [TEST_IMAGES]: testImages, [TEST_LABELS]: labelsFile([0, 1, 2]) });
    const { record } = await refusalOf(read(folder));
    expect(record).toMatchObject({ key: 'error.data.idx.sizesDiffer', values: { size: '3 × 3', expected: '2 × 3' } });
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
    const zeros = new Uint8Array(50_000_000);
    const all = idxBytes(0x803, [30, 2, 3], zeros);
    const folder = pair(gzipSync(all));
    const before = process.memoryUsage().arrayBuffers;
    expect(await keyOf(folder)).toBe('error.data.idx.tooLong');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    // They are held until here, or their end would hide what was unpacked.
    expect(all.length).toBeGreaterThan(zeros.length);
  });
});
