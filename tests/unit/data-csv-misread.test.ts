import { describe, expect, it } from 'vitest';
import { divide } from '#electron/data/divide.ts';
import { applyToNewRows } from '#electron/data/preprocessing/new-rows.ts';
import { fitTable } from '#electron/data/preprocessing/table.ts';
import { AB, column, numbers, readTable, readText, refused, table, warned } from './data-csv-tables.ts';

/** Numbers that look drawn, the same every time: −1 to 1. */
const drawn = (i: number, j: number): number => Math.sin(12.9898 * (i + 1) + 78.233 * (j + 1));
const decimals = (i: number, count: number): string[] =>
  Array.from({ length: count }, (_, j) => drawn(i, j).toFixed(3));

/** 0 … n − 1, each once, mixed; n is no multiple of 7. */
const mixed = (i: number, n: number): number => (7 * i + 3) % n;

describe('columns that number the rows', () => {
  const role = async (content: string, name: string) => {
    const { role, note } = column(await readTable(content), name);
    return note ? [role, note.key] : [role];
  };

  it('an index without a name is left out, in any order, with gaps, and of two files in a row', async () => {
    const noise = (i: number) => `${decimals(i, 2)},${AB(i)}`;
    const gaps = table(',p,q,label', 60, i => `${3 * mixed(i, 60)},${noise(i)}`);
    const twice = table(',p,q,label', 60, i => `${i % 30},${noise(i)}`);
    expect(await role(gaps, 'column 1')).toEqual(['leftOut', 'data.csv.leftOut.index']);
    expect(await role(twice, 'column 1')).toEqual(['leftOut', 'data.csv.leftOut.index']);
  });

  it('a measurement without a name stays an input', async () => {
    const measured = table(',p,label', 60, i => `${(i * i) % 17},${decimals(i, 1)},${AB(i)}`);
    expect(await role(measured, 'column 1')).toEqual(['input']);
  });

  it('whole numbers that are all different, where chance would have repeated some, are rows’ numbers by any name', async () => {
    const content = table('foo,p,q,label', 200, i => `${mixed(i, 270)},${decimals(i, 2)},${AB(i)}`);
    expect(await role(content, 'foo')).toEqual(['leftOut', 'data.csv.leftOut.numbered']);
    const wide = table('foo,p,q,label', 200, i => `${97 * mixed(i, 270)},${decimals(i, 2)},${AB(i)}`);
    expect(await role(wide, 'foo')).toEqual(['input']);
    const scale = table('minutes,p,q,label', 200, i => `${5 * i},${decimals(i, 2)},${AB(i)}`);
    expect(await role(scale, 'minutes')).toEqual(['input']);
  });

  it('they are learnt from where there is nothing else', async () => {
    const content = table('foo,y', 200, i => `${mixed(i, 270)},${drawn(i, 0).toFixed(3)}`);
    expect(await role(content, 'foo')).toEqual(['input']);
  });

  it.each(['rownames', 'S.No', '#', 'Unnamed: 0.1', 'obs', '...1', 'level_0'])('%s names the rows', async name => {
    const content = table(`${name},p,q,label`, 60, i => `${9 * mixed(i, 60)},${decimals(i, 2)},${AB(i)}`);
    expect(await role(content, name)).toEqual(['leftOut', 'data.csv.leftOut.id']);
  });
});

describe('quotes', () => {
  it('separators inside quotes do not count, in each row though they stand', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `"${AB(i)}","a room, ${i} of &amp; by the sea, or not so"`);
    const data = await readText(`${rows.join('\n')}\n`);
    expect(data).toMatchObject({ kind: 'text', rows: 40, layout: { separator: ',' }, target: { classes: ['a', 'b'] } });
  });

  it('a quote within a field may have a backslash before it', async () => {
    const rows = (i: number) => `"${i}","she wrote \\"fine, thanks\\" on page ${i} of the book","${AB(i)}"`;
    const data = await readText(table('"id","text","label"', 40, rows));
    expect(data).toMatchObject({ kind: 'text', rows: 40, target: { name: 'label', classes: ['a', 'b'] } });
    expect(data.kind === 'text' && data.texts[3]).toBe('she wrote "fine, thanks" on page 3 of the book');
    expect(warned(data)).toContain('data.csv.quotesBackslash');
  });

  it('also where the first comes late, beyond what the table is recognised by', async () => {
    const rows = (i: number) =>
      `"${i}","${i === 700 ? 'she wrote \\"fine, thanks\\"' : `a word of it, ${i % 90}`}","${AB(i)}"`;
    const data = await readText(table('"id","text","label"', 720, rows));
    expect(data).toMatchObject({ rows: 720, leftOut: [] });
    expect(warned(data)).toContain('data.csv.quotesBackslash');
  });
});

