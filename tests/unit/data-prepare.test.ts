import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepare } from '#electron/data/prepare.ts';
import { openPrepared } from '#electron/data/prepared.ts';
import { countClasses } from '#electron/data/raw/classes.ts';
import { sampleNames } from '#electron/data/samples/samples.ts';
import { DataReport } from '#shared/domain/data-report.ts';
import { type DataChoice, DatasetFacts } from '#shared/domain/dataset.ts';
import { decodePrepared } from '#shared/domain/prepared-file.ts';
import { hasMessage } from '#shared/messages/text.ts';
import { Random } from '#shared/method/random.ts';
import { folderWith, imagesFile, labelsFile, refusalOf, roundLabels, temporaryFolder } from './data-files.ts';

const DATA = '../shared/data';

const pairOf = (labels: readonly number[]) => ({
  'train-images-idx3-ubyte': imagesFile(labels.length),
  'train-labels-idx1-ubyte': labelsFile(labels),
});
const quiet = () => {};
/** A small source of three classes. */
const small = () => folderWith(pairOf(roundLabels(30, 3)));
const prepareIn = (home: string, source: string, choice: DataChoice = {}) => prepare(source, choice, home, quiet);
const prepareNew = (source: string, choice: DataChoice = {}) => prepareIn(temporaryFolder(), source, choice);
const datasetIn = async (home: string, source: string, choice: DataChoice = {}) =>
  (await prepareIn(home, source, choice)).dataset;
const only = (source: string, choice: DataChoice = {}) => datasetIn(temporaryFolder(), source, choice);

/** A table of two columns and a target. */
function tableFile(rows = 60, seed = 1): string {
  const random = Random.from(seed);
  const lines = Array.from({ length: rows }, (_, i) =>
    [random.normal().toFixed(4), random.normal().toFixed(4), i % 3 ? 'yes' : 'no'].join(','),
  );
  return join(folderWith({ 'table.csv': ['a,b,class', ...lines].join('\n') }), 'table.csv');
}

