import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import type { RawTexts } from '#electron/data/raw/dataset.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { linesReader } from '#electron/data/readers/lines.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { LANGUAGES, text } from '#shared/messages/text.ts';
import { refusalOf, temporaryFolder } from './data-files.ts';
import { zipBytes } from './zip-bytes.ts';

const REVIEWS = join(import.meta.dirname, '../../../shared/data/movie-reviews');

/** A folder with these files, in folders of their own where their names say so. */
function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function open(path: string, choice: DataChoice = {}) {
  const files = await openFiles(path);
  onTestFinished(() => files.close());
  return (await csvReader.open(files, choice)) ?? (await linesReader.open(files, choice));
}

async function read(path: string, onProgress: (done: number) => void = () => {}): Promise<RawTexts> {
  const source = await open(path);
  expect(source?.format).toBe('lines');
  const raw = await source!.read(onProgress);
  if (raw.kind !== 'text') throw new Error(`texts expected, got ${raw.kind}`);
  return raw;
}

const labelsOf = ({ target }: RawTexts): string[] =>
  target.task === 'classification' ? [...target.labels].map(label => target.classes[label]!) : [];

/** All sentences that a data set comes with; each must be whole in every language. */
function sentences({ leftOut, warnings, why }: RawTexts): string[] {
  const reasons = [
    ...Object.values(why),
    ...leftOut.map(({ reason }) => reason),
    ...warnings.map(({ reason }) => reason),
  ];
  for (const { key, values } of reasons)
    for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}|^data\./);
  return reasons.map(({ key, values }) => text('en', key, values));
}

const keyOf = async (path: string, choice: DataChoice = {}): Promise<string> =>
  (await refusalOf(open(path, choice).then(source => source!.read(() => {})))).record.key;

