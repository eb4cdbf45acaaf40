import { describe, expect, it, onTestFinished, test } from 'vitest';
import { divide } from '#electron/data/divide.ts';
import { openSource } from '#electron/data/open-source.ts';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { folderWith, refusalOf } from './data-files.ts';

const CLASSES = ['red', 'green', 'blue'];
const row = (i: number, comma = ',') => [(i * 37) % 101, (i * 53) % 89, CLASSES[i % 3]].join(comma);
const table = (from: number, to: number, header = 'size,weight,colour\n') =>
  header + Array.from({ length: to - from }, (_, i) => `${row(from + i)}\n`).join('');

async function read(files: Record<string, string | Uint8Array>, choice: DataChoice = {}): Promise<RawDataset> {
  const source = await openSource(folderWith(files), choice);
  onTestFinished(() => source.close());
  expect(source.format).toBe('csv');
  const data = await source.read(() => {});
  for (const { reason } of data.warnings)
    for (const language of LANGUAGES) expect(text(language, reason.key, reason.values)).not.toMatch(/\{\w+\}|^data\./);
  return data;
}

const keyed = (key: (i: number) => number) =>
  `id,size\n${Array.from({ length: 60 }, (_, i) => `${key(i)},${(i * 37) % 101}`).join('\n')}\n`;
const labels = (from: number, to: number, header = 'kind\n') =>
  header + Array.from({ length: to - from }, (_, i) => `${(from + i) % 3 ? 'a' : 'b'}\n`).join('');

const refused = async (files: Record<string, string>) => (await refusalOf(read(files))).record;
const keys = (data: RawDataset) => data.warnings.map(({ reason }) => reason.key);
const sizes = (data: RawDataset) =>
  data.kind === 'table' && data.inputs[0]?.type === 'number' ? [...data.inputs[0].values] : [];
const expected = (to: number) => Array.from({ length: to }, (_, i) => (i * 37) % 101);

describe('parts that are given [M9]', () => {
  it('by train, val and test, in whatever order they stand', async () => {
    const data = await read({ 'test.csv': table(90, 120), 'train.csv': table(0, 60), 'val.csv': table(60, 90) });
    expect(data).toMatchObject({ rows: 120, publishedDev: 60, publishedTest: 90, target: { name: 'colour' } });
    expect(sizes(data)).toEqual(expected(120));
    expect(data.place(60)).toEqual({ file: expect.stringMatching(/val\.csv$/), line: 2 });
    expect(data.place(119)).toEqual({ file: expect.stringMatching(/test\.csv$/), line: 31 });
    expect(divide(data, 'a').facts).toMatchObject({
      split: { by: 'given', column: null },
      rows: { train: 60, dev: 30, test: 30 },
    });
  });

  it('in several files each', async () => {
    const data = await read({
      'train-00000-of-00002.csv': table(0, 50),
      'train-00001-of-00002.csv': table(50, 90),
      'test-00000-of-00001.csv': table(90, 120),
    });
    expect(data).toMatchObject({ rows: 120, publishedTest: 90 });
    expect(data.publishedDev).toBeUndefined();
    expect(keys(data)).toContain('data.csv.joined');
  });

  it('with other separators, orders of columns and encodings', async () => {
    const other = `colour;weight;size\n${Array.from({ length: 30 }, (_, i) =>
      row(60 + i)
        .split(',')
        .reverse()
        .join(';'),
    ).join('\n')}\n`;
    const data = await read({ 'train.csv': table(0, 60), 'test.csv': Buffer.from(`\ufeff${other}`, 'utf16le') });
    expect(sizes(data)).toEqual(expected(90));
    expect(data.target).toMatchObject({ classes: ['blue', 'green', 'red'] });
  });

  it('a test file without the target is left unread with a word, as is what a competition wants back', async () => {
    const data = await read({
      'train.csv': table(0, 60),
      'test.csv': 'size,weight\n1,2\n3,4\n',
      'sample_submission.csv': 'id,colour\n1,red\n',
    });
    expect(data.rows).toBe(60);
    expect(data.warnings.find(({ reason }) => reason.key === 'data.csv.partUnread')?.reason.values).toMatchObject({
      file: 'test.csv',
      columns: 'colour',
    });
    expect(keys(data)).toContain('data.otherFiles');
  });

  it('counts a row once, also where its class is too rare and it stands in the dev part, too', async () => {
    const rare = '1,2,teal\n3,4,teal\n5,6,teal\n';
    const data = await read({ 'train.csv': table(0, 60) + rare, 'val.csv': table(60, 90) + rare });
    const { report, facts } = divide(data, 'a');
    const left = report.leftOut.reduce((sum, { rows }) => sum + rows, 0);
    expect(report.leftOut).toHaveLength(2);
    expect(facts.rows.train + facts.rows.dev + facts.rows.test + left).toBe(report.rowsRead);
  });

  it('is told of a bad row in the file and line where it stands', async () => {
    const bad = `${table(60, 90)}1,2,${'z'.repeat(1_100_000)}\n`;
    expect(await refused({ 'train.csv': table(0, 60), 'test.csv': bad })).toMatchObject({
      key: 'error.data.csv.rowTooLong',
      values: { file: expect.stringMatching(/test\.csv$/), line: 32 },
    });
    const ragged = await read({ 'train.csv': table(0, 60), 'test.csv': `${table(60, 90)}1,2,red,4\n` });
    expect(ragged.leftOut[0]?.examples[0]?.place).toEqual({ file: expect.stringMatching(/test\.csv$/), line: 32 });
  });
});

