import { describe, expect, onTestFinished, test } from 'vitest';
import { openSource } from '#electron/data/open-source.ts';
import type { RawDataset, RawTexts } from '#electron/data/raw/dataset.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { folderWith, refusalOf } from './data-files.ts';
import { zipBytes } from './zip-bytes.ts';

async function read(path: string, choice: DataChoice = {}): Promise<RawDataset> {
  const source = await openSource(path, choice);
  onTestFinished(() => source.close());
  const data = await source.read(() => {});
  for (const { key, values } of [...Object.values(data.why), ...data.warnings.map(({ reason }) => reason)])
    for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}|^data\./);
  return data;
}
async function readTexts(files: Record<string, string>, file = ''): Promise<RawTexts> {
  const data = await read(folderWith(files) + file);
  if (data.kind !== 'text') throw new Error('no texts');
  return data;
}
const labelsOf = ({ target }: RawDataset): string[] =>
  target.task === 'classification' ? Array.from(target.labels, label => target.classes[label]!) : [];
const refusedFiles = async (files: Record<string, Uint8Array | string>, file = '') =>
  (await refusalOf(read(folderWith(files) + file))).record;

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (count: number, line: (i: number) => string): string =>
  range(count)
    .map(i => `${line(i)}\n`)
    .join('');
const sentence = (i: number): string => `the walk by the river was long, day ${i}`;
const code = (i: number): string => String([7, 11, 2][i % 3]);

describe('texts and labels in files of their own, line by line', () => {
  test('the label stands in the same line', async () => {
    const files = { 'walks.text': lines(30, sentence), 'walks.labels': lines(30, code) };
    for (const file of ['', '/walks.text', '/walks.labels']) {
      const data = await readTexts(files, file);
      expect(data).toMatchObject({ rows: 30, target: { classes: ['2', '7', '11'] }, layout: { files: 2 } });
      expect(labelsOf(data)).toEqual(range(30).map(code));
      expect(data.texts[4]).toBe(sentence(4));
    }
  });

  test('also in parts, beside a list of the classes', async () => {
    const data = await readTexts({
      'train_text.txt': lines(20, sentence),
      'train_labels.txt': lines(20, code),
      'test_text.txt': lines(6, i => sentence(100 + i)),
      'test_labels.txt': lines(6, code),
      'mapping.txt': '2\thappy\n7\tsad\n11\tnone\n',
    });
    expect(data).toMatchObject({ rows: 26, publishedTest: 20, warnings: [{ reason: { key: 'data.otherFiles' } }] });
  });

  test('are refused where they differ in number, or hold numbers', async () => {
    const short = { 'walks.text': lines(30, sentence), 'walks.labels': lines(29, code) };
    expect(await refusedFiles(short)).toMatchObject({
      key: 'error.data.lines.countsDiffer',
      values: { texts: 30, labels: 29 },
    });
    const numbers = { 'd/X_train.txt': lines(30, i => ` ${i / 7}  ${-i}e-1`), 'd/y_train.txt': lines(30, code) };
    expect((await refusedFiles({ ...numbers, 'd/README.txt': 'made up' })).key).toBe('error.data.lines.numbers');
    const tables = { 'a.txt': lines(30, i => `${i} ${i / 3}`), 'b.txt': lines(30, i => `${-i} ${i / 5}`) };
    expect((await refusedFiles(tables)).key).toBe('error.data.lines.tablesOfNumbers');
  });
});

describe('a file a class', () => {
  test('lists of words, code and documentation beside them are no classes', async () => {
    const data = await readTexts({
      'far.txt': lines(30, sentence),
      'near.txt': lines(30, i => `a way of ${i} steps to the shop`),
      'names.txt': lines(30, i => `name${i}`),
      'requirements.txt': 'numpy\npandas\n',
      'README.txt': 'what this is about\n',
      'stop_words.txt': 'the\nof\n',
      'load.py': 'import numpy as np\n',
    });
    expect(data).toMatchObject({ rows: 60, target: { classes: ['far', 'near'] } });
    expect(data.warnings).toMatchObject([{ reason: { key: 'data.lines.ignored', values: { count: 5 } } }]);
  });

  test('may hold a word a line, where all do', async () => {
    const data = await readTexts({ 'good.txt': lines(30, i => `fine${i}`), 'bad.txt': lines(30, i => `poor${i}`) });
    expect(data).toMatchObject({ rows: 60, target: { classes: ['bad', 'good'] } });
  });
});

