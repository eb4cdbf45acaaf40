import { describe, expect, it, test } from 'vitest';
import { divide } from '#electron/data/divide.ts';
import { openSource } from '#electron/data/open-source.ts';
import type { RawDataset } from '#electron/data/raw/dataset.ts';
import { jsonReader } from '#electron/data/readers/json.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { Random } from '#shared/method/random.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';
import { folderWith } from './data-files.ts';

const random = Random.from(5);
const row = (i: number) => ({
  size: random.normal(),
  colour: ['red', 'green', null][i % 3],
  ok: i % 2 === 0,
  label: 'ab'[i % 2]!,
});
const rows = (count: number) => Array.from({ length: count }, (_, i) => row(i));
const lines = (records: readonly unknown[]) => `${records.map(record => JSON.stringify(record)).join('\n')}\n`;

async function read(files: Record<string, string>, choice: DataChoice = {}): Promise<RawDataset> {
  const source = await jsonReader.open(
    fileSet(...Object.entries(files).map(([name, text]) => memoryFile(name, text))),
    choice,
  );
  if (!source) throw new Error('not taken for JSON');
  return source.read(() => {});
}

async function refused(files: Record<string, string>, choice?: DataChoice) {
  try {
    await read(files, choice);
  } catch (error) {
    if (error instanceof Refusal) return error.record;
    throw error;
  }
  throw new Error('not refused');
}

const typed = ({ columns }: RawDataset) =>
  Object.fromEntries(columns.map(({ name, type, role }) => [name, `${role} ${type}`]));

describe('records of JSON are a table', () => {
  const records = rows(60);
  test.each<[string, string]>([
    ['an object a line', lines(records)],
    [
      'with Windows’ line ends, a byte order mark and empty lines',
      `\ufeff${lines(records).replaceAll('\n', '\r\n\r\n')}`,
    ],
    ['a list', JSON.stringify(records)],
    ['a list over many lines', JSON.stringify(records, null, 2)],
    ['a list within an object', JSON.stringify({ version: 2, tags: ['x'], data: records })],
  ])('%s', async (_, text) => {
    const data = await read({ 'a.json': text });
    expect(data).toMatchObject({ kind: 'table', rows: 60, target: { name: 'label', classes: ['a', 'b'] } });
    expect(typed(data)).toEqual({
      size: 'input number',
      colour: 'input category',
      ok: 'input boolean',
      label: 'target category',
    });
    expect(data.columns.find(({ name }) => name === 'colour')?.missing).toBe(20);
    if (data.kind !== 'table' || data.inputs[0]?.type !== 'number') throw new Error('no number');
    expect([...data.inputs[0].values]).toEqual(records.map(({ size }) => size));
  });

  it('lists of lists have columns without names', async () => {
    const data = await read({ 'a.json': JSON.stringify(records.map(record => Object.values(record))) });
    expect(data).toMatchObject({ rows: 60, target: { name: 'column 4' } });
  });

  it('objects within are columns; a name that comes later is one, too, with gaps before; odd names do no harm', async () => {
    const nested = records.map((record, i) => ({
      ...record,
      user: { age: 20 + (i % 40), at: { lat: i / 7 } },
      ...(i > 30 && { late: i * 1.5 }),
      toString: i % 5,
    }));
    const text = lines(nested).replaceAll('"toString"', '"__proto__"');
    const data = await read({ 'a.jsonl': text }, { target: 'label' });
    expect(Object.keys(typed(data))).toEqual([
      'size',
      'colour',
      'ok',
      'label',
      'user.age',
      'user.at.lat',
      '__proto__',
      'late',
    ]);
    expect(data.columns.at(-1)).toMatchObject({ missing: 31, type: 'number' });
  });

  it('texts with line breaks and quotes are texts', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => ({
      review: `A "good, old" film\nwith number ${i} of its many, many scenes`,
      stars: i % 2,
    }));
    const data = await read({ 'a.jsonl': lines(texts) });
    expect(data.kind === 'text' && data.texts[7]).toBe(texts[7]!.review);
  });

  it('a row’s place is its line, or which one it is in a list; one without a label is left out with it', async () => {
    const some = records.map((record, i) => (i === 9 ? { ...record, label: null } : record));
    const inLines = await read({ 'a.jsonl': lines(some) });
    expect([inLines.place(0), inLines.place(9)]).toEqual([
      { file: '/data/a.jsonl', line: 1 },
      { file: '/data/a.jsonl', line: 11 },
    ]);
    expect(inLines.leftOut[0]?.examples[0]?.place).toEqual({ file: '/data/a.jsonl', line: 10 });
    const inList = await read({ 'a.json': JSON.stringify(some) });
    expect(inList.place(9)).toEqual({ file: '/data/a.json › 11', line: null });
    expect(inList.leftOut[0]?.examples[0]?.place).toEqual({ file: '/data/a.json › 10', line: null });
  });

  it('an empty object is left out with a word, as any row without a label', async () => {
    const data = await read({ 'a.jsonl': lines([...records, {}]) });
    expect(data.leftOut).toMatchObject([
      { reason: { key: 'data.csv.unlabelled' }, rows: 1, examples: [{ place: { line: 61 } }] },
    ]);
  });
});