describe('pieces of one table', () => {
  test.each<[string, Record<string, string>]>([
    ['with a header each', { 'part-0001.csv': table(0, 40), 'part-0002.csv': table(40, 90) }],
    ['of which the first alone has it', { 'x1.csv': table(0, 40), 'x2.csv': table(40, 90, '') }],
    ['in the order of their numbers', { 'p10.csv': table(80, 90), 'p9.csv': table(40, 80), 'p1.csv': table(0, 40) }],
    [
      'as Spark writes them',
      {
        'part-00000-1b4e28ba-2fa1-11d2-883f-0016d3cca427-c000.csv': table(0, 40),
        'part-00001-1b4e28ba-2fa1-11d2-883f-0016d3cca427-c000.csv': table(40, 90),
        _SUCCESS: 'x',
      },
    ],
  ])('%s', async (_, files) => {
    const data = await read(files);
    expect(data).toMatchObject({
      rows: 90,
      layout: { files: Object.keys(files).filter(name => name !== '_SUCCESS').length },
    });
    expect(sizes(data)).toEqual(expected(90));
    expect(data.publishedTest).toBeUndefined();
    expect(keys(data)).toContain('data.csv.joined');
  });
});

describe('what is refused', () => {
  test.each<[string, Record<string, string>, object]>([
    [
      'other columns, by name',
      { 'train.csv': table(0, 60), 'test.csv': table(60, 90, 'size,height,colour\n') },
      {
        key: 'error.data.csv.columnsDiffer',
        values: { first: 'train.csv', second: 'test.csv', missing: 'weight', extra: 'height' },
      },
    ],
    [
      'pieces that lack a column',
      { 'part-1.csv': table(0, 60), 'part-2.csv': 'size,weight\n1,2\n3,4\n' },
      { key: 'error.data.csv.columnsDiffer', values: { second: 'part-2.csv', missing: 'colour', extra: '–' } },
    ],
    ['other tables', { 'red.csv': table(0, 60), 'white.csv': table(60, 90) }, { key: 'error.data.csv.several' }],
    [
      'fewer labels than rows',
      { 'X_train.csv': table(0, 60), 'y_train.csv': 'y\n1\n2\n' },
      { key: 'error.data.csv.labelRows', values: { labels: 2, rows: 60 } },
    ],
    [
      'labels in another order than their rows',
      {
        'features.csv': keyed(i => i),
        'labels.csv': `id,y\n${Array.from({ length: 60 }, (_, i) => `${59 - i},a`).join('\n')}`,
      },
      { key: 'error.data.csv.labelKeys', values: { line: 2, name: 'id', value: '59', other: '0' } },
    ],
    [
      'several labels a row',
      { 'X.csv': table(0, 60), 'y.csv': 'p,q,r\n1,2,3\n2,1,3\n3,3,1\n' },
      { key: 'error.data.csv.labelColumns', values: { columns: 3 } },
    ],
    [
      'X of two kinds',
      { 'X.csv': table(0, 60), 'features.csv': table(0, 60), 'y.csv': 'y\n1\n' },
      { key: 'error.data.csv.several' },
    ],
  ])('%s', async (_, files, record) => {
    expect(await refused(files)).toMatchObject(record);
  });
});

describe('labels in a file of their own', () => {
  it('are read line by line where the names say so, with parts as given [M9]', async () => {
    const data = await read({
      'X_train.csv': table(0, 60),
      'y_train.csv': labels(0, 60),
      'Xtest.csv': table(60, 90),
      'ytest.csv': labels(60, 90),
    });
    expect(data).toMatchObject({ rows: 90, publishedTest: 60, target: { name: 'kind', classes: ['a', 'b'] } });
    expect(data.target.task === 'classification' && [...data.target.labels].map(label => 'ab'[label]).join('')).toBe(
      'baa'.repeat(30),
    );
    expect(data.place(60)).toEqual({ file: expect.stringMatching(/Xtest\.csv$/), line: 2 });
    expect(keys(data).filter(key => key === 'data.csv.labelsBeside')).toHaveLength(2);
  });

  it('without names of columns, or with a key before each', async () => {
    const bare = await read({ 'X.csv': table(0, 60, ''), 'y.csv': labels(0, 60, '') });
    expect(bare).toMatchObject({ rows: 60, target: { name: 'label', classes: ['a', 'b'] } });
    const key = `id,kind\n${Array.from({ length: 60 }, (_, i) => `${i},${i % 3 ? 'a' : 'b'}`).join('\n')}\n`;
    expect(await read({ 'train_features.csv': keyed(i => i), 'train_labels.csv': key })).toMatchObject({
      rows: 60,
      target: { name: 'kind' },
    });
  });

  it('a test part without labels is left unread with a word', async () => {
    const data = await read({ 'X_train.csv': table(0, 60), 'y_train.csv': labels(0, 60), 'X_test.csv': table(60, 90) });
    expect(data.rows).toBe(60);
    expect(keys(data)).toContain('data.csv.partUnread');
  });

  it('counts both files in what the data is known by', async () => {
    const folder = folderWith({ 'X.csv': table(0, 60), 'y.csv': labels(0, 60) });
    const source = await openSource(folder, {});
    onTestFinished(() => source.close());
    expect(source.files?.map(({ path }) => path)).toEqual(['X.csv', 'y.csv']);
  });
});