describe('names of columns that are numbers with gaps', () => {
  it('are names over decimals, and over numbers that they lie outside of', async () => {
    const chosen = await readTable(table('2,3,11,kind', 40, i => `${decimals(i, 3)},${AB(i)}`));
    expect(chosen).toMatchObject({ rows: 40, layout: { header: true }, target: { name: 'kind' } });
    const years = await readTable(
      table('town,1990,2000,2005,kind', 40, i => `t${i % 7},${i % 9},${i % 11},${i % 13},${AB(i)}`),
    );
    expect(years).toMatchObject({ rows: 40, layout: { header: true }, target: { name: 'kind' } });
  });

  it('numbers like those below are a row', async () => {
    const data = await readTable(table('2,3,11,a', 40, i => `${i % 5},${(3 * i) % 7},${(5 * i) % 17},${AB(i)}`));
    expect(data).toMatchObject({ rows: 41, layout: { header: false } });
  });
});

describe('the target that nobody named', () => {
  const pixel = (i: number, j: number) => (j % 5 === 0 ? 0 : Math.max(0, Math.round(250 * drawn(i, j))));
  const pixels = (i: number, count: number) => Array.from({ length: count }, (_, j) => pixel(i, j + 1));

  it('is the first column without names where it has few values and the others are measurements; said with the other', async () => {
    const rows = Array.from({ length: 80 }, (_, i) => `${i % 8},${pixels(i, 30).join(',')}`);
    const data = await readTable(`${rows.join('\n')}\n`);
    expect(data.target).toMatchObject({ name: 'column 1', task: 'classification', classes: { length: 8 } });
    expect(data.why.target).toMatchObject({ key: 'data.csv.target.first', values: { last: 'column 31' } });
    const letters = Array.from({ length: 80 }, (_, i) => `${'XYZ'[i % 3]},${decimals(i, 4)}`);
    expect((await readTable(letters.join('\n'))).target.name).toBe('column 1');
  });

  it('is the last one where that stands out', async () => {
    const rings = Array.from({ length: 80 }, (_, i) => `${'MFI'[i % 3]},${decimals(i, 4)},${(i * i) % 31}`);
    expect((await readTable(rings.join('\n'))).target.name).toBe('column 6');
    const last = Array.from({ length: 80 }, (_, i) => `${(i * i) % 7},${decimals(i, 4)},${i % 2}`);
    expect((await readTable(last.join('\n'))).target.name).toBe('column 6');
  });

  it('is none that would be refused, or is nearly empty; these are named', async () => {
    const row = (i: number) => `${decimals(i, 2)},${AB(i)},user${(i * 7) % 83},${i < 25 ? AB(i) : ''}`;
    const data = await readTable(table('p,q,kind,user,later', 90, row));
    expect(data.target.name).toBe('kind');
    expect(data.why.target).toMatchObject({
      key: 'data.csv.target.passedOver',
      values: { passed: 'user, later', count: 2 },
    });
  });
});

describe('sentences beside other columns', () => {
  const comment = (i: number) => `please do look at the door in room ${i} again`;

  it('stay a column of a table where only some rows have them, or among many others', async () => {
    const row = (i: number) => `${i % 31},${decimals(i, 1)},${'RGB'[i % 3]},${i % 3 ? comment(i) : ''},${AB(i)}`;
    const data = await readTable(table('hours,p,team,remark,kind', 90, row));
    expect(data).toMatchObject({ rows: 90, leftOut: [], why: { kind: { key: 'data.csv.kind.tableWithText' } } });
    expect(column(data, 'remark')).toMatchObject({ role: 'leftOut', note: { key: 'data.csv.leftOut.textInTable' } });
    const many = await readTable(table('title,a,b,c,d,kind', 90, i => `${comment(i)},${decimals(i, 4)},${AB(i)}`));
    expect(many.inputs).toHaveLength(4);
  });

  it('are the input alone where a person says so', async () => {
    const many = table('title,a,b,c,d,kind', 90, i => `${comment(i)},${decimals(i, 4)},${AB(i)}`);
    expect(await readText(many, { kind: 'text' })).toMatchObject({ kind: 'text', rows: 90 });
  });

  it('are what rows are about beside their ids, dates and authors', async () => {
    const row = (i: number) =>
      `${(i * 7919) % 99991},2024-01-${10 + (i % 19)},user${(i * 7) % 83},${comment(i)},${AB(i)}`;
    expect(await readText(table('tweet,day,author,words,kind', 90, row))).toMatchObject({ kind: 'text', rows: 90 });
  });
});