const POS = 'a good film\na joy\n';
const NEG = 'a bad film\na mess\n';
const documents = (folder: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.txt`, `text ${i}\nof ${folder}\n`]));

describe('a file a class', () => {
  test('pos.txt and neg.txt: each line is a text, the names are the classes', async () => {
    const folder = folderOf({ 'pos.txt': POS, 'neg.txt': NEG });
    const raw = await read(folder);
    expect(raw.texts).toEqual(['a bad film', 'a mess', 'a good film', 'a joy']);
    expect(labelsOf(raw)).toEqual(['neg', 'neg', 'pos', 'pos']);
    expect(raw.place(3)).toEqual({ file: join(folder, 'pos.txt'), line: 2 });
    expect(raw.layout).toMatchObject({
      files: 2,
      bytes: POS.length + NEG.length,
      encoding: { name: 'utf-8', bom: false },
    });
    expect(raw.preview).toMatchObject({
      kind: 'texts',
      rows: [{ text: 'a bad film', label: 'neg' }, { label: 'pos' }, {}, {}],
    });
    expect(raw.publishedTest).toBeUndefined();
    expect(sentences(raw)).toEqual([
      'Text files (2), one for each of 2 classes: each line is a text.',
      'The names of the files say the class.',
      'Each row belongs to one of 2 classes, so this is classification.',
    ]);
  });

  test.each([
    ['endings', ['reviews.pos', 'reviews.neg'], ['neg', 'pos']],
    ['names that begin alike', ['movie-pos.txt', 'movie-neg.txt'], ['neg', 'pos']],
    ['three classes', ['a/0.txt', 'a/1.txt', 'a/2.txt'], ['0', '1', '2']],
    ['Chinese names', ['好评.txt', '差评.txt'], ['好评', '差评']],
    ['beside a read-me', ['README.txt', 'pos.txt', 'neg.txt', 'notes.md'], ['neg', 'pos']],
    ['train alone', ['train_pos.txt', 'train_neg.txt'], ['neg', 'pos']],
  ])('%s', async (_, names, classes) => {
    const raw = await read(folderOf(Object.fromEntries(names.map(name => [name, `one of ${name}\n`]))));
    expect(raw.target).toMatchObject({ classes });
  });

  test.each(['reviews.pos', 'reviews.neg', 'reviews.*'])('%s finds all of its stem', async name => {
    const folder = folderOf({
      'reviews.pos': POS,
      'reviews.neg': NEG,
      'others.txt': 'x\n',
      'reviews.csv': 'a,b\n1,2\n',
    });
    const path = join(folder, name);
    if (name.includes('*')) expect(await keyOf(path)).toBe('error.data.several');
    else expect((await read(path)).rows).toBe(4);
  });

  test('in a ZIP, in a folder of its own', async () => {
    const inZip = (files: Record<string, string>): string => {
      const entries = Object.entries(files).map(([name, content]) => ({ name, content }));
      return join(folderOf({ 'reviews.zip': zipBytes(entries) }), 'reviews.zip');
    };
    const path = inZip({ 'reviews/neg.txt': NEG, 'reviews/pos.txt': POS });
    const raw = await read(path);
    expect(labelsOf(raw)).toEqual(['neg', 'neg', 'pos', 'pos']);
    expect(raw.place(2).file).toBe(`${path} › reviews/pos.txt`);
    const severalSets = inZip({ 'x.neg': NEG, 'x.pos': POS, 'x.csv': 'text,label' });
    expect(await keyOf(severalSets)).toBe('error.data.severalInArchive');
  });

  test('empty lines are left out, counted and shown', async () => {
    const raw = await read(folderOf({ 'pos.txt': `\n${POS}  \t\n`, 'neg.txt': `${NEG}\n\nlast` }));
    expect(raw.rows).toBe(5);
    expect(raw.leftOut).toMatchObject([
      { rows: 4, examples: [{ place: { line: 3 } }, { place: { line: 4 } }, {}, {}] },
    ]);
    expect(raw.place(2).line).toBe(5);
  });

  test('train and test parts: the published test stands last', async () => {
    const file = { 'test_pos.txt': 'tp\n', 'train_pos.txt': POS, 'test_neg.txt': 'tn\n', 'train_neg.txt': NEG };
    const folders = { 'test/pos.txt': 'tp\n', 'train/pos.txt': POS, 'test/neg.txt': 'tn\n', 'train/neg.txt': NEG };
    for (const files of [file, folders]) {
      const raw = await read(folderOf(files));
      expect(raw.publishedTest).toBe(4);
      expect(raw.texts.slice(4)).toEqual(['tn', 'tp']);
      expect(raw.target).toMatchObject({ classes: ['neg', 'pos'] });
    }
  });

  test('very long lines are cut, with a word', async () => {
    const raw = await read(folderOf({ 'pos.txt': `${'long '.repeat(40_000)}\n`, 'neg.txt': NEG }));
    expect(raw.texts.at(-1)).toHaveLength(100_000);
    expect(raw.warnings).toMatchObject([{ reason: { key: 'data.lines.long' }, examples: [{ place: { line: 1 } }] }]);
    expect(sentences(raw)).toContain('1 text was cut after 100,000 characters.');
  });
});

describe('a folder a class', () => {
  test('few files: each line is a text', async () => {
    const raw = await read(folderOf({ 'pos/a.txt': POS, 'pos/b.txt': 'fine\n', 'neg/a.txt': NEG }));
    expect(raw.texts).toEqual(['a bad film', 'a mess', 'a good film', 'a joy', 'fine']);
    expect(raw.why.kind.key).toBe('data.lines.kind.lines');
    expect(sentences(raw)[0]).toContain('each line is a text');
  });

  test('many small files: each file is a text', async () => {
    const folder = folderOf({ ...documents('pos', 12), ...documents('neg', 9) });
    const raw = await read(folder);
    expect(raw.rows).toBe(21);
    expect(raw.texts[0]).toBe('text 0\nof neg');
    expect(raw.place(0)).toEqual({ file: join(folder, 'neg/0.txt'), line: null });
    expect(raw.why.kind.key).toBe('data.lines.kind.files');
    expect(sentences(raw)[0]).toContain('each file is one text');
  });

  test('many large files: each line is a text', async () => {
    const large = 'a line\n'.repeat(10_000);
    const names = Array.from({ length: 20 }, (_, i) => `${i % 2 ? 'pos' : 'neg'}/part-${i}.txt`);
    const raw = await read(folderOf(Object.fromEntries(names.map(name => [name, large]))));
    expect(raw.rows).toBe(200_000);
  });

  test('as the large movie review data set: train, test, unlabelled texts and lists beside', async () => {
    const folder = folderOf({
      'aclImdb/README': 'about',
      'aclImdb/imdb.vocab': 'the\n',
      'aclImdb/train/urls_pos.txt': 'http://\n',
      ...documents('aclImdb/train/pos', 12),
      ...documents('aclImdb/train/neg', 12),
      ...documents('aclImdb/train/unsup', 30),
      ...documents('aclImdb/test/pos', 11),
      ...documents('aclImdb/test/neg', 11),
    });
    for (const path of [folder, join(folder, 'aclImdb')]) {
      const raw = await read(path);
      expect(raw.target).toMatchObject({ classes: ['neg', 'pos'] });
      expect([raw.rows, raw.publishedTest]).toEqual([46, 24]);
      expect(raw.place(24).file).toContain('aclImdb/test/neg/0.txt');
      expect(sentences(raw)).toContain('33 files beside the texts are not read.');
    }
  });

  test('progress grows to 1 in either way of reading', async () => {
    for (const files of [
      { ...documents('pos', 40), ...documents('neg', 40) },
      { 'pos/a.txt': POS, 'neg/a.txt': NEG },
    ]) {
      const heard: number[] = [];
      await read(folderOf(files), done => heard.push(done));
      expect(heard).toEqual(heard.toSorted((a, b) => a - b));
      expect(heard.at(-1)).toBe(1);
    }
  });
});

test('what a folder holds for validation is the dev part', async () => {
  const folder = { 'train/pos.txt': POS, 'train/neg.txt': NEG, 'dev/pos.txt': 'vp\n', 'dev/neg.txt': 'vn\n' };
  const raw = await read(folderOf(folder));
  expect([raw.rows - (raw.publishedDev ?? 0), raw.publishedTest]).toEqual([2, undefined]);
  expect(raw.warnings).toEqual([]);
  expect(raw.why.kind).toEqual({ key: 'data.lines.kind.fileAClassAndPart', values: { files: 4, classes: 2 } });
});

test('an empty folder beside those of classes is named', async () => {
  const folder = folderOf({ ...documents('pos', 20), ...documents('neg', 20), ...documents('unsup', 3) });
  mkdirSync(join(folder, 'neutral'));
  const { warnings } = await read(folder);
  expect(warnings.find(({ reason }) => reason.key === 'data.lines.emptyFolders')).toEqual({
    reason: { key: 'data.lines.emptyFolders', values: { count: 1 } },
    examples: [{ place: { file: join(folder, 'neutral'), line: null }, text: '' }],
  });
});

describe('encodings', () => {
  test('each file in its own, with a word where they differ', async () => {
    const utf16 = Buffer.from('\ufeff这部电影很好看\n值得一看\n', 'utf16le');
    const raw = await read(folderOf({ 'pos.txt': utf16, 'neg.txt': '太无聊了\n' }));
    expect(raw.texts).toEqual(['太无聊了', '这部电影很好看', '值得一看']);
    expect(raw.warnings).toMatchObject([
      { reason: { key: 'data.lines.encodings', values: { counts: 'UTF-8 (1), UTF-16LE (1)' } } },
    ]);
    expect(sentences(raw)).toContain(
      'The files are not written in one encoding: UTF-8 (1), UTF-16LE (1). Each was read in its own.',
    );
  });

  test('as the person says, with a word on the files that look otherwise', async () => {
    const latin = Buffer.from('caf\xe9 cr\xe8me\ntr\xe8s bien\n', 'latin1');
    const folder = folderOf({ 'pos.txt': latin, 'neg.txt': 'mal\n' });
    const source = await open(folder, { encoding: 'gb18030' });
    const { record } = await refusalOf(source!.read(() => {}));
    expect(record).toMatchObject({ key: 'error.data.encoding.invalidAsChosen', values: { detected: 'Windows-1252' } });
    const cyrillic = Buffer.from([0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x0a, 0xec, 0xe8, 0xf0, 0x0a]);
    const said = await open(folderOf({ 'pos.txt': cyrillic, 'neg.txt': 'mal\n' }), { encoding: 'windows-1252' });
    const raw = await said!.read(() => {});
    if (raw.kind !== 'text') throw new Error('no texts');
    expect(raw.texts).toEqual(['mal', 'ïðèâåò', 'ìèð']);
    expect(raw.layout.encoding).toEqual({ name: 'windows-1252', bom: false, detected: 'windows-1251' });
    expect(raw.warnings.map(({ reason, examples }) => [reason.key, examples[0]!.place.file.split('/').at(-1)])).toEqual(
      [['data.encoding.chosen', 'pos.txt']],
    );
  });

  test('Latin-1 with a control character that Unicode takes for a line end', async () => {
    const line = Buffer.from('caf\xe9 \x85 tr\xe8s bon, d\xe9j\xe0 vu\n', 'latin1');
    const raw = await read(folderOf({ 'pos.txt': Buffer.concat(Array(50).fill(line)), 'neg.txt': 'mal\n' }));
    expect(raw.rows).toBe(51);
    expect(raw.texts.at(-1)).toContain('café');
  });
});

describe('refused, with what to do', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a text file alone', { 'pos.txt': POS }, 'error.data.lines.alone'],
    ['one class and no other', { ...documents('pos', 30), ...documents('unsup', 10) }, 'error.data.lines.oneClass'],
    ['a class without a line', { 'pos.txt': POS, 'neg.txt': ' \n\n' }, 'error.data.lines.emptyFile'],
    ['a class folder without a text', { ...documents('pos', 30), 'neg/a.txt': '\n' }, 'error.data.lines.emptyFolder'],
    ['parts for classes', { 'train.txt': POS, 'test.txt': NEG }, 'error.data.lines.parts'],
    ['two sets side by side', { 'a.pos': POS, 'a.neg': NEG, 'b.pos': POS, 'b.neg': NEG }, 'error.data.several'],
    ['a set beside a table', { 'a.pos': POS, 'a.neg': NEG, 'a.csv': 'text,label\n' }, 'error.data.several'],
    ['names without rule', { 'a.txt': POS, 'b.log': NEG }, 'error.data.lines.unclear'],
    [
      'texts side by side',
      Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.txt`, POS])),
      'error.data.lines.noClasses',
    ],
    ['folders in folders', { 'a/x/1.txt': POS, 'a/y/1.txt': POS, 'b/x/1.txt': NEG }, 'error.data.lines.nested'],
  ])('%s', async (_, files, key) => expect(await keyOf(folderOf(files))).toBe(key));

  test('one folder beside an empty one, naming both', async () => {
    const folder = folderOf({ 'all/pos/1.txt': POS });
    mkdirSync(join(folder, 'all/neg'));
    mkdirSync(join(folder, 'all/.cache'));
    expect((await refusalOf(open(folder))).record).toEqual({
      key: 'error.data.lines.oneFolder',
      values: { folder, name: 'all/pos', count: 1, empty: join(folder, 'all/neg') },
    });
  });

  test('one file without its like, naming what is beside it', async () => {
    const folder = folderOf({ 'pos.txt': POS, 'neg.txt': NEG });
    const refusal = await refusalOf(open(join(folder, 'pos.txt')));
    expect(refusal.record.key).toBe('error.data.lines.aloneBeside');
    expect(refusal.message).toContain('neg.txt');
    expect(await keyOf(join(folderOf({ 'pos.txt': POS }), 'pos.txt'))).toBe('error.data.lines.alone');
  });

  test('a target or a number to predict', async () => {
    const folder = folderOf({ 'pos.txt': POS, 'neg.txt': NEG });
    expect(await keyOf(folder, { target: 'label' })).toBe('error.data.lines.target');
    expect(await keyOf(folder, { task: 'regression' })).toBe('error.data.lines.regression');
  });
});

