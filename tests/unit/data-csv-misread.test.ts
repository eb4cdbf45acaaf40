import { describe, expect, it } from 'vitest';
import { AB, column, readTable, readText, table, warned } from './data-csv-tables.ts';

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