describe('numbers with signs, units and times', () => {
  const ROWS = 60;
  const read = async (cell: (i: number) => string) => {
    const data = await readTable(
      table('value,p,label', ROWS, i => `"${cell(i).replaceAll('"', '""')}",${decimals(i, 1)},${AB(i)}`),
    );
    return { data, values: numbers(data, 'value'), note: column(data, 'value').note?.key };
  };

  it.each<[string, (i: number) => string, (i: number) => number, string]>([
    ['accounts', i => (i % 2 ? `(1,${200 + i})` : `3,${100 + i}`), i => (i % 2 ? -1200 - i : 3100 + i), 'accounts'],
    ['times', i => `${i % 3}:0${i % 10}:${10 + (i % 50)}`, i => (i % 3) * 3600 + (i % 10) * 60 + 10 + (i % 50), 'time'],
    ['times of two parts', i => `${i % 24}:${10 + (i % 50)}`, i => (i % 24) * 60 + 10 + (i % 50), 'time'],
    ['millions', i => (i % 2 ? `${i}.5M` : `${200 + i}k`), i => (i % 2 ? (i + 0.5) * 1e6 : (200 + i) * 1000), 'scaled'],
    ['a unit', i => `${50 + i} kg`, i => 50 + i, 'unit'],
    ['a unit without a space', i => `${50 + i}.5cm`, i => 50.5 + i, 'unit'],
    ['feet and inches', i => `${4 + (i % 3)}'${i % 12}"`, i => 12 * (4 + (i % 3)) + (i % 12), 'feet'],
    ['money by a code', i => `US$ 2,${600 + i}.00`, i => 2600 + i, 'unit'],
  ])('%s are numbers, and it is said how they were read', async (_, cell, value, note) => {
    const { values, note: said } = await read(cell);
    expect(values).toEqual(Array.from({ length: ROWS }, (_, i) => value(i)));
    expect(said).toBe(`data.csv.note.${note}`);
  });

  it('new rows are read alike', async () => {
    const { data } = await read(i => `${50 + i} kg`);
    const rows = Int32Array.from({ length: ROWS }, (_, i) => i);
    const recipe = fitTable(data, rows);
    const [a, b, none] = ['60 kg', '61', 'heavy'].map(value => applyToNewRows(recipe, [{ value }])[0]!);
    expect(b! - a!).toBeGreaterThan(0);
    expect(none).toBeCloseTo(0, 0);
  });

  it('few words with a number stay categories', async () => {
    const data = await readTable(
      table(
        'term,doors,p,label',
        60,
        i => `${36 + 24 * (i % 2)} months,${['2', '3', '4', '5more'][i % 4]},${decimals(i, 1)},${AB(i)}`,
      ),
    );
    expect(data.columns.map(({ type }) => type)).toEqual(['category', 'category', 'number', 'category']);
  });

  it('infinite ones, and those beyond all measure, count as missing, not as words', async () => {
    const { data, values } = await read(i => (i % 5 ? `${i / 4}` : ['inf', '-inf', '1e400', 'Infinity'][(i / 5) % 4]!));
    expect(values.filter(Number.isNaN)).toHaveLength(12);
    expect(data.warnings[0]).toMatchObject({ reason: { key: 'data.csv.notNumbers', values: { count: 12 } } });
  });

  it('lists of them are left out with a word, and refused where nothing else is there', async () => {
    const list = (i: number) => `"[${decimals(i, 3).join(', ')}]"`;
    const data = await readTable(table('vector,p,label', 60, i => `${list(i)},${decimals(i, 1)},${AB(i)}`));
    expect(column(data, 'vector')).toMatchObject({ role: 'leftOut', note: { key: 'data.csv.leftOut.lists' } });
    expect(await refused(table('vector,label', 60, i => `${list(i)},${AB(i)}`))).toMatchObject({
      key: 'error.data.csv.lists',
      values: { name: 'vector' },
    });
    const bare = table('pixels,emotion', 60, i => `${i % 9} ${i % 7} ${i % 5} ${i % 4} ${i % 3},${AB(i)}`);
    expect((await refused(bare)).key).toBe('error.data.csv.lists');
  });
});

