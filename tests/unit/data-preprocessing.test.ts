import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import { fnv1a } from '#electron/data/preprocessing/column.ts';
import { digestOfRecord } from '#electron/data/preprocessing/digest.ts';
import { applyToNewRows, applyToNewTexts } from '#electron/data/preprocessing/new-rows.ts';
import { applyTable, fitTable, tableFeatures } from '#electron/data/preprocessing/table.ts';
import { applyText, fitText } from '#electron/data/preprocessing/text.ts';
import type { RawColumn, RawTable } from '#electron/data/raw/dataset.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { Preprocessing } from '#shared/domain/preprocessing.ts';
import { Random } from '#shared/method/random.ts';
import { folderWith } from './data-files.ts';
import { categoryColumn, numberColumn } from './data-raw.ts';

const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);
const fitAll = (...inputs: RawColumn[]) => {
  const [first] = inputs;
  return fitTable({ inputs }, rowsOf(first!.type === 'category' ? first!.codes.length : first!.values.length));
};

describe('numbers', () => {
  test('are standardised with mean and standard deviation', () => {
    const column = numberColumn('x', [2, 4, 4, 4, 5, 5, 7, 9]);
    const recipe = fitAll(column);
    // The textbook's example: mean 5, standard deviation 2.
    expect(recipe.columns).toMatchObject([{ kind: 'number', name: 'x', mean: 5, std: 2, fill: 4.5 }]);
    expect([...applyTable(recipe, { inputs: [column] }, Int32Array.of(0, 7, 4))]).toEqual([-1.5, 2, 0]);
  });

  test('that are missing become the median', () => {
    const column = numberColumn('x', [1, Number.NaN, 2, 30, Number.NaN]);
    const recipe = fitAll(column);
    expect(recipe.columns).toMatchObject([{ fill: 2, mean: 7.4 }]);
    const [first, missing, two] = applyTable(recipe, { inputs: [column] }, rowsOf(5));
    expect(missing).toBe(two);
    expect(first).toBeLessThan(two!);
  });

  test('with a lost decimal point are held, so that the others still differ', () => {
    const good = Array.from({ length: 99 }, (_, i) => 0.99 + i / 10_000);
    const column = numberColumn('density', [...good, 1001]);
    const recipe = fitAll(column);
    const numbers = applyTable(recipe, { inputs: [column] }, rowsOf(100));
    expect(Math.max(...numbers.subarray(0, 99)) - Math.min(...numbers.subarray(0, 99))).toBeGreaterThan(0.5);
    expect(numbers[99]).toBeLessThan(10);
  });

  test('of a long tail stay as they are', () => {
    const random = Random.from(4);
    const column = numberColumn(
      'income',
      Array.from({ length: 1000 }, () => Math.exp(random.normal())),
    );
    const [recipe] = fitAll(column).columns;
    const { values } = column as Extract<RawColumn, { values: Float64Array }>;
    expect(recipe).toMatchObject({ low: expect.any(Number) });
    expect(values.filter(value => 'high' in recipe! && value > recipe.high!).length).toBeLessThanOrEqual(2);
  });

  test('that are all the same, or all missing, are left out', () => {
    const same = numberColumn('same', [0.1, 0.1, 0.1]);
    const none = numberColumn('none', [Number.NaN, Number.NaN, Number.NaN]);
    const x = numberColumn('x', [1, 2, 3]);
    expect(fitAll(same, none, x).columns.map(({ name }) => name)).toEqual(['x']);
  });
});