describe('left to others', () => {
  const pixels = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  test.each<[string, Record<string, string | Uint8Array>]>([
    ['tables', { 'a.csv': 'a,b\n1,2\n' }],
    ['images, also with a list beside', { 'cats/1.png': pixels, 'dogs/1.png': pixels, 'list.txt': 'cats\n' }],
    ['images without an ending', { 'cats/1': pixels, 'dogs/1': pixels }],
    [
      'IDX files',
      { 't-images-idx3-ubyte': Uint8Array.of(0, 0, 8, 3), 't-labels-idx1-ubyte': Uint8Array.of(0, 0, 8, 1) },
    ],
  ])('%s', async (_, files) => expect(await linesReader.open(await openFiles(folderOf(files)), {})).toBeNull());

  test('texts that are said to be something else', async () => {
    const folder = folderOf({ 'pos.txt': POS, 'neg.txt': NEG });
    expect(await open(folder, { kind: 'table' })).toBeNull();
    expect(await open(folder, { kind: 'text' })).not.toBeNull();
  });
});

describe.skipIf(!existsSync(REVIEWS))(`${basename(REVIEWS)} of the shared data (skipped where it is missing)`, () => {
  test.each(['rt-polarity.pos', 'rt-polarity.neg', 'rt-polarity.*'])('%s: 5,331 sentences a class', async name => {
    const raw = await read(join(REVIEWS, name));
    expect(raw.target).toMatchObject({ classes: ['neg', 'pos'] });
    expect(labelsOf(raw).filter(label => label === 'neg')).toHaveLength(5331);
    expect(raw.rows).toBe(10_662);
    expect(raw.layout.encoding).toEqual({ name: 'windows-1252', bom: false });
    expect([raw.leftOut, raw.warnings]).toEqual([[], []]);
    expect(raw.texts.filter(text => /[\ufffd\n\r]/.test(text))).toEqual([]);
    expect(raw.texts.some(text => text.includes('é'))).toBe(true);
  });

  test('the folder holds two data sets: they are named', async () => {
    const { message } = await refusalOf(open(REVIEWS));
    expect(message).toContain('movie-reviews.csv, rt-polarity.neg + rt-polarity.pos');
    expect(message).toContain(join(REVIEWS, 'movie-reviews.csv'));
  });
});