describe('words that mean several things', () => {
  it('NA among codes of countries is a class, and said to be one', async () => {
    const data = await readTable(table('p,q,country', 80, i => `${decimals(i, 2)},${['SE', 'NA', 'PL', 'IT'][i % 4]}`));
    expect(data).toMatchObject({ rows: 80, target: { classes: ['IT', 'NA', 'PL', 'SE'] }, leftOut: [] });
    expect(data.warnings).toMatchObject([{ reason: { key: 'data.csv.naLabel', values: { count: 20 } } }]);
    const words = await readTable(table('p,q,kind', 80, i => `${decimals(i, 2)},${['se', 'NA', 'pl', 'it'][i % 4]}`));
    expect(words.rows).toBe(60);
  });

  it('a year and a month are a date', async () => {
    const data = await readTable(
      table(
        'month,sales',
        60,
        i => `${1950 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')},${drawn(i, 0).toFixed(3)}`,
      ),
    );
    expect(column(data, 'month').type).toBe('date');
    expect(numbers(data, 'month').slice(0, 2)).toEqual([-7305, -7274]);
  });
});

describe('a target beyond all measure', () => {
  const prices = (odd: string) =>
    table('p,q,price', 90, i => `${decimals(i, 2)},${i === 31 ? odd : (50 + drawn(i, 5)).toFixed(3)}`);

  it('is refused with its line, its value and the mean of the others', async () => {
    const data = await readTable(prices('1e30'));
    expect(() => divide(data, 'a.csv')).toThrow(
      expect.objectContaining({
        record: {
          key: 'error.data.targetTooFar',
          values: {
            where: '/data/a.csv:33',
            target: 'price',
            value: '1e+30',
            mean: expect.stringMatching(/^(49|50)\./),
          },
        },
      }),
    );
  });

  it('a long tail is none', async () => {
    expect(divide(await readTable(prices('9000')), 'a.csv').facts.task).toBe('regression');
  });
});

describe('what is said is true', () => {
  const far = (values: (i: number) => string) => table('a,p,label', 60, i => `${values(i)},${decimals(i, 1)},${AB(i)}`);

  it('of large values: no point was lost where others with decimals are as large', async () => {
    const both = far(i => (i === 7 ? '7001' : i === 9 ? '7201.5' : (1 + i / 50).toFixed(3)));
    expect(warned(await readTable(both))).toEqual([]);
    const lost = far(i => (i === 7 ? '1401' : (1 + i / 50).toFixed(3)));
    expect(warned(await readTable(lost))).toEqual(['data.csv.lostPoints']);
  });

  it('of many columns once, with their names and one count', async () => {
    const names = Array.from({ length: 14 }, (_, j) => `c${j}`);
    const cells = (i: number) => names.map((_, j) => (i === j ? 'n.d.' : drawn(i, j).toFixed(3)));
    const data = await readTable(table(`${names.join(',')},label`, 60, i => `${cells(i)},${AB(i)}`));
    expect(data.warnings).toMatchObject([
      { reason: { key: 'data.csv.notNumbersInMany', values: { columns: 14, count: 14 } }, examples: { length: 5 } },
    ]);
  });

  it.each([
    [['-1', '1', '0'], 0],
    [["'-1'", "'1'"], 0],
    [['2-1', '21'], 0],
    [['sea-lion', 'sea lion', 'cat'], 2],
    [['caf\u00e9', 'cafe\u0301'], 2],
  ])('of labels: %j', async (labels, alike) => {
    const data = await readTable(table('p,q,label', 60, i => `${decimals(i, 2)},${labels[i % labels.length]}`));
    const found = data.warnings.filter(({ reason }) => reason.key === 'data.csv.similarLabels');
    expect(found.map(({ reason }) => reason.values.count)).toEqual(alike > 0 ? [alike] : []);
  });
});

describe('categories that differ only by case', () => {
  const rows = (words: readonly string[]) =>
    table('smoker,p,q,label', 80, i => `${words[i % words.length]},${decimals(i, 2)},${AB(Math.floor(i / 3))}`);

  it('are pointed at, with their names', async () => {
    const { warnings } = await readTable(rows(['Yes', 'yes', 'no', 'No', 'unknown']));
    expect(warnings.map(({ reason }) => reason)).toEqual([
      { key: 'data.csv.similarCategories', values: { name: 'smoker', column: 1, count: 4, words: 'Yes, yes, no, No' } },
    ]);
  });

  it('others are not', async () => {
    expect(warned(await readTable(rows(['yes', 'no', '-1', '1', 'x1'])))).toEqual([]);
  });
});
