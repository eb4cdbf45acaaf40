import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepare } from '#electron/data/prepare.ts';
import { openPrepared, type Prepared } from '#electron/data/prepared.ts';
import { csvLine } from '#electron/trained/predict/csv-file.ts';
import type { NewRow } from '#electron/trained/predict/rows/new-rows.ts';
import { openRows } from '#electron/trained/predict/rows/open-rows.ts';
import { seenRows } from '#electron/trained/predict/seen-rows.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { text } from '#shared/messages/text.ts';
import { folderWith, refusalOf, temporaryFolder } from './data-files.ts';

/** A hundred sales: a number, a category, a day, and what is predicted. */
const SALES = `price,town,day,sold\n${Array.from(
  { length: 100 },
  (_, i) =>
    `${(i * 7) % 31}.5,${['Bonn', 'Köln', 'Ulm'][i % 3]},2024-0${1 + (i % 9)}-1${i % 7},${i % 2 ? 'yes' : 'no'}`,
).join('\n')}\n`;

async function preparedOf(
  content: string,
  name = 'sales.csv',
  choice: DataChoice = name === 'sales.csv' ? { target: 'sold' } : {},
): Promise<Prepared> {
  const source = join(folderWith({ [name]: content }), name);
  const { dataset } = await prepare(source, choice, temporaryFolder(), () => {});
  return openPrepared(dataset.file);
}

interface Read {
  columns: string[];
  rows: NewRow[];
  stored: number[];
  notes: string[];
  hasTarget: boolean;
}

async function read(
  prepared: Prepared,
  files: Record<string, string | Uint8Array>,
  choice: DataChoice = {},
): Promise<Read> {
  const folder = folderWith(files);
  const [name] = Object.keys(files);
  const opened = await openRows(join(folder, name!), prepared, choice);
  const found: Read = { columns: opened.columns, rows: [], stored: [], notes: [], hasTarget: opened.hasTarget };
  for await (const { rows, stored } of opened.batches(() => {})) {
    found.rows.push(...rows);
    found.stored.push(...stored);
  }
  found.notes = opened.notes().map(({ key, values }) => text('en', key, values));
  await opened.close();
  return found;
}

const badness = ({ rows }: Read): (string | null)[] => rows.map(({ bad }) => bad && text('en', bad.key, bad.values));

