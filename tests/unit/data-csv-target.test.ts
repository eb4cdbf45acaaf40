import { describe, expect, it } from 'vitest';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { AB, column, readTable, readText, refused, table } from './data-csv-tables.ts';

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

  it('is no coordinate where something else may be it', async () => {
    expect(await target(rows('x,y,colour'))).toEqual(['colour', 'last']);
    expect(await target(rows('quality,x,y'))).toEqual(['quality', 'named']);
    expect(await target(table('x,y', 60, i => `${i / 7},${i % 9}`))).toEqual(['y', 'named']);
    expect(await target(rows('y,x,w'))).toEqual(['y', 'named']);
    expect(await target(rows('x1,x2,y'))).toEqual(['y', 'named']);
  });

  it('is not silently another where the last column is named like one and never changes', async () => {
    const content = table('a,b,species', 60, i => [i / 7, AB(i), 'cat'].join(','));
    expect(await refused(content)).toMatchObject({ key: 'error.data.csv.oneValue', values: { name: 'species' } });
  });

  it('passes over columns that name the rows or never change', async () => {
    const content = table('a,b,key,same', 60, i => [i / 7, AB(i), `k${i}`, 1].join(','));
    expect(await target(content)).toEqual(['b', 'lastUsable']);
  });

  it('is no number of the rows where the last columns hold texts', async () => {
    const tweet = (i: number) => `${i % 2},${1467810000 + i * i},"@x this is what I say ${i} times"`;
    expect(await target(Array.from({ length: 60 }, (_, i) => tweet(i)).join('\n'))).toEqual(['column 1', 'lastUsable']);
  });

  it('can be said by name, in any case, or by number', async () => {
    expect(await target(rows('a,b,c'), { target: 'b' })).toEqual(['b', 'chosen']);
    expect(await target(rows('a,b,c'), { target: 'B ' })).toEqual(['b', 'chosen']);
    expect(await target(rows('a,b,c'), { target: '2' })).toEqual(['b', 'chosen']);
    expect((await readText(rows('a,b,c'), { target: '2' })).why.target.values).toEqual({ name: 'b' });
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
    expect(column(data, 'injury')).toMatchObject({ missing: 30, distinct: 2, top: [{ rows: 15 }, { rows: 15 }] });
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
    [
      'one value but for gaps',
      table('x,y', 60, i => `${i / 7},${i % 2 ? 'NaN' : 'ok'}`),
      {},
      'error.data.csv.oneValueAndGaps',
    ],
    ['nothing beside it', table('id,y', 60, i => `${i},${AB(i)}`), {}, 'error.data.csv.noInputs'],
    ['nothing like it', table('id,b', 60, i => `${i},x`), {}, 'error.data.csv.noTarget'],
  ])('is refused with %s', async (_, content, choice, key) => {
    expect(await refused(content, choice)).toMatchObject({ key, values: { file: '/data/a.csv' } });
  });

  it('counts the gaps beside the one value, and shows a value of each column that is no use', async () => {
    const gaps = await refused(table('x,y', 60, i => `${i / 7},${i % 3 ? 'NaN' : 'ok'}`));
    expect(gaps.values).toMatchObject({ value: 'ok', count: 40 });
    const units = await refused(table('price,weight,y', 60, i => `circa ${100 + i},w${i},${AB(i)}`));
    expect(units).toMatchObject({
      key: 'error.data.csv.noInputs',
      values: { columns: 'price (circa 100), weight (w0)' },
    });
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