describe('formats of the field', () => {
  test('fastText', async () => {
    const file = lines(30, i => `__label__${i % 2 ? 'far' : 'near'} ${sentence(i)}`);
    const data = await readTexts({ 'walks.ft.txt': file }, '/walks.ft.txt');
    expect(data).toMatchObject({ rows: 30, target: { classes: ['far', 'near'] } });
    expect([data.texts[3], labelsOf(data)[3]]).toEqual([sentence(3), 'far']);
    const several = { 'a.txt': lines(30, i => `__label__far __label__wet ${sentence(i)}`) };
    expect(await refusedFiles(several, '/a.txt')).toMatchObject({
      key: 'error.data.lines.severalLabels',
      values: { line: 1 },
    });
  });

  test('LIBSVM: what a row does not name is 0', async () => {
    const rows = lines(30, i => `${i % 2 ? '+1' : '-1'} 1:${i / 8}${i % 3 ? ` 4:-${i}` : ''}`);
    const data = await read(`${folderWith({ scale: rows })}/scale`);
    if (data.kind !== 'table') throw new Error('no table');
    expect(data).toMatchObject({
      rows: 30,
      target: { task: 'classification', classes: ['-1', '1'] },
      columns: { length: 4 },
    });
    const last = data.inputs[3]!;
    expect(last.type === 'number' && [...last.values.slice(0, 4)]).toEqual([0, -1, -2, 0]);
    const prices = lines(30, i => `${i * 1.5} 2:${i}`);
    expect((await read(`${folderWith({ prices })}/prices`)).target).toMatchObject({ task: 'regression' });
    const broken = { scale: `${rows}+1 1:2 x:3\n` };
    expect(await refusedFiles(broken, '/scale')).toMatchObject({ key: 'error.data.libsvm.line', values: { line: 31 } });
  });

  const ARFF = `% ${'about '.repeat(200)}\n@relation walks\n@attribute a numeric\n@data\n1\n`;
  test.each<[string, Record<string, Uint8Array | string>, string, string, string]>([
    [
      'MovieLens',
      { 'r.dat': lines(30, i => `${i}::${i * 7}::4::97830`) },
      '/r.dat',
      'error.data.files.doubleColon',
      'MovieLens',
    ],
    [
      'a Git LFS pointer',
      { 'w.csv': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n' },
      '/w.csv',
      'error.data.files.pointer',
      'Git LFS',
    ],
    ['ARFF with long comments', { 'w.arff': ARFF }, '/w.arff', 'error.data.files.otherTable', 'ARFF'],
    ['a folder of ARFF', { 'a.arff': ARFF, 'b.arff': ARFF }, '', 'error.data.files.otherTable', 'ARFF'],
    [
      'Parquet in a folder',
      { 'part-0.parquet': 'PAR1\0\0', 'README.md': 'about' },
      '',
      'error.data.files.otherTable',
      'Parquet',
    ],
    [
      'CIFAR batches',
      { 'c/data_batch_1': '\x80\x02}q', 'c/test_batch': '\x80\x02}q', 'c/batches.meta': 'x' },
      '',
      'error.data.files.cifar',
      'CIFAR',
    ],
  ])('%s is refused by name', async (_, files, file, key, format) => {
    expect(await refusedFiles(files, file)).toMatchObject({ key, values: { format } });
  });

  test('also within a ZIP', async () => {
    const zip = zipBytes([
      { name: 'walks/a.arff', content: ARFF },
      { name: 'walks/b.arff', content: ARFF },
    ]);
    expect(await refusedFiles({ 'w.zip': zip }, '/w.zip')).toMatchObject({ values: { format: 'ARFF' } });
  });

  test('several labels in a cell', async () => {
    const tags = ['sea', 'hill', 'wood', 'town', 'moor', 'fen'];
    const cell = (i: number) => tags.filter((_, bit) => (((i % 25) + 9) >> bit) & 1).join('|');
    const table = `text,tags\n${lines(40, i => `"${sentence(i)}",${cell(i)}`)}`;
    expect(await refusedFiles({ 'w.csv': table }, '/w.csv')).toMatchObject({
      key: 'error.data.csv.tags',
      values: { sign: '|' },
    });
  });
});
