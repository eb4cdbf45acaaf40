import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepare } from '#electron/data/prepare.ts';
import { openPrepared } from '#electron/data/prepared.ts';
import { countClasses } from '#electron/data/split.ts';
import { DatasetFacts, type PreparedDataset } from '#shared/domain/dataset.ts';
import { decodePrepared } from '#shared/domain/prepared-file.ts';
import { folderWith, imagesFile, labelsFile, refusalOf, roundLabels, temporaryFolder } from './data-files.ts';

const MNIST = '../shared/data/mnist10k';

const pairOf = (labels: readonly number[]) => ({
  'train-images-idx3-ubyte': imagesFile(labels.length),
  'train-labels-idx1-ubyte': labelsFile(labels),
});
const quiet = () => {};
/** A small source of three classes. */
const small = () => folderWith(pairOf(roundLabels(30, 3)));
const only = async (source: string): Promise<PreparedDataset> => prepare(source, temporaryFolder(), quiet);

describe('prepare', () => {
  test('sample:digits', async () => {
    const { facts, file } = await only('sample:digits');
    expect(DatasetFacts.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      source: 'sample:digits',
      kind: 'sample',
      image: [16, 16, 1],
      features: 256,
      rows: { train: 6400, dev: 800, test: 800 },
      metric: 'accuracy',
    });
    expect(facts.classes).toHaveLength(10);
    expect(decodePrepared(readFileSync(file)).facts).toEqual(facts);
  });

  test('every row of the source is in the file once, with its label', async () => {
    const labels = roundLabels(40, 4);
    const { file } = await only(folderWith(pairOf(labels)));
    const { splits } = await openPrepared(file);
    const rows = Object.values(splits).flatMap(split =>
      Array.from({ length: split.rows }, (_, i) => ({ pixel: split.inputs[i * 6]!, label: split.labels[i]! })),
    );
    const expected = labels.map((label, i) => ({ pixel: (7 * i) % 256, label }));
    const byPixel = (a: { pixel: number }, b: { pixel: number }) => a.pixel - b.pixel;
    expect(rows.sort(byPixel)).toEqual(expected.sort(byPixel));
  });

  test('the sample gives the same file under every home, named by its digest', async () => {
    const a = await only('sample:digits');
    const b = await only('sample:digits');
    expect(a.digest).toBe(b.digest);
    expect(a.file).not.toBe(b.file);
    expect(a.file).toContain(a.facts.sourceDigest.slice(0, 32));
  });

  test('an unchanged source is found again, not written again', async () => {
    const home = temporaryFolder();
    const source = small();
    const first = await prepare(source, home, quiet);
    const { ino, mtimeMs } = statSync(first.file);
    const second = await prepare(source, home, quiet);
    expect(second).toEqual(first);
    expect(statSync(second.file)).toMatchObject({ ino, mtimeMs });
  });

  test('a changed source is noticed, also where size and name stay', async () => {
    const home = temporaryFolder();
    const source = small();
    const first = await prepare(source, home, quiet);
    const labels = roundLabels(30, 3).reverse();
    writeFileSync(join(source, 'train-labels-idx1-ubyte'), labelsFile(labels));
    const second = await prepare(source, home, quiet);
    expect(second.digest).not.toBe(first.digest);
    expect(second.file).not.toBe(first.file);
    expect(existsSync(first.file)).toBe(true);
  });

  test('the same bytes elsewhere share the file, each under its own name', async () => {
    const home = temporaryFolder();
    const here = await prepare(small(), home, quiet);
    const there = await prepare(small(), home, quiet);
    expect(there.digest).toBe(here.digest);
    expect(there.facts.source).not.toBe(here.facts.source);
  });

  test('a damaged or incomplete prepared file is made again, with the same bytes', async () => {
    const home = temporaryFolder();
    const first = await prepare(small(), home, quiet);
    const good = readFileSync(first.file);
    writeFileSync(first.file, good.subarray(0, 1000));
    expect((await prepare(small(), home, quiet)).digest).toBe(first.digest);
    expect(readFileSync(first.file).equals(good)).toBe(true);
  });

  test('progress rises from 0 to 1', async () => {
    const seen: number[] = [];
    await prepare('sample:digits', temporaryFolder(), done => seen.push(done));
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
  });

  test('nothing half-written stays behind', async () => {
    const { file } = await only(small());
    expect(readdirSync(dirname(file)).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  test('imbalanced classes are judged by macro-F1 [M1]', async () => {
    const labels = [...new Array<number>(30).fill(0), ...new Array<number>(10).fill(1)];
    const { facts } = await only(folderWith(pairOf(labels)));
    expect(facts).toMatchObject({ metric: 'macroF1', classCounts: [30, 10] });
  });
});

describe('what prepare refuses', () => {
  test('a class with fewer than three examples', async () => {
    const refusal = await refusalOf(only(folderWith(pairOf([...roundLabels(30, 3), 7, 7]))));
    expect(refusal.record).toMatchObject({
      key: 'error.data.classTooSmall',
      values: { name: '7', count: 2, needed: 3 },
    });
  });

  test('a class that only the test part knows', async () => {
    const folder = folderWith({
      ...pairOf(roundLabels(30, 3)),
      't10k-images-idx3-ubyte': imagesFile(4),
      't10k-labels-idx1-ubyte': labelsFile([0, 1, 2, 3]),
    });
    const { record } = await refusalOf(only(folder));
    expect(record).toMatchObject({ key: 'error.data.classTooSmall', values: { name: '3', count: 0, needed: 2 } });
  });

  test('one class only', async () => {
    const refusal = await refusalOf(only(folderWith(pairOf(new Array<number>(10).fill(4)))));
    expect(refusal.record).toMatchObject({ key: 'error.data.oneClass', values: { name: '4' } });
  });

  test('a sample that does not exist', async () => {
    for (const source of ['sample:', 'sample:cats', 'sample:toString']) {
      const { record } = await refusalOf(only(source));
      expect(record).toEqual({ key: 'error.data.noSuchSample', values: { source, samples: 'sample:digits' } });
    }
  });

  test('a home that cannot be written', async () => {
    const home = folderWith({ prepared: 'a file where the folder should be' });
    const { record } = await refusalOf(prepare(small(), home, quiet));
    expect(record.key).toBe('error.data.cannotWrite');
  });

  test('a home in which the file cannot take its place: nothing is left over', async () => {
    const { file } = await only(small());
    const home = temporaryFolder();
    const place = join(home, 'prepared', file.slice(dirname(file).length + 1));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'in the way'), '');
    expect((await refusalOf(prepare(small(), home, quiet))).record.key).toBe('error.data.cannotWrite');
    expect(readdirSync(join(home, 'prepared'))).toHaveLength(1);
  });
});

