import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import { AB, column, numbers, read, readTable, readText, refused, table, warned } from './data-csv-tables.ts';
import { folderWith } from './data-files.ts';

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
    expect(some.leftOut[0]!.examples[0]).toEqual({ place: { file: '/data/a.csv', line: 5 }, text: '[2] 3 | 1' });
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

  it('says where a quote is never closed that makes the others characters like any other', async () => {
    const content = table('note,y', 60, i => (i === 30 ? `"it is open,${AB(i)}` : `"it is closed ${i}",${AB(i)}`));
    expect((await readText(content)).warnings).toMatchObject([
      { reason: { key: 'data.csv.quotesNone', values: { line: 32, column: 1 } } },
    ]);
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
    expect(data.warnings.map(({ examples }) => examples[0]!.text)).toEqual(['column 2', 'a → a 2']);
  });

  it('has a header although a name is missing over the index or over empty columns, or names are years', async () => {
    const review = (i: number) => `a film that I saw ${i} times,${i % 2 ? 'good' : 'bad'}`;
    for (const [header, row, target] of [
      [',text,label', (i: number) => `${i},${review(i)}`, 'label'],
      ['v2,v1,,,', (i: number) => `${review(i)},,,`, 'v1'],
      ['v2,v1,,,', (i: number) => `${review(i)},${i === 9 ? 'more of it' : ''},,`, 'v1'],
    ] as const) {
      const data = await readText(table(header, 60, row));
      expect([data.layout.header, data.target.name, data.rows]).toEqual([true, target, 60]);
    }
    const broken = await readTable(`"size\nin cm","b\r\n c",y\n${table('', 30, i => `${i / 7},${i},${AB(i)}`)}`);
    expect(broken.columns.map(({ name }) => name)).toEqual(['size in cm', 'b c', 'y']);
    const years = (i: number) => `c${i % 7},${i * 3},${(i * 7) % 50},${i * i},${AB(i)}`;
    const data = await readTable(table('land,2019,2020,2021,kind', 60, years));
    expect([data.layout.header, data.inputs.map(({ name }) => name)]).toEqual([true, ['land', '2019', '2020', '2021']]);
    const bare = Array.from({ length: 60 }, (_, i) => `c${i % 7},${i + 1},${i + 2},${i + 3},${AB(i)}`).join('\n');
    expect((await readTable(bare)).layout.header).toBe(false);
  });

  it('may have spaces between its fields, one or more', async () => {
    const row = (i: number) => `  ${i / 4}   ${i % 5}  ${i * 3}\t"kind ${AB(i)}"  `;
    const lines = Array.from({ length: 30 }, (_, i) => row(i)).join('\n');
    for (const name of ['a.data', 'a.txt']) {
      const data = await readTable(lines, {}, name);
      expect(data.layout.separator).toBe(' ');
      expect([data.rows, numbers(data, 'column 1')[5], data.target.name]).toEqual([30, 1.25, 'column 4']);
      expect(data.target).toMatchObject({ classes: ['kind a', 'kind b'] });
      expect(data.place(7).line).toBe(8);
    }
    const pixels = table('emotion\tpixels', 30, i => `${i % 3}\t${i} ${i + 1} ${i * i}`);
    expect((await readText(pixels, {}, 'a.tsv')).layout.separator).toBe('\t');
  });

  it('may have a title above, with separators behind it', async () => {
    const data = await readTable(
      `Flowers of the garden,,,\n,,,\n${table('a,b,c,y', 30, i => `${i / 7},,${i},${AB(i)}`)}`,
    );
    expect([data.rows, data.target.name, warned(data)]).toEqual([30, 'y', ['data.csv.before']]);
    expect(data.place(0).line).toBe(4);
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

  it('passes over signs of percent and money, and says so; several of them are warned of', async () => {
    const data = await readTable(table('share;cost;y', 60, i => `${i},5 %;${i % 9},10 ${i % 2 ? '€' : '$'};${AB(i)}`));
    expect(numbers(data, 'share').slice(0, 2)).toEqual([0.5, 1.5]);
    expect(column(data, 'share').note).toEqual({ key: 'data.csv.note.unit', values: { unit: '%' } });
    expect(data.warnings).toMatchObject([
      { reason: { key: 'data.csv.mixedUnits', values: { column: 2, counts: '$ (30), € (30)' } } },
    ]);
  });

  it('has numbers where a sixth is words, unless they are as few as categories; these are warned of', async () => {
    const cell = (i: number, n: number | string) => (i % 6 === 1 ? 'unknown' : n);
    const data = await readTable(table('x,n,y', 90, i => `${cell(i, i / 7)},${cell(i, i % 5)},${AB(i)}`));
    expect(data.columns.map(({ type, missing }) => [type, missing])).toEqual([
      ['number', 15],
      ['category', 0],
      ['category', 0],
    ]);
    expect(data.warnings).toMatchObject([
      { reason: { key: 'data.csv.notNumbers', values: { column: 1, count: 15 } }, examples: { length: 5 } },
      { reason: { key: 'data.csv.mixed', values: { column: 2, percent: 83 } }, examples: { length: 5 } },
    ]);
    expect(data.warnings[1]!.examples[0]).toEqual({ place: { file: '/data/a.csv', line: 3 }, text: 'unknown' });
  });

  it('has booleans, dates and codes', async () => {
    const data = await readTable(
      table('on,day,zip,y', 60, i => `${i % 3 ? 'yes' : 'no'},2024-01-${10 + (i % 9)},0${1000 + (i % 20)},${AB(i)}`),
    );
    expect(data.columns.map(({ type, role, note }) => [type, role, note?.key ?? null])).toEqual([
      ['boolean', 'input', null],
      ['date', 'input', null],
      ['category', 'input', 'data.csv.note.codes'],
      ['category', 'target', null],
    ]);
    expect(numbers(data, 'day')[0]).toBe(19732);
  });

  it('has names as long as the questions of a survey', async () => {
    const question = `How satisfied are you with ${'the opening hours and '.repeat(5)}the staff?`;
    const words = ['very', 'rather', 'not at all'];
    for (const row of [(i: number) => `${i % 5},${AB(i)}`, (i: number) => `${words[i % 3]},${AB(i)}`]) {
      const data = await readTable(table(`${question},y`, 60, row));
      expect(data.columns.map(({ name }) => name)).toEqual([question, 'y']);
    }
    const texts = await readText(table(`${question},a`, 60, i => `${question} ${i} ${i * 7},${AB(i)}`));
    expect(texts.layout.header).toBe(false);
  });

  it('leaves rows out that repeat the header', async () => {
    const part = table('x,y', 30, i => `${i / 7},${AB(i)}`);
    const data = await readTable(`${part}\ufeff${part}`);
    expect([data.rows, data.warnings]).toEqual([60, []]);
    expect(data.leftOut).toEqual([
      {
        reason: { key: 'data.csv.headerAgain', values: {} },
        rows: 1,
        examples: [{ place: { file: '/data/a.csv', line: 32 }, text: 'x | y' }],
      },
    ]);
  });

  it('reads dates with slashes in the order that the column shows', async () => {
    const two = (n: number) => String(n).padStart(2, '0');
    const data = await readTable(
      table('european,american,y', 60, i => {
        const [day, month] = [1 + (i % 28), 1 + (i % 12)];
        return `${two(day)}/${two(month)}/2024,${month}/${day}/24 8:26 PM,${AB(i)}`;
      }),
    );
    expect(data.columns.slice(0, 2)).toMatchObject([
      { type: 'date', note: { key: 'data.csv.note.dayFirst', values: { example: '13/01/2024', line: 14 } } },
      { type: 'date', note: { key: 'data.csv.note.monthFirst', values: { example: '1/13/24 8:26 PM', line: 14 } } },
    ]);
    expect(data.inputs[0]).toMatchObject({ order: 'dayFirst' });
    expect(numbers(data, 'european')[1]).toBe(Date.UTC(2024, 1, 2) / 86_400_000);
    expect(numbers(data, 'american')[1]).toBeCloseTo(Date.UTC(2024, 1, 2, 20, 26) / 86_400_000, 9);
    expect(data.warnings).toEqual([]);
  });

  it('says which order it assumed where a column shows none', async () => {
    const data = await readTable(table('when,y', 60, i => `${1 + (i % 12)}/${1 + (i % 7)}/2024,${AB(i)}`));
    expect(data.inputs[0]).toMatchObject({ type: 'date', order: 'monthFirst' });
    expect(numbers(data, 'when')[1]).toBe(Date.UTC(2024, 1, 2) / 86_400_000);
    expect(data.guesses).toMatchObject([
      { columns: ['when'], reason: { key: 'data.check.guess.dates' }, other: { dateOrder: 'dayFirst' } },
    ]);
  });

  it('takes a date of the other order for none where it is one of few, and leaves a column of both out', async () => {
    const dayFirst = (i: number) => `${13 + (i % 15)}/${1 + (i % 12)}/2024`;
    const few = await readTable(table('when,y', 60, i => `${i === 7 ? '1/31/2024' : dayFirst(i)},${AB(i)}`));
    expect(column(few, 'when')).toMatchObject({ type: 'date', missing: 1 });
    expect(few.warnings).toEqual([
      {
        reason: { key: 'data.csv.notDates', values: { name: 'when', column: 1, count: 1 } },
        examples: [{ place: { file: '/data/a.csv', line: 9 }, text: '1/31/2024' }],
      },
    ]);
    const both = await readTable(table('x,when,y', 60, i => `${i % 9},${i % 2 ? '1/31/2024' : dayFirst(i)},${AB(i)}`));
    expect(column(both, 'when')).toMatchObject({ role: 'leftOut', note: { key: 'data.csv.leftOut.mixedDates' } });
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
