import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FileSet } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import type { RawDataset, RawTable, RawTexts } from '#electron/data/readers/reader.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { hasMessage, LANGUAGES, text } from '#shared/messages/text.ts';
import { fileSet, memoryFile } from '../tools/memory-files.ts';
import { folderWith } from './data-files.ts';

/** What a reader makes of a file set; every sentence it brings is one in each language. */
async function read(files: FileSet, choice: DataChoice = {}): Promise<RawTable | RawTexts> {
  const source = await csvReader.open(files, choice);
  if (!source) throw new Error('not taken for a table');
  const data: RawDataset = await source.read(() => undefined);
  if (data.kind === 'images') throw new Error('a table of images');
  const reasons: (Reason | null)[] = [
    ...Object.values(data.why),
    ...data.columns.map(({ note }) => note),
    ...data.warnings.map(({ reason }) => reason),
    ...data.leftOut.map(({ reason }) => reason),
  ];
  for (const reason of reasons) if (reason) expectSentence(reason);
  return data;
}

function expectSentence({ key, values }: Reason): void {
  expect(hasMessage(key), key).toBe(true);
  for (const language of LANGUAGES) expect(text(language, key, values)).not.toMatch(/\{\w+\}/);
}

const readText = (content: string | Uint8Array, choice?: DataChoice, name = 'a.csv') =>
  read(fileSet(memoryFile(name, content)), choice);

async function readTable(content: string | Uint8Array, choice?: DataChoice, name?: string): Promise<RawTable> {
  const data = await readText(content, choice, name);
  if (data.kind !== 'table') throw new Error(`a ${data.kind}`);
  return data;
}