describe('prepare', () => {
  test('sample:digits', async () => {
    const { facts, file } = await only('sample:digits');
    expect(DatasetFacts.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      source: 'sample:digits',
      kind: 'images',
      format: 'sample',
      image: [16, 16, 1],
      features: 256,
      rows: { train: 6400, dev: 800, test: 800 },
      metric: 'accuracy',
      batchSize: 64,
    });
    expect(facts.classes).toHaveLength(10);
    expect(decodePrepared(readFileSync(file)).facts).toEqual(facts);
  });

  test('every row of the source is in the file once, with its label', async () => {
    const labels = roundLabels(36, 4);
    const { file } = await only(folderWith(pairOf(labels)));
    const { splits } = await openPrepared(file);
    const rows = Object.values(splits).flatMap(split =>
      Array.from({ length: split.rows }, (_, i) => ({ pixel: split.inputs[i * 6]!, label: split.labels[i]! })),
    );
    const expected = labels.map((label, i) => ({ pixel: (7 * i) % 256, label }));
    const byPixel = (a: { pixel: number }, b: { pixel: number }) => a.pixel - b.pixel;
    expect(rows.sort(byPixel)).toEqual(expected.sort(byPixel));
  });

  test('the same source gives the same file under every home', async () => {
    const source = tableFile();
    const [a, b] = [await only(source), await only(source)];
    expect(a.digest).toBe(b.digest);
    expect(a.file).not.toBe(b.file);
  });

  test('an unchanged source is found again, not written again, with its report', async () => {
    const home = temporaryFolder();
    const source = tableFile();
    const first = await prepareIn(home, source);
    const { ino, mtimeMs } = statSync(first.dataset.file);
    const second = await prepareIn(home, source);
    expect(second).toEqual(first);
    expect(statSync(second.dataset.file)).toMatchObject({ ino, mtimeMs });
    expect(readdirSync(join(home, 'prepared'))).toHaveLength(2);
  });

  test('another choice is another file; what is said by the choice counts', async () => {
    const home = temporaryFolder();
    const source = tableFile();
    const guessed = await datasetIn(home, source);
    const chosen = await datasetIn(home, source, { target: 'b', task: 'regression' });
    expect(guessed.facts).toMatchObject({ target: 'class', task: 'classification' });
    expect(chosen.facts).toMatchObject({ target: 'b', task: 'regression', metric: 'rmse', classes: [] });
    expect(chosen.file).not.toBe(guessed.file);
    expect(chosen.facts.sourceDigest).toBe(guessed.facts.sourceDigest);
    expect(await datasetIn(home, source)).toEqual(guessed);
  });

  test('a changed source is noticed, also where size and name stay', async () => {
    const home = temporaryFolder();
    const source = small();
    const first = await datasetIn(home, source);
    writeFileSync(join(source, 'train-labels-idx1-ubyte'), labelsFile(roundLabels(30, 3).reverse()));
    const second = await datasetIn(home, source);
    expect(second.facts.sourceDigest).not.toBe(first.facts.sourceDigest);
    expect(second.digest).not.toBe(first.digest);
    expect(second.file).not.toBe(first.file);
    expect(existsSync(first.file)).toBe(true);
  });

  test('the same bytes elsewhere are the same source, told of under its own name', async () => {
    const home = temporaryFolder();
    const [here, there] = [await datasetIn(home, small()), await datasetIn(home, small())];
    expect(there.facts.sourceDigest).toBe(here.facts.sourceDigest);
    expect(there.facts.source).not.toBe(here.facts.source);
  });

  test('a damaged or incomplete prepared file is made again, with the same bytes', async () => {
    const home = temporaryFolder();
    const source = small();
    const first = await datasetIn(home, source);
    const good = readFileSync(first.file);
    writeFileSync(first.file, good.subarray(0, 1000));
    expect((await datasetIn(home, source)).digest).toBe(first.digest);
    expect(readFileSync(first.file).equals(good)).toBe(true);
  });

  test('progress rises from 0 to 1', async () => {
    for (const source of ['sample:digits', tableFile(5000)]) {
      const seen: number[] = [];
      await prepare(source, {}, temporaryFolder(), done => seen.push(done));
      expect(seen.length).toBeGreaterThan(5);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
      expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
    }
  });

  test('nothing half-written stays behind', async () => {
    const { file } = await only(small());
    expect(readdirSync(dirname(file)).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('what prepare refuses', () => {
  test('one class only', async () => {
    const refusal = await refusalOf(only(folderWith(pairOf(new Array<number>(10).fill(4)))));
    expect(refusal.record).toMatchObject({ key: 'error.data.oneClass', values: { name: '4' } });
  });

  test('a sample that does not exist', async () => {
    for (const source of ['sample:', 'sample:cats', 'sample:toString']) {
      const { record } = await refusalOf(only(source));
      expect(record).toEqual({ key: 'error.data.noSuchSample', values: { source, samples: sampleNames().join(', ') } });
    }
  });

  test('what is no data, saying what would be', async () => {
    const folder = folderWith({
      'song.mp3': Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0, 0xff, 0xfb, 0x90, 0]),
    });
    const refusal = await refusalOf(only(folder));
    expect(refusal.record.key).toBe('error.data.unknownKindWithin');
    const alone = await refusalOf(only(join(folder, 'song.mp3')));
    expect(alone.record.key).toBe('error.data.unknownKind');
    for (const form of ['CSV', 'one sentence a line', 'PNG', 'IDX', 'ZIP'])
      for (const { message } of [refusal, alone]) expect(message).toContain(form);
    expect(refusal.message).toContain('which holds song.mp3');
  });

  test('another kind than there is, saying what there is', async () => {
    const cases = [
      [small(), 'text', 'error.data.otherKind.idx'],
      [small(), 'table', 'error.data.otherKind.idx'],
      [tableFile(), 'images', 'error.data.otherKind.csv'],
    ] as const;
    for (const [path, kind, key] of cases)
      expect((await refusalOf(only(path, { kind }))).record).toEqual({ key, values: { path, kind } });
  });

  test('a home that cannot be written', async () => {
    const home = folderWith({ prepared: 'a file where the folder should be' });
    expect((await refusalOf(prepareIn(home, small()))).record.key).toBe('error.data.cannotWrite');
  });

  test('a home in which the file cannot take its place: nothing is left over', async () => {
    const source = small();
    const { file } = await only(source);
    const home = temporaryFolder();
    const place = join(home, 'prepared', file.slice(dirname(file).length + 1));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'in the way'), '');
    expect((await refusalOf(prepareIn(home, source))).record.key).toBe('error.data.cannotWrite');
    expect(readdirSync(join(home, 'prepared'))).toHaveLength(1);
  });
});