describe('new rows of a table', () => {
  it('are the same numbers in any order of the columns, with a BOM, with other separators, quotes and line ends', async () => {
    const prepared = await preparedOf(SALES);
    const plain = await read(prepared, { 'a.csv': 'price,town,day\n3.5,Köln,2024-03-11\n8.5,Ulm,2024-01-15\n' });
    expect(plain.stored.length).toBe(2 * prepared.facts.features);
    const moved = await read(prepared, {
      'b.csv': '\ufeff"day";"Town";"price"\r\n"2024-03-11";"Köln";"3.5"\r\n"2024-01-15";"Ulm";"8.5"\r\n',
    });
    expect(moved.columns).toEqual(['day', 'Town', 'price']);
    const json = await read(prepared, {
      'c.jsonl': '{"town":"Köln","price":3.5,"day":"2024-03-11"}\n{"day":"2024-01-15","price":8.5,"town":"Ulm"}\n',
    });
    for (const { stored } of [moved, json]) expect(stored).toEqual(plain.stored);
    expect([plain, moved, json].flatMap(badness)).toEqual([null, null, null, null, null, null]);
  });

  it('are told by the project’s own columns where a single row can’t tell names from values', async () => {
    const prepared = await preparedOf(
      `from,to,sold\n${Array.from({ length: 90 }, (_, i) => `${'abcde'[i % 5]},${'vwxyz'[i % 4]},${'pq'[i % 2]}`).join('\n')}\n`,
    );
    const one = await read(prepared, { 'one.csv': 'to,from\nx,a\n' });
    expect([one.columns, one.rows.length]).toEqual([['to', 'from'], 1]);
  });

  it('are bad one by one: by their fields, a number or a day that is none; nothing is lost', async () => {
    const prepared = await preparedOf(SALES);
    const found = await read(prepared, {
      'a.csv':
        'price,town,day\n3.5,Köln,2024-03-11\nabout 3,Köln,2024-03-11\n3.5,Köln\n3.5,Köln,2024-03-11,more,yet\n4,Bonn,someday\n5,Bonn,2024-03-12\n',
    });
    expect(badness(found)).toEqual([
      null,
      'price is not a number: “about 3”',
      '2 fields instead of 3',
      '5 fields instead of 3',
      'day is not a date: “someday”',
      null,
    ]);
    expect(found.rows.map(({ place }) => place.line)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(found.rows[3]?.cells).toEqual(['3.5', 'Köln', '2024-03-11,more,yet']);
    expect(found.stored.length).toBe(2 * prepared.facts.features);
  });

  it('do not begin with the units below the names, which is said; one that is bad is no unit', async () => {
    const sizes = Array.from({ length: 90 }, (_, i) => `${(i * 7) % 31}.5,${(i * 5) % 23}.25,${'pq'[i % 2]}`);
    const prepared = await preparedOf(`width,weight,sold\ncm,kg,-\n${sizes.join('\n')}\n`);
    const found = await read(prepared, { 'a.csv': 'width,weight\ncm,kg\n3.5,4\n' });
    expect([found.rows.map(({ place }) => place.line), badness(found)]).toEqual([[3], [null]]);
    expect(found.notes).toEqual([expect.stringMatching(/^1 row was left out: .*units/)]);
    const bad = await read(prepared, { 'a.csv': 'width,weight\nwide,4\ncm,kg\n' });
    expect(bad.rows.map(row => row.bad !== null)).toEqual([true, true]);
    const none = await read(prepared, { 'a.csv': 'width,weight\ncm,kg\n' });
    expect(badness(none)).toEqual(['width is not a number: “cm”']);
  });

  it('say what became of them: passed-over columns, unknown categories, gaps, values far out', async () => {
    const prepared = await preparedOf(SALES);
    const found = await read(prepared, {
      'a.csv': 'note,price,town,day,sold\nx,3.5,Rom,2024-03-11,yes\ny,,Köln,2024-03-11,no\nz,1e9,Köln,2024-03-11,?\n',
    });
    expect(found.hasTarget).toBe(true);
    expect(found.rows.map(({ target }) => target)).toEqual(['yes', 'no', null]);
    expect(found.notes).toEqual([
      'The column note was passed over: the network doesn’t use it.',
      expect.stringMatching(/^price: 1 cell without a value was taken as 16.5/),
      expect.stringMatching(/^price: 1 value lies far outside of most of training/),
      expect.stringMatching(/^town: 1 row has a category that training didn’t have, or had once \(Rom\)/),
    ]);
  });

  it('take what the person said stands for no value as such here, too', async () => {
    const choice: DataChoice = { target: 'sold', missing: [{ value: '-200' }] };
    const prepared = await preparedOf(SALES, 'sales.csv', choice);
    const [said, gap] = [
      await read(prepared, { 'a.csv': 'price,town,day\n-200,Köln,2024-03-11\n' }, choice),
      await read(prepared, { 'a.csv': 'price,town,day\n,Köln,2024-03-11\n' }, choice),
    ];
    expect(said.stored).toEqual(gap.stored);
  });

  it('are refused as a whole where a column is missing, by its name', async () => {
    const prepared = await preparedOf(SALES);
    const refused = await refusalOf(read(prepared, { 'a.csv': 'price,day,sold\n1,2024-01-11,yes\n2,2024-01-11,no\n' }));
    expect(refused.message).toMatch(/a\.csv lacks a column that the network needs: town\. It has: price, day, sold/);
  });

  it('without names are taken by their places, with the target or without', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i * 1.5},${'abc'[i % 3]},${i % 2 ? 'good' : 'bad'}`);
    const prepared = await preparedOf(`${rows.join('\n')}\n`, 'bare.csv');
    expect(prepared.report.layout.header).toBe(false);
    const [whole, without] = [
      await read(prepared, { 'a.csv': '3,a,good\n4.5,b,bad\n6,c,good\n' }),
      await read(prepared, { 'a.csv': '3,a\n4.5,b\n6,c\n' }),
    ];
    expect(without.stored).toEqual(whole.stored);
    expect([whole.hasTarget, without.hasTarget]).toEqual([true, false]);
  });
});

describe('new texts', () => {
  const REVIEWS = `text,label\n${Array.from({ length: 80 }, (_, i) => `"a ${i % 2 ? 'fine, moving' : 'dull, slow'} film number ${i}",${i % 2 ? 'pos' : 'neg'}`).join('\n')}\n`;

  it('come from a table with one column, commas and all, or several', async () => {
    const prepared = await preparedOf(REVIEWS, 'reviews.csv');
    const alone = await read(prepared, { 'a.csv': 'text\na fine, moving film\n"a dull, ""slow"" film"\n' });
    const beside = await read(prepared, {
      'a.csv': 'id,text\n1,"a fine, moving film"\n2,"a dull, ""slow"" film"\n3,\n4,zzz\n',
    });
    expect(alone.rows.map(({ cells }) => cells)).toEqual([['a fine, moving film'], ['a dull, "slow" film']]);
    expect(beside.stored.slice(0, alone.stored.length)).toEqual(alone.stored);
    expect(badness(beside)).toEqual([null, null, 'there is no text', null]);
    expect(beside.notes.at(-1)).toBe('1 text has no word that training had: its prediction says little.');
  });

  it('are a line each where the project’s own are', async () => {
    const { dataset } = await prepare('sample:reviews', {}, temporaryFolder(), () => {});
    const found = await read(await openPrepared(dataset.file), { 'new.txt': 'works well, thanks\n\nbroke at once\n' });
    expect(found.rows.map(({ cells, bad }) => [cells[0], bad === null])).toEqual([
      ['works well, thanks', true],
      ['', false],
      ['broke at once', true],
    ]);
  });
});

it('a row that stands just so in train or dev is known again, any other is not', async () => {
  const prepared = await preparedOf(SALES);
  const seen = seenRows(prepared);
  const { train, dev } = prepared.splits;
  const { features } = prepared.facts;
  expect(Array.from({ length: train.rows }, (_, row) => seen.partOf(train.inputs, row))).not.toContain(null);
  expect(Array.from({ length: dev.rows }, (_, row) => seen.partOf(dev.inputs, row))).not.toContain(null);
  const other = Float32Array.from(train.inputs.subarray(0, features), value => value + 0.25);
  expect(seen.partOf(other, 0)).toBeNull();
});

it('a line of CSV gives its cells back', () => {
  expect(csvLine(['a', 'b,c', 'say "so"', 'two\nlines', ' led', '=1+1', ''])).toBe(
    'a,"b,c","say ""so""","two\nlines"," led",=1+1,\n',
  );
});