/** The key and values of the refusal that reading a text ends with. */
async function refused(content: string | Uint8Array, choice?: DataChoice, name?: string): Promise<Reason> {
  const error: unknown = await readText(content, choice, name).then(
    () => null,
    e => e,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('not refused');
  expectSentence(error.record);
  return error.record;
}

/** Rows by a rule, under a header. */
const table = (header: string, rows: number, row: (i: number) => string): string =>
  `${[header, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n')}\n`;

const column = (data: RawTable | RawTexts, name: string) => {
  const found = data.columns.find(c => c.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
};

function numbers(data: RawTable, name: string): number[] {
  const input = data.inputs.find(c => c.name === name);
  if (!input || input.type === 'category') throw new Error(`${name} holds no numbers`);
  return [...input.values];
}

const AB = (i: number): string => (i % 2 ? 'b' : 'a');
const warned = (data: RawTable | RawTexts): string[] => data.warnings.map(({ reason }) => reason.key);

describe('a table', () => {
  it('is understood: types, roles, ranges, classes, places', async () => {
    const data = await readTable(
      table(
        'id,height,colour,n,constant,kind',
        40,
        i => `${i + 1},${1 + i / 10},${i % 3 ? 'red' : ''},${i % 7},x,${AB(i)}`,
      ),
    );
    expect(data.rows).toBe(40);
    expect(data.target).toMatchObject({ name: 'kind', task: 'classification', classes: ['a', 'b'] });
    expect(data.inputs.map(({ name, type }) => [name, type])).toEqual([
      ['height', 'number'],
      ['colour', 'category'],
      ['n', 'number'],
    ]);
    expect(data.columns.map(({ name, type, role, note }) => [name, type, role, note?.key ?? null])).toEqual([
      ['id', 'integer', 'leftOut', 'data.csv.leftOut.consecutive'],
      ['height', 'number', 'input', null],
      ['colour', 'category', 'input', null],
      ['n', 'integer', 'input', null],
      ['constant', 'category', 'leftOut', 'data.csv.leftOut.constant'],
      ['kind', 'category', 'target', null],
    ]);
    expect(column(data, 'height').range).toMatchObject({
      min: 1,
      max: 4.9,
      median: expect.closeTo(2.95, 9),
      mean: expect.closeTo(2.95, 9),
    });
    expect(column(data, 'colour')).toMatchObject({ missing: 14, distinct: 1, top: [{ value: 'red', rows: 26 }] });
    expect(data.layout).toEqual({
      files: 1,
      bytes: expect.any(Number),
      encoding: { name: 'utf-8', bom: false },
      separator: ',',
      decimal: '.',
      header: true,
    });
    expect(data.place(2)).toEqual({ file: '/data/a.csv', line: 4 });
    if (data.preview.kind !== 'rows') throw new Error('no rows');
    expect(data.preview.rows).toHaveLength(20);
    expect(data.preview.rows[1]).toEqual(['2', '1.1', 'red', '1', 'x', 'b']);
    expect([data.warnings, data.leftOut]).toEqual([[], []]);
  });

  it('may have semicolons and decimal commas, with thousands apart', async () => {
    const data = await readTable(table('weight;price;y', 30, i => `${i},5;1.${100 + i},25;${AB(i)}`));
    expect(data.layout).toMatchObject({ separator: ';', decimal: ',' });
    expect(numbers(data, 'weight').slice(0, 3)).toEqual([0.5, 1.5, 2.5]);
    expect(numbers(data, 'price').slice(0, 3)).toEqual([1100.25, 1101.25, 1102.25]);
    expect(data.inputs[0]).toMatchObject({ decimal: ',' });
  });

  it.each([
    ['"1,234.5"', ',', 1234.5],
    ['1\u202F234.5', ',', 1234.5],
    ["1'234.5", ',', 1234.5],
    ['1 234,5', ';', 1234.5],
    ['1,234', ';', 1.234],
  ])('reads %j between %j as %d', async (cell, separator, value) => {
    const text = table(['x', 'z', 'y'].join(separator), 30, i => [i % 2 ? cell : '7', i % 4, AB(i)].join(separator));
    expect(numbers(await readTable(text), 'x').slice(0, 2)).toEqual([7, value]);
  });

  it('may have tabs, pipes, a line sep=; and no header', async () => {
    for (const [separator, before] of [
      ['\t', ''],
      ['|', ''],
      [';', 'sep=;\n'],
    ]) {
      const rows = Array.from({ length: 30 }, (_, i) => [i / 4, i % 5, AB(i)].join(separator)).join('\n');
      const data = await readTable(before + rows, {}, 'a.txt');
      expect(data.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3']);
      expect(data.layout).toMatchObject({ separator, header: false });
      expect(data.target.name).toBe('column 3');
      expect(data.rows).toBe(30);
    }
  });

  it('may be UTF-16, or Latin-1, or gzipped', async () => {
    const content = table('größe;art', 30, i => `${i},5;${i % 2 ? 'Bär' : 'Vögel'}`);
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${content}`, 'utf16le'));
    const latin1 = new Uint8Array(Buffer.from(content, 'latin1'));
    for (const bytes of [utf16, latin1]) {
      const data = await readTable(bytes);
      expect(data.target).toMatchObject({ name: 'art', classes: ['Bär', 'Vögel'] });
    }
    const files = await openFiles(`${folderWith({ 'a.csv.gz': gzipSync(content) })}/a.csv.gz`);
    expect((await read(files)).rows).toBe(30);
  });

  it('may have line breaks in quoted fields; its rows keep their lines', async () => {
    const data = await readTable(table('x,note,y', 30, i => `${i / 2},"one\ntwo",${AB(i)}`));
    expect(data.rows).toBe(30);
    expect(data.place(10).line).toBe(2 + 2 * 10);
  });

  it('leaves ragged rows out with a word, up to a fifth of all', async () => {
    const some = await readTable(table('x,z,y', 50, i => (i % 10 === 3 ? `${i},1` : `${i / 2},${i % 4},${AB(i)}`)));
    expect(some.rows).toBe(45);
    expect(some.leftOut).toMatchObject([
      { reason: { key: 'data.csv.ragged', values: { expected: 3 } }, rows: 5, examples: { length: 5 } },
    ]);
    expect(some.leftOut[0]!.examples[0]).toEqual({ place: { file: '/data/a.csv', line: 5 }, text: '2: 3 | 1' });
    const many = table('x,z,y', 500, i => (i >= 400 && i % 2 ? '1,2' : `${i / 2},${i % 4},${AB(i)}`));
    expect((await readTable(many)).rows).toBe(450);
    const most = await refused(table('x,z,y', 2000, i => (i >= 600 && i % 2 ? '1,2' : `${i / 2},${i % 4},${AB(i)}`)));
    expect(most).toMatchObject({
      key: 'error.data.csv.ragged',
      values: { line: 603, fields: 2, expected: 3, ragged: 700 },
    });
  });

  it('lets rows end with empty fields, and passes over blank ones', async () => {
    const data = await readTable(
      table('x,z,y', 30, i => `${i / 2},${i % 4},${AB(i)}${i % 3 ? ',,' : ''}${i % 5 ? '' : '\n\n,,'}`),
    );
    expect([data.rows, data.leftOut]).toEqual([30, []]);
  });

  it('reads a quote within a field as it stands, and says so', async () => {
    const lax = await readTable(table('x,size,y', 30, i => `${i / 2},${i % 3}" wide,${AB(i)}`));
    expect(warned(lax)).toEqual(['data.csv.quotesLax']);
    expect(lax.inputs[1]).toMatchObject({ categories: ['0" wide', '1" wide', '2" wide'] });
    const none = await readTable(table('x\tword\ty', 3000, i => `${i / 2}\t${i === 2500 ? '"a' : 'b'}\t${AB(i)}`));
    expect(warned(none)).toEqual(['data.csv.quotesNone']);
    expect(none.rows).toBe(3000);
  });

  it('is refused with line and column where a quote is never closed', async () => {
    const row = (i: number) => `${i / 2},"a, b",${AB(i)}`;
    expect(await refused(table('x,note,y', 1000, i => (i === 700 ? '1,"a, b,a' : row(i))))).toMatchObject({
      values: { file: '/data/a.csv', line: 702, column: 2, name: 'note' },
    });
  });

  it('has names that are all different, and says where it made them so', async () => {
    const data = await readTable(table('a,,a,y', 30, i => `${i / 2},${i % 3},${i % 4},${AB(i)}`));
    expect(data.columns.map(({ name }) => name)).toEqual(['a', 'column 2', 'a 2', 'y']);
    expect(warned(data)).toEqual(['data.csv.unnamed', 'data.csv.repeatedNames']);
  });

  it('takes what is no number in a column of numbers for missing, with examples', async () => {
    const data = await readTable(table('x,y', 100, i => `${i === 40 ? 'twelve' : i === 41 ? 'NA' : i / 3},${AB(i)}`));
    expect(column(data, 'x')).toMatchObject({ type: 'number', missing: 2 });
    expect(numbers(data, 'x').slice(40, 42)).toEqual([Number.NaN, Number.NaN]);
    expect(data.warnings).toEqual([
      {
        reason: { key: 'data.csv.notNumbers', values: { name: 'x', column: 1, count: 1 } },
        examples: [{ place: { file: '/data/a.csv', line: 42 }, text: 'twelve' }],
      },
    ]);
  });

  it('has booleans, dates and codes', async () => {
    const data = await readTable(
      table(
        'on,day,when,zip,y',
        60,
        i =>
          `${i % 3 ? 'yes' : 'no'},2024-01-${10 + (i % 9)},0${1 + (i % 9)}/0${1 + (i % 7)}/2024,0${1000 + (i % 20)},${AB(i)}`,
      ),
    );
    expect(data.columns.map(({ type, role, note }) => [type, role, note?.key ?? null])).toEqual([
      ['boolean', 'input', null],
      ['date', 'input', null],
      ['category', 'leftOut', 'data.csv.leftOut.slashDate'],
      ['category', 'input', 'data.csv.note.codes'],
      ['category', 'target', null],
    ]);
    expect(numbers(data, 'day')[0]).toBe(19732);
  });

  it('leaves columns out that name the rows, and keeps those that only look like it', async () => {
    const data = await readTable(
      table('PassengerId,user_id,humid,name,shuffled,y', 60, i =>
        [1000 + 7 * i, `u${i}`, i / 7, `Name${i}`, ((i * 7) % 60) + 1, AB(i)].join(','),
      ),
    );
    expect(data.columns.map(({ name, note }) => [name, note?.key.split('.').at(-1) ?? null])).toEqual([
      ['PassengerId', 'id'],
      ['user_id', 'id'],
      ['humid', null],
      ['name', 'allDifferent'],
      ['shuffled', 'consecutive'],
      ['y', null],
    ]);
  });

  it('warns of lost decimal points, with the line and what the value may be', async () => {
    const data = await readTable(table('density,y', 100, i => `${i % 40 === 8 ? 1001 : 0.99 + i / 10_000},${AB(i)}`));
    expect(data.warnings).toMatchObject([
      { reason: { key: 'data.csv.lostPoints', values: { name: 'density', column: 1, count: 3 } } },
    ]);
    expect(data.warnings[0]!.examples[0]).toEqual({ place: { file: '/data/a.csv', line: 10 }, text: '1001 → 1.001?' });
  });

  it('warns of no lost points where large values are few but real', async () => {
    const income = table('income,y', 200, i => `${(1000 * 1.09 ** i).toFixed(2)},${AB(i)}`);
    expect((await readTable(income)).warnings).toEqual([]);
    const counts = table('hits,y', 200, i => `${i === 7 ? 100_000 : i % 20},${AB(i)}`);
    expect((await readTable(counts)).warnings).toEqual([]);
  });
});

describe('the target', () => {
  const rows = (header: string) => table(header, 60, i => [i / 7, i % 3, AB(i)].join(','));
  const target = async (content: string, choice?: DataChoice) => {
    const { target, why } = await readText(content, choice);
    return [target.name, why.target.key.split('.').at(-1)];
  };

  it('is a column with a telling name, else the last', async () => {
    expect(await target(rows('a,b,c'))).toEqual(['c', 'last']);
    expect(await target(rows('a,class,c'))).toEqual(['class', 'named']);
    expect(await target(rows('a,Sentiment,c'))).toEqual(['Sentiment', 'named']);
    expect(await target(rows('a,quality,label'))).toEqual(['label', 'named']);
    expect(await target(rows('甲,类别,乙'))).toEqual(['类别', 'named']);
  });

  it('passes over columns that name the rows or never change', async () => {
    const content = table('a,b,key,same', 60, i => [i / 7, AB(i), `k${i}`, 1].join(','));
    expect(await target(content)).toEqual(['b', 'lastUsable']);
  });

  it('can be said by name, in any case, or by number', async () => {
    expect(await target(rows('a,b,c'), { target: 'b' })).toEqual(['b', 'chosen']);
    expect(await target(rows('a,b,c'), { target: 'B ' })).toEqual(['b', 'chosen']);
    expect(await target(rows('a,b,c'), { target: '2' })).toEqual(['b', 'chosen']);
    expect(await refused(rows('a,b,c'), { target: 'd' })).toMatchObject({
      key: 'error.data.csv.noSuchColumn',
      values: { name: 'd', columns: 'a, b, c' },
    });
    expect(await refused(rows('a,b,c'), { target: '4' })).toMatchObject({ key: 'error.data.csv.noSuchColumn' });
  });

  it('has whole numbers as classes where they are few, sorted by size', async () => {
    const grades = table('x,grade', 60, i => `${i / 7},${[10, 3, 4][i % 3]}${i % 2 ? '.0' : ''}`);
    expect((await readTable(grades)).target).toMatchObject({ task: 'classification', classes: ['3', '4', '10'] });
    expect((await readTable(grades, { task: 'regression' })).target).toMatchObject({ task: 'regression' });
    const many = table('x,n', 200, i => `${i / 7},${(i * 7) % 40}`);
    expect((await readTable(many)).target).toMatchObject({ task: 'regression' });
    expect((await readTable(many.replace('x,n', 'x,label'))).target).toMatchObject({ task: 'classification' });
    expect((await readTable(many, { task: 'classification' })).target).toMatchObject({ task: 'classification' });
  });

  it('has values by row in regression, those without one left out', async () => {
    const data = await readTable(
      table('x,price', 40, i => `${i / 7},${i === 3 ? '' : i === 4 ? 'cheap' : 10 + i / 2}`),
    );
    expect(data.target).toMatchObject({ task: 'regression', name: 'price' });
    if (data.target.task !== 'regression') throw new Error('no regression');
    expect([...data.target.values.slice(0, 4)]).toEqual([10, 10.5, 11, 12.5]);
    expect(data.leftOut).toMatchObject([{ reason: { key: 'data.csv.unlabelled' }, rows: 2, examples: { length: 2 } }]);
    expect(data.place(3).line).toBe(7);
    expect(column(data, 'price').missing).toBe(2);
  });

  it('leaves rows without a label out, where "none" is a label like any other', async () => {
    const data = await readTable(table('x,injury', 60, i => `${i / 7},${['none', 'mild', '', 'NA'][i % 4]}`));
    expect(data.target).toMatchObject({ classes: ['mild', 'none'] });
    expect([data.rows, data.leftOut[0]]).toMatchObject([30, { rows: 30, examples: { length: 5 } }]);
    expect(data.leftOut[0]!.examples[0]!.place.line).toBe(4);
  });

  it('warns of labels that differ by case or spaces', async () => {
    const data = await readTable(
      table('x,y', 60, i => `${i / 7},${['Cat', 'cat', 'dog', 'sea lion', 'SeaLion'][i % 5]}`),
    );
    expect(data.warnings).toMatchObject([{ reason: { key: 'data.csv.similarLabels', values: { count: 4 } } }]);
    expect(data.warnings[0]!.examples.map(({ place, text }) => [place.line, text])).toEqual(
      expect.arrayContaining([
        [2, 'Cat'],
        [3, 'cat'],
        [5, 'sea lion'],
        [6, 'SeaLion'],
      ]),
    );
  });

  it.each<[string, string, DataChoice, string]>([
    ['one value', table('x,y', 60, i => `${i / 7},a`), {}, 'error.data.csv.oneValue'],
    ['one value, a number', table('x,y', 60, i => `${i / 7},1.5`), {}, 'error.data.csv.oneValue'],
    ['no value', table('x,y', 60, i => `${i / 7},`), { target: 'y' }, 'error.data.csv.emptyTarget'],
    [
      'decimals as classes',
      table('x,y', 60, i => `${i % 3},${i / 7}`),
      { task: 'classification' },
      'error.data.csv.notClasses',
    ],
    [
      'words as a number',
      table('x,y', 60, i => `${i / 7},${AB(i)}`),
      { task: 'regression' },
      'error.data.csv.notNumbers',
    ],
    ['dates', table('x,y', 60, i => `${i / 7},2024-01-${10 + (i % 9)}`), { target: 'y' }, 'error.data.csv.dateTarget'],
    ['names of rows', table('x,y', 60, i => `${i / 7},n${i}`), { target: 'y' }, 'error.data.csv.labelsDiffer'],
    [
      'too many classes',
      table('x,y', 5000, i => `${i / 7},n${i % 2000}`),
      { target: 'y' },
      'error.data.csv.tooManyClasses',
    ],
    ['too few labels', table('x,y', 60, i => `${i / 7},${i < 10 ? AB(i) : ''}`), {}, 'error.data.csv.tooFewLabelled'],
    ['nothing beside it', table('id,y', 60, i => `${i},${AB(i)}`), {}, 'error.data.csv.noInputs'],
    ['nothing like it', table('id,b', 60, i => `${i},x`), {}, 'error.data.csv.noTarget'],
  ])('is refused with %s', async (_, content, choice, key) => {
    expect(await refused(content, choice)).toMatchObject({ key, values: { file: '/data/a.csv' } });
  });

  it('says where a word stands in what should be numbers', async () => {
    const content = table('x,y', 60, i => `${i / 7},${i === 0 ? '' : AB(i)}`);
    expect((await refused(content, { task: 'regression' })).values).toMatchObject({
      line: 3,
      column: 2,
      name: 'y',
      value: 'b',
    });
  });
});

describe('texts in a table', () => {
  const SENTENCES = [
    'a film that one would like to see again',
    'too long, and not funny enough for me',
    'I slept well',
  ];
  const CHINESE = ['这部电影非常好看值得再看一遍', '太长了而且一点也不好笑', '我睡得很香什么也不记得'];
  const reviews = (sentences: string[]) =>
    table('id,review,stars,label', 60, i => `${i},"${sentences[i % 3]} ${i}",${i % 5},${AB(i)}`);

  it('are the input alone, of words or of a script without spaces', async () => {
    for (const sentences of [SENTENCES, CHINESE]) {
      const data = await readText(reviews(sentences));
      if (data.kind !== 'text') throw new Error('no text');
      expect(data.texts[1]).toBe(`${sentences[1]} 1`);
      expect(data.columns.map(({ role, note }) => [role, note?.key.split('.').at(-1) ?? null])).toEqual([
        ['leftOut', 'consecutive'],
        ['input', null],
        ['leftOut', 'besideText'],
        ['target', null],
      ]);
      expect(data.preview).toMatchObject({ kind: 'texts', rows: { length: 20 } });
    }
  });

  it('may be several, joined by a line break; rows without any are left out', async () => {
    const data = await readText(
      table('question,answer,y', 60, i =>
        i === 5
          ? `,,${AB(i)}`
          : `why is it so long in number ${i},,${AB(i)}`.replace(',,', `,because of the many words ${i},`),
      ),
    );
    if (data.kind !== 'text') throw new Error('no text');
    expect(data.texts[0]).toBe('why is it so long in number 0\nbecause of the many words 0');
    expect([data.rows, data.leftOut]).toMatchObject([59, [{ reason: { key: 'data.csv.withoutText' }, rows: 1 }]]);
  });

  it('give way to a table where a person says so, or where they are names', async () => {
    const forced = await readTable(reviews(SENTENCES), { kind: 'table' });
    expect(forced.inputs.map(({ name }) => name)).toEqual(['stars']);
    const names = await readTable(table('name,age,y', 60, i => `"Braund, Mr. Owen ${i}",${i % 40},${AB(i)}`));
    expect(names.inputs.map(({ name }) => name)).toEqual(['age']);
    expect(column(names, 'name').note?.key).toBe('data.csv.leftOut.textInTable');
  });

  it('are refused as texts where there are none', async () => {
    const content = table('x,z,y', 60, i => `${i / 7},${i % 3},${AB(i)}`);
    expect(await refused(content, { kind: 'text' })).toMatchObject({ key: 'error.data.csv.noText' });
  });
});

describe('a file that is no table, or no use', () => {
  const opened = (name: string, content: string | Uint8Array, choice: DataChoice = {}) =>
    csvReader.open(fileSet(memoryFile(name, content)), choice);

  it('is left to other readers', async () => {
    const sentences = [
      'a dull, long film',
      'good',
      'sharp, funny, and kind',
      'no, never',
      'what a waste, really, of time',
    ];
    expect(await opened('a.txt', sentences.join('\n'))).toBe(null);
    expect(
      await opened('a.pos', Array.from({ length: 40 }, (_, i) => `one ${i}, two three four five`).join('\n')),
    ).toBe(null);
    expect(await opened('a.txt', 'one\ntwo\n')).toBe(null);
    expect(
      await opened(
        'a.bin',
        Uint8Array.from({ length: 5000 }, (_, i) => (i * 37) % 256),
      ),
    ).toBe(null);
    expect(await opened('a.txt', '')).toBe(null);
    expect(await opened('a.csv', 'x,y\n1,2\n', { kind: 'images' })).toBe(null);
  });

  it.each<[string, string, string]>([
    ['empty', '', 'error.data.csv.empty'],
    ['only blank lines', '\n\n', 'error.data.csv.empty'],
    ['one column', 'y\na\nb\na\n', 'error.data.csv.oneColumn'],
    ['only a header', 'x,y\n', 'error.data.csv.noRows'],
    ['few rows', table('x,y', 5, i => `${i / 2},${AB(i)}`), 'error.data.csv.tooFewRows'],
    ['a header too short', table('a,b', 60, i => `${i / 7},${i % 3},${i % 2},${AB(i)}`), 'error.data.csv.headerWidth'],
    [
      'too many columns',
      table(Array.from({ length: 10_001 }, (_, i) => `c${i}`).join(), 2, () => '1,'.repeat(10_000) + 1),
      'error.data.csv.tooManyColumns',
    ],
  ])('is refused: %s', async (_, content, key) => {
    expect(await refused(content)).toMatchObject({ key, values: { file: '/data/a.csv' } });
  });

  it('is refused where it has one row longer than the limit', async () => {
    const content = table('x,z,y', 60, i => `${i / 7},${i === 30 ? 'z'.repeat(1_100_000) : i % 3},${AB(i)}`);
    expect(await refused(content)).toMatchObject({ key: 'error.data.csv.rowTooLong', values: { line: 32, column: 2 } });
  });

  it('is one of several in a folder: refused, unless it alone is a table', async () => {
    const good = table('x,z,y', 30, i => `${i / 7},${i % 3},${AB(i)}`);
    const several = csvReader.open(fileSet(memoryFile('a.csv', good), memoryFile('b/c.tsv', good)), {});
    await expect(several).rejects.toMatchObject({
      record: { key: 'error.data.csv.several', values: { files: 'a.csv, b/c.tsv' } },
    });
    expect((await read(fileSet(memoryFile('README.md', '# hello'), memoryFile('a.csv', good)))).rows).toBe(30);
    const images = fileSet(memoryFile('labels.csv', good), memoryFile('cat/1.png', 'x'), memoryFile('dog/1.png', 'x'));
    expect(await csvReader.open(images, {})).toBe(null);
  });
});

const REAL = '../shared/data';
describe.skipIf(!existsSync(REAL))(`real data (skipped where ${REAL} is missing)`, () => {
  it.each([
    ['red', 1599, ['3', '4', '5', '6', '7', '8'], [5, 71, 6]],
    ['white', 4898, ['3', '4', '5', '6', '7', '8', '9'], [1, 75, 34]],
  ] as const)(
    '%s wine: 11 numeric inputs, grades as classes, lost decimal points',
    async (colour, rows, classes, lost) => {
      const data = await read(await openFiles(`${REAL}/wine-quality/winequality-${colour}.csv`));
      expect(data).toMatchObject({
        kind: 'table',
        rows,
        target: { name: 'quality', task: 'classification', classes },
        leftOut: [],
      });
      expect(data.columns.map(({ type, role, missing }) => `${type} ${role} ${missing}`)).toEqual([
        ...Array.from({ length: 11 }, () => 'number input 0'),
        'integer target 0',
      ]);
      expect(data.warnings.map(({ reason }) => [reason.key, reason.values.name, reason.values.count])).toEqual(
        ['volatile acidity', 'density', 'alcohol'].map((name, i) => ['data.csv.lostPoints', name, lost[i]]),
      );
      if (colour === 'white')
        expect(data.warnings[1]!.examples.slice(0, 3).map(({ place, text }) => [place.line, text])).toEqual([
          [2, '1001 → 1.001?'],
          [9, '1001 → 1.001?'],
          [16, '10002 → 1.0002?'],
        ]);
    },
  );

  it('movie reviews: texts and two labels', async () => {
    const data = await read(await openFiles(`${REAL}/movie-reviews/movie-reviews.csv`));
    expect(data).toMatchObject({
      kind: 'text',
      rows: 10_662,
      target: { name: 'label', classes: ['negative', 'positive'] },
    });
    expect([data.warnings, data.leftOut]).toEqual([[], []]);
  });

  it('sentences a line are no table', async () => {
    for (const name of ['rt-polarity.pos', 'rt-polarity.neg', 'rt-polarity.*'])
      expect(await csvReader.open(await openFiles(`${REAL}/movie-reviews/${name}`), {})).toBe(null);
  });
});