describe('files named train, dev and test', () => {
  it('are the parts as given, each row placed in its own', async () => {
    const data = await read({
      'test.jsonl': lines(rows(20)),
      'train.jsonl': lines(rows(60)),
      'val.jsonl': lines(rows(30)),
    });
    expect(data).toMatchObject({ rows: 110, publishedDev: 60, publishedTest: 90, layout: { files: 3 } });
    expect(data.place(60)).toEqual({ file: '/data/val.jsonl', line: 1 });
    expect(data.place(109)).toEqual({ file: '/data/test.jsonl', line: 20 });
    const { facts } = divide(data, '/data');
    expect(facts).toMatchObject({ split: { by: 'given' }, rows: { train: 60, dev: 30, test: 20 } });
  });

  it('several others are refused with their names', async () => {
    expect(await refused({ 'a.json': lines(rows(30)), 'b.json': lines(rows(30)) })).toMatchObject({
      key: 'error.data.json.several',
      values: { files: 'a.json, b.json' },
    });
  });
});

describe('what can’t be read is refused by what it is', () => {
  test.each<[string, string, string]>([
    ['a line that is no object', `${lines(rows(40))}oops\n`, 'error.data.json.line'],
    ['a line that is a number', `${lines(rows(40))}3\n`, 'error.data.json.line'],
    ['a list that is cut off', JSON.stringify(rows(40)).slice(0, -20), 'error.data.json.damaged'],
    ['a list of words', '["a", "b"]', 'error.data.json.noRecords'],
    ['an object alone', '{"name": "x", "version": 3}', 'error.data.json.noRecords'],
    ['columns by rows', '{"a": {"0": 1, "1": 2}, "b": {"0": 1, "1": 2}}', 'error.data.json.noRecords'],
    ['too few rows', lines(rows(5)), 'error.data.csv.tooFewRows'],
  ])('%s', async (_, text, key) => {
    expect((await refused({ 'a.json': text })).key).toBe(key);
  });

  it('with the line where it is', async () => {
    expect((await refused({ 'a.jsonl': `${lines(rows(40))}oops\n` })).values).toMatchObject({ line: 41, text: 'oops' });
  });

  it('and what only begins with a bracket is left to others', async () => {
    expect(await jsonReader.open(fileSet(memoryFile('a.txt', '{braces} and words\nmore words\n')), {})).toBeNull();
    expect(await jsonReader.open(fileSet(memoryFile('a.txt', '[deleted]\nfine\n')), {})).toBeNull();
  });
});

it('a file on the disk is found by its content, whatever it is called', async () => {
  const folder = folderWith({ 'reviews.txt': lines(rows(50)) });
  const source = await openSource(`${folder}/reviews.txt`, { drop: ['ok'] });
  const data = await source.read(() => {});
  await source.close();
  expect([source.format, typed(data).ok]).toEqual(['json', 'leftOut boolean']);
});
