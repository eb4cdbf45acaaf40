import { describe, expect, it } from 'vitest';
import { parseNumber } from '#electron/data/csv/cells.ts';
import { parseDate } from '#electron/data/csv/dates.ts';
import { divide } from '#electron/data/divide.ts';
import { AB, column, readTable, table, warned } from './data-csv-tables.ts';

/** Habits of other programs and people, each as it is written by one of them. */

const size = (i: number): number => 20 + ((7 * i) % 31) / 2;
const price = (i: number): number => 100 + ((13 * i) % 57);
const leftOut = (data: Awaited<ReturnType<typeof readTable>>) =>
  data.leftOut.map(({ reason, rows }) => [reason.key, rows]);

describe('a row below the names that is none', () => {
  const row = (i: number) => `${size(i)},${price(i)},t${i % 3},${AB(i)}`;

  it.each([
    ['units', '(cm),(EUR),,'],
    ['types', 'float,int64,string,string'],
    ['other names', 'length,cost,town,kind'],
    ['the rule of a Markdown table', '---,---:,---,:---'],
  ])('%s are left out with a word, and are no class', async (_, under) => {
    const data = await readTable(table(`size,price,town,label\n${under}`, 60, row));
    expect(data).toMatchObject({ rows: 60, target: { name: 'label', classes: ['a', 'b'] } });
    expect(leftOut(data)).toEqual([['data.csv.underHeader', 1]]);
    expect(data.leftOut[0]?.examples[0]?.place.line).toBe(2);
    expect(warned(data)).not.toContain('data.csv.notNumbers');
    expect(column(data, 'size')).toMatchObject({ missing: 0, range: { min: 20 } });
  });

  it('two of them, as pandas writes names on several levels', async () => {
    const data = await readTable(
      table('metric,size,price\nstat,mean,sum\nlabel,,', 60, i => `${AB(i)},${size(i)},${price(i)}`),
    );
    expect(data.rows).toBe(60);
    expect(leftOut(data)).toEqual([['data.csv.underHeader', 2]]);
  });

  it('a first row whose values are missing stays a row', async () => {
    const missing = await readTable(table('size,price,town,label\nNA,?,t1,a', 60, row));
    expect(missing).toMatchObject({ rows: 61, leftOut: [] });
    const half = await readTable(table('size,price,town,label\nunknown,104,t1,a', 60, row));
    expect(half).toMatchObject({ rows: 61, leftOut: [] });
    const empty = await readTable(table('size,price,town,label\n,,t1,a', 60, row));
    expect(empty).toMatchObject({ rows: 61, leftOut: [] });
  });
});