describe('categories', () => {
  test('get a number each, the most frequent first, a missing one too', () => {
    const column = categoryColumn('c', ['b', 'a', 'b', '', 'a', 'b', '']);
    const recipe = fitAll(column);
    expect(recipe.columns).toEqual([{ kind: 'oneHot', name: 'c', categories: ['b', '', 'a'] }]);
    expect([...applyTable(recipe, { inputs: [column] }, Int32Array.of(0, 1, 3))]).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0]);
  });

  test('that occur once are unknown: all zeros', () => {
    const column = categoryColumn('c', ['a', 'a', 'b', 'b', 'once']);
    const recipe = fitAll(column);
    expect(recipe.columns).toEqual([{ kind: 'oneHot', name: 'c', categories: ['a', 'b'] }]);
    expect([...applyTable(recipe, { inputs: [column] }, Int32Array.of(4))]).toEqual([0, 0]);
  });

  test('of 33 are hashed into 64 buckets, of 32 are not', () => {
    const cells = (count: number) => Array.from({ length: count * 2 }, (_, i) => `c${i % count}`);
    expect(tableFeatures(fitAll(categoryColumn('c', cells(32))))).toBe(32);
    const column = categoryColumn('c', cells(33));
    const recipe = fitAll(column);
    expect(recipe.columns).toEqual([{ kind: 'hashed', name: 'c', buckets: 64 }]);
    const [row] = [applyTable(recipe, { inputs: [column] }, Int32Array.of(5))];
    expect([...row!.keys()].filter(i => row![i] === 1)).toEqual([fnv1a('c5') % 64]);
  });

  test('none of which occurs twice are left out', () => {
    expect(fitAll(categoryColumn('c', ['a', 'b', 'c']), numberColumn('x', [1, 2, 3])).columns).toHaveLength(1);
  });

  test('FNV-1a as published', () => {
    expect(fnv1a('')).toBe(0x811c9dc5);
    expect(fnv1a('a')).toBe(0xe40c292c);
    expect(fnv1a('foobar')).toBe(0xbf9cf968);
  });
});