describe('openPrepared', () => {
  test('gives facts, report, splits and the digest back', async () => {
    const { dataset, report } = await prepareNew(small());
    const opened = await openPrepared(dataset.file);
    expect(opened.facts).toEqual(dataset.facts);
    expect(opened.report).toEqual(report);
    expect(opened.digest).toBe(dataset.digest);
    expect(opened.splits.dev.inputs).toHaveLength(6 * 6);
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

describe('every sample is understood without a word from the person', () => {
  test.each(sampleNames())('%s', async source => {
    const { dataset, report } = await prepareNew(source);
    expect(DatasetFacts.parse(dataset.facts)).toEqual(dataset.facts);
    expect(DataReport.parse(report)).toEqual(report);
    expect(report.leftOut).toEqual([]);
    expect(Object.values(report.why).every(why => why !== undefined && hasMessage(why.key))).toBe(true);
    const { train, dev, test } = dataset.facts.rows;
    expect(train + dev + test).toBe(report.rowsRead);
  });
});

describe.skipIf(!existsSync(DATA))(`real data: ${DATA} (skipped where it is missing)`, () => {
  test('MNIST: 8,000 to train, 1,000 for dev, 1,000 for test, every class in its share', async () => {
    const { facts, file } = await only(`${DATA}/mnist10k`);
    expect(facts).toMatchObject({
      kind: 'images',
      format: 'idx',
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

  test('MNIST: its images file alone is the same data', async () => {
    const folder = await only(`${DATA}/mnist10k`);
    const file = await only(`${DATA}/mnist10k/t10k-images-idx3-ubyte.gz`);
    expect(file.facts.sourceDigest).toBe(folder.facts.sourceDigest);
  });

  test('wine: grades are imbalanced classes, and 240 red wines are copies of others', async () => {
    const { dataset, report } = await prepareNew(`${DATA}/wine-quality/winequality-red.csv`);
    expect(dataset.facts).toMatchObject({
      kind: 'table',
      task: 'classification',
      target: 'quality',
      features: 11,
      classes: ['3', '4', '5', '6', '7', '8'],
      classCounts: [10, 53, 681, 638, 199, 18],
      metric: 'macroF1',
      batchSize: 64,
    });
    // Known of this file: 1,599 rows, 1,359 of them different.
    expect(report.duplicates.rows - report.duplicates.groups).toBe(240);
  });

  test('wine: white ones hold no row on both sides', async () => {
    const { dataset } = await prepareNew(`${DATA}/wine-quality/winequality-white.csv`);
    const { splits } = await openPrepared(dataset.file);
    const partOf = new Map<string, string>();
    for (const [name, { rows, inputs }] of Object.entries(splits))
      for (let row = 0; row < rows; row++) {
        const wine = inputs.subarray(row * 11, row * 11 + 11).join();
        expect(partOf.get(wine) ?? name).toBe(name);
        partOf.set(wine, name);
      }
    // Known of this file: 4,898 rows, 3,961 of them different.
    expect(partOf.size).toBe(3961);
    expect(dataset.facts.classes).toEqual(['3', '4', '5', '6', '7', '8', '9']);
  });

  test('movie reviews: as a table with a text column, and as published, one file a class in Latin-1', async () => {
    const table = await prepareNew(`${DATA}/movie-reviews/movie-reviews.csv`);
    const files = await prepareNew(`${DATA}/movie-reviews/rt-polarity.*`);
    for (const { dataset, report } of [table, files]) {
      expect(dataset.facts).toMatchObject({
        kind: 'text',
        task: 'classification',
        rows: { train: 8530, dev: 1066, test: 1066 },
        classCounts: [5331, 5331],
        metric: 'accuracy',
        batchSize: 64,
      });
      expect(dataset.facts.floor.loss).toBeCloseTo(Math.LN2, 10);
      expect(report.duplicates).toEqual({ rows: 4, groups: 2 });
    }
    expect(files.report.layout.encoding).toEqual({ name: 'windows-1252', bom: false });
  });
});