describe('rows that sum others up', () => {
  const rows = Array.from({ length: 60 }, (_, i) => [size(i), price(i)] as const);
  const sum = (from: number, to: number, of: 0 | 1) =>
    rows.slice(from, to).reduce((all, values) => all + values[of], 0);
  const total = (name: string, from: number, to: number) => `${name},${sum(from, to, 0)},${sum(from, to, 1)}`;
  const line = (i: number) => `t${i % 3},${rows[i]![0]},${rows[i]![1]}`;

  it.each(['Total', 'TOTAL:', 'Grand total', 'Summe', '合计'])('%s at the end is left out', async name => {
    const data = await readTable(`${table('town,size,price', 60, line)}${total(name, 0, 60)}\n`);
    expect(data).toMatchObject({ rows: 60, target: { name: 'price' } });
    expect(leftOut(data)).toEqual([['data.csv.sumsUp', 1]]);
    expect(column(data, 'town').distinct).toBe(3);
    expect(column(data, 'size').range?.max).toBeLessThan(40);
  });

  it('so is one before the rows that it sums up, and a row that is only called so is counted in its place', async () => {
    const data = await readTable(table(`town,size,price\n${total('Total', 0, 60)}`, 60, line));
    expect(data.rows).toBe(60);
    expect(leftOut(data)).toEqual([['data.csv.sumsUp', 1]]);
    expect(data.leftOut[0]?.examples[0]?.place.line).toBe(2);
    expect(column(data, 'size').range?.max).toBeLessThan(40);
    const called = await readTable(table('town,size,price\nTotal,21,7', 60, line));
    expect(called).toMatchObject({ rows: 61, leftOut: [] });
    expect(called.preview).toMatchObject({ rows: expect.arrayContaining([['Total', '21', '7']]) });
    expect(column(called, 'town').distinct).toBe(4);
  });

  it('so are subtotals and means', async () => {
    const parts = [0, 20, 40].map(
      from =>
        `${Array.from({ length: 20 }, (_, i) => line(from + i)).join('\n')}\n${total('Subtotal', from, from + 20)}`,
    );
    const mean = `Average,${(sum(0, 60, 0) / 60).toFixed(2)},${(sum(0, 60, 1) / 60).toFixed(2)}`;
    const data = await readTable(`town,size,price\n${parts.join('\n')}\n${total('Total', 0, 60)}\n${mean}\n`);
    expect(data.rows).toBe(60);
    expect(leftOut(data)).toEqual([['data.csv.sumsUp', 5]]);
  });

  it('in German numbers too, with the word in any column', async () => {
    const row = (i: number) => `${size(i).toFixed(2).replace('.', ',')};t${i % 3};${price(i)}`;
    const last = `${sum(0, 60, 0)
      .toFixed(2)
      .replace('.', ',')
      .replace(/(\d)(\d{3},)/, '$1.$2')};Summe;${sum(0, 60, 1)}`;
    const data = await readTable(`${table('Länge;Ort;Preis', 60, row)}${last}\n`);
    expect(leftOut(data)).toEqual([['data.csv.sumsUp', 1]]);
  });

  it('a row that is only called so is a row like the others', async () => {
    const data = await readTable(
      table('station,size,price', 60, i => `${i % 4 ? `t${i % 4}` : 'Total'},${line(i).slice(3)}`),
    );
    expect(data).toMatchObject({ rows: 60, leftOut: [] });
  });
});

describe('numbers', () => {
  it('lakh and crore, and a minus behind', () => {
    expect(['1,23,456', '12,34,567.5', '-1,00,000'].map(cell => parseNumber(cell, '.'))).toEqual([
      123456, 1234567.5, -100000,
    ]);
    expect(['1,23,45', '123,45,678', '1,2,345'].map(cell => parseNumber(cell, '.'))).toEqual([null, null, null]);
    expect(parseNumber('4.49-', '.')).toBe(-4.49);
    expect(parseNumber('1.234,50-', ',')).toBe(-1234.5);
    expect(['-4-', '4--', '2020-', '-'].map(cell => parseNumber(cell, '.'))).toEqual([null, null, -2020, null]);
  });

  it('a minus behind is said', async () => {
    const data = await readTable(
      table('change,price,label', 60, i => `${size(i)}${i % 2 ? '-' : ''},${price(i)},${AB(i)}`),
    );
    expect(column(data, 'change')).toMatchObject({ type: 'number', note: { key: 'data.csv.note.minusBehind' } });
    expect(column(data, 'change').range?.min).toBeLessThan(0);
  });
});

describe('dates', () => {
  const day = (text: string) => new Date(86_400_000 * (parseDate(text) ?? Number.NaN)).toISOString().slice(0, 10);

  it.each([
    ['04-Jan-20', '2020-01-04'],
    ['4 Jan 99', '1999-01-04'],
    ['Jan 2020', '2020-01-01'],
    ['January-2020', '2020-01-01'],
    ['2020 Feb', '2020-02-01'],
    ['2020-Feb-07', '2020-02-07'],
    ['7. März 2021', '2021-03-07'],
    ['7 Dez. 2021', '2021-12-07'],
    ['1er août 2021', '2021-08-01'],
    ['5 de enero de 2021', '2021-01-05'],
    ['2021年3月', '2021-03-01'],
    ['2021年3月7日 08:30', '2021-03-07'],
    ['7.3.2021 08:30', '2021-03-07'],
    ['2021-W03-2', '2021-01-19'],
    ['2021Q3', '2021-07-01'],
    ['2021-Q3', '2021-07-01'],
  ])('%s', (text, iso) => {
    expect(day(text)).toBe(iso);
  });

  it.each(['Mai Tai 2020', 'Jan 20', '31-Feb-20', 'Marie 2020', '4 cats 20', '2021-W54-1', '2021Q5', 'A 2020'])(
    '%s is none',
    text => {
      expect(parseDate(text)).toBeNull();
    },
  );

  it('order the rows with the month named', async () => {
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
    const row = (i: number) =>
      `${String(1 + (i % 28)).padStart(2, '0')}-${months[Math.floor(i / 28)]}-20,${size(i)},${AB(i)}`;
    const data = await readTable(table('day,size,label', 160, row));
    expect(column(data, 'day')).toMatchObject({ type: 'date', role: 'time' });
  });
});