describe('openPrepared', () => {
  test('gives facts, splits and the digest back', async () => {
    const prepared = await only(small());
    const opened = await openPrepared(prepared.file);
    expect(opened.facts).toEqual(prepared.facts);
    expect(opened.digest).toBe(prepared.digest);
    expect(opened.splits.dev.inputs).toHaveLength(3 * 6);
  });

  test('notices a single changed bit', async () => {
    const { file } = await only(small());
    const bytes = readFileSync(file);
    bytes[bytes.length - 10]! ^= 1;
    writeFileSync(file, bytes);
    expect((await refusalOf(openPrepared(file))).record.key).toBe('error.data.prepared.damaged');
  });

  test('says where a file is gone', async () => {
    const { record } = await refusalOf(openPrepared(join(temporaryFolder(), 'gone.descent')));
    expect(record.key).toBe('error.data.prepared.missing');
  });
});

describe.skipIf(!existsSync(MNIST))(`real data: ${MNIST} (skipped where it is missing)`, () => {
  test('MNIST: 8,000 to train, 1,000 for dev, 1,000 for test, every class in its share', async () => {
    const { facts, file } = await only(MNIST);
    expect(facts).toMatchObject({
      kind: 'idx',
      image: [28, 28, 1],
      features: 784,
      rows: { train: 8000, dev: 1000, test: 1000 },
      classCounts: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
      metric: 'accuracy',
    });
    const { splits } = await openPrepared(file);
    countClasses(splits.dev.labels, 10).forEach((n, c) => {
      expect(Math.abs(n - facts.classCounts[c]! / 10)).toBeLessThan(1);
    });
    // The mean of MNIST's pixels is known: 33.8 of 255 in its test part.
    let sum = 0;
    for (const { inputs } of Object.values(splits)) for (const pixel of inputs) sum += pixel;
    expect(sum / 10_000 / 784).toBeCloseTo(33.79, 1);
  });

  test('its images file alone is the same data', async () => {
    const folder = await only(MNIST);
    const file = await only(join(MNIST, 't10k-images-idx3-ubyte.gz'));
    expect(file.facts.sourceDigest).toBe(folder.facts.sourceDigest);
  });
});