describe('a recipe', () => {
  /** A random table: numbers, dates and categories, some missing. */
  function randomTable(seed: number): Pick<RawTable, 'inputs' | 'rows'> {
    const random = Random.from(seed);
    const rows = 20 + random.below(100);
    const each = <T>(make: () => T): T[] => Array.from({ length: rows }, make);
    const missing = () => random.uniform() < 0.1;
    const columns = 1 + random.below(6);
    const inputs = Array.from({ length: columns }, (_, i): RawColumn => {
      if (random.below(2) === 0)
        return numberColumn(
          `x${i}`,
          each(() => (missing() ? Number.NaN : random.normal() * 10 ** random.below(6))),
        );
      const kinds = 1 + random.below(60);
      return categoryColumn(
        `c${i}`,
        each(() => (missing() ? '' : `kind ${random.below(kinds)}`)),
      );
    });
    return { rows, inputs };
  }

  test('comes from train alone: other rows may change as they like', () => {
    for (let seed = 0; seed < 100; seed++) {
      const { rows, inputs } = randomTable(seed);
      const train = rowsOf(rows).filter(row => row % 3 !== 0);
      const before = fitTable({ inputs }, train);
      const changed = inputs.map((column): RawColumn => {
        if (column.type !== 'category')
          return { ...column, values: column.values.map((value, row) => (row % 3 === 0 ? 1e9 : value)) };
        const categories = [...column.categories, 'new'];
        return {
          ...column,
          categories,
          codes: column.codes.map((code, row) => (row % 3 === 0 ? categories.length - 1 : code)),
        };
      });
      expect(digestOfRecord(fitTable({ inputs: changed }, train))).toBe(digestOfRecord(before));
      expect(Preprocessing.parse(before)).toEqual(before);
    }
  });

  test('changes where train changes', () => {
    const column = (first: number) => numberColumn('x', [first, 2, 3, 4]);
    expect(digestOfRecord(fitAll(column(1)))).not.toBe(digestOfRecord(fitAll(column(1.5))));
  });

  test('gives finite numbers of the stated width, standardised over train', () => {
    for (let seed = 0; seed < 100; seed++) {
      const { rows, inputs } = randomTable(seed);
      const train = rowsOf(rows);
      const recipe = fitTable({ inputs }, train);
      const features = tableFeatures(recipe);
      const numbers = applyTable(recipe, { inputs }, train);
      expect(numbers).toHaveLength(rows * features);
      expect(numbers.every(Number.isFinite)).toBe(true);
      let at = 0;
      for (const column of recipe.columns) {
        if (column.kind === 'number') {
          const own = numbers.filter((_, i) => i % features === at);
          expect(own.reduce((sum, value) => sum + value, 0) / rows).toBeCloseTo(0, 4);
          expect(own.reduce((sum, value) => sum + value * value, 0) / rows).toBeCloseTo(1, 4);
        }
        at += column.kind === 'oneHot' ? column.categories.length : column.kind === 'hashed' ? column.buckets : 1;
      }
    }
  });

  test('has a digest that the order of keys doesn’t change', () => {
    expect(digestOfRecord({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      digestOfRecord({ b: { d: null, c: [1, 2] }, a: 1 }),
    );
    expect(digestOfRecord([1, 2])).not.toBe(digestOfRecord([2, 1]));
  });
});

describe('a recipe applied to new rows', () => {
  const rawOf = async (path: string): Promise<RawTable> => {
    const source = await csvReader.open(await openFiles(path), {});
    const raw = await source!.read(() => {});
    if (raw.kind !== 'table') throw new Error('no table');
    return raw;
  };
  const bits = (numbers: Float32Array) => [...new Uint32Array(numbers.buffer)];

  /** The source's own cells, applied as new rows, against what the reader made of them. */
  async function expectSame(path: string, cellsOf: (row: number) => Record<string, string>) {
    const raw = await rawOf(path);
    const recipe = fitTable(
      raw,
      rowsOf(raw.rows).filter(row => row % 5 !== 0),
    );
    const again = Array.from({ length: raw.rows }, (_, row) => cellsOf(row));
    const fromJson = Preprocessing.parse(JSON.parse(JSON.stringify(recipe)));
    if (fromJson.kind !== 'table') throw new Error('no table');
    expect(recipe.columns.length).toBeGreaterThan(2);
    expect(bits(applyToNewRows(fromJson, again))).toEqual(bits(applyTable(recipe, raw, rowsOf(raw.rows))));
  }

  test('gives the source’s own rows the same numbers, bit for bit', async () => {
    const random = Random.from(9);
    const lines = Array.from({ length: 200 }, (_, i) => [
      random.uniform() < 0.1 ? '' : `${random.between(0, 2000).toFixed(2).replace('.', ',')}`,
      random.uniform() < 0.1 ? 'NA' : ['Köln', 'München', 'Berlin'][random.below(3)]!,
      `2024-0${1 + random.below(9)}-1${random.below(9)}`,
      `${1 + random.below(28)}/${1 + random.below(12)}/2024`,
      `Straße ${random.below(50)}`,
      i % 2 ? 'ja' : 'nein',
    ]);
    const names = ['Preis', 'Stadt', 'Tag', 'Kauf', 'Straße', 'Klasse'];
    const folder = folderWith({ 'a.csv': [names, ...lines].map(line => line.join(';')).join('\n') });
    await expectSame(`${folder}/a.csv`, row => Object.fromEntries(names.map((name, i) => [name, lines[row]![i]!])));
  });

  test('takes a column that is not there as missing', () => {
    const recipe = fitAll(numberColumn('x', [1, 2, 9]), categoryColumn('c', ['a', 'a', '']));
    const [standing, left] = [applyToNewRows(recipe, [{ x: '2', c: '' }]), applyToNewRows(recipe, [{}])];
    expect(left).toEqual(standing);
    expect(applyToNewRows(recipe, [{ x: 'about 5', c: 'a' }])[0]).toBe(standing[0]);
  });

  test('takes a name that elsewhere means “no value” as one where train has it (NA, Namibia)', () => {
    const recipe = fitAll(categoryColumn('country', ['NA', 'DE', 'NA', 'DE', 'FR', 'FR']));
    const [name, gap] = [applyToNewRows(recipe, [{ country: 'NA' }]), applyToNewRows(recipe, [{ country: '' }])];
    expect([...name].sort()).toEqual([0, 0, 1]);
    expect([...gap]).toEqual([0, 0, 0]);
  });

  test('of texts is the same too', () => {
    const texts = ['good film', 'bad film', 'good cast', 'bad cast'];
    const recipe = fitText(texts, rowsOf(4), '/data/texts.csv');
    expect(applyToNewTexts(recipe, texts)).toEqual(applyText(recipe, texts, rowsOf(4)));
  });

  const WINE = '../shared/data/wine-quality/winequality-red.csv';
  test.skipIf(!existsSync(WINE))(
    'gives real wines the same numbers, bit for bit (skipped where they are missing)',
    async () => {
      const { readFileSync } = await import('node:fs');
      const [header, ...lines] = readFileSync(WINE, 'utf8')
        .trim()
        .split(/\r?\n/)
        .map(line => line.split(','));
      const names = header!.map(name => name.replaceAll('"', ''));
      await expectSame(WINE, row => Object.fromEntries(names.map((name, i) => [name, lines[row]![i]!])));
    },
  );
});