describe('yes and no as the target', () => {
  it('in several spellings are two classes, with a word', async () => {
    const spelt = (i: number) => (i % 2 ? (i % 3 ? 'TRUE' : 'true') : i % 3 ? 'FALSE' : 'False');
    const data = await readTable(table('size,cost,bought', 60, i => `${size(i)},${price(i)},${spelt(i)}`));
    expect(data.target).toMatchObject({ classes: ['FALSE', 'TRUE'] });
    expect(warned(data)).toContain('data.csv.sameLabels');
  });
  it('ja und nein are yes and no', async () => {
    const data = await readTable(table('size,aktiv', 60, i => `${size(i)},${i % 2 ? 'Ja' : 'Nein'}`));
    expect(column(data, 'aktiv').type).toBe('boolean');
  });
});

describe('spaces between fields', () => {
  it('R writes one name less than fields', async () => {
    const rows = (i: number) => `"${i + 1}" ${size(i)} ${price(i)} "${AB(i)}"`;
    const data = await readTable(table('"size" "price" "label"', 60, rows), {}, 'a.txt');
    expect(data).toMatchObject({
      rows: 60,
      target: { name: 'label', classes: ['a', 'b'] },
      layout: { separator: ' ' },
    });
    expect(column(data, 'column 1').role).toBe('leftOut');
  });
});

describe('what nothing tells apart', () => {
  const dates = table('when,y', 60, i => `${1 + (i % 12)}/${1 + (i % 7)}/2024,${AB(i)}`);
  const open = table('p;y', 60, i => `${1 + (i % 9)}.${100 + ((7 * i) % 900)};${AB(i)}`);

  it('is a check that warns, with the other reading as its remedy', async () => {
    const { report } = divide(await readTable(dates), 'a.csv');
    expect(report.checks.find(({ id }) => id === 'guess')).toMatchObject({
      verdict: 'warns',
      columns: ['when'],
      reason: { values: { example: '8/1/2024' } },
      remedy: { change: { dateOrder: 'dayFirst' } },
    });
    const numbers = divide(await readTable(open), 'a.csv');
    expect(numbers.report.checks.find(({ id }) => id === 'guess')).toMatchObject({
      columns: ['p'],
      reason: { values: { example: '1.100', value: '1.1', other: '1100' } },
      remedy: { change: { decimal: ',' } },
    });
  });

  it('is read as the person says, and is no guess then', async () => {
    const data = await readTable(dates, { dateOrder: 'dayFirst' });
    expect(data).toMatchObject({ guesses: [], inputs: [{ order: 'dayFirst' }] });
    const thousands = await readTable(open, { decimal: ',' });
    expect(thousands.guesses).toEqual([]);
    expect(column(thousands, 'p').range?.min).toBeGreaterThan(1000);
  });

  it('what the cells tell stays, whatever was said', async () => {
    const told = table('when,y', 60, i => `${1 + (i % 28)}/${1 + (i % 7)}/2024,${AB(i)}`);
    expect(await readTable(told, { dateOrder: 'monthFirst' })).toMatchObject({
      guesses: [],
      inputs: [{ order: 'dayFirst' }],
    });
  });
});
