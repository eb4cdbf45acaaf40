import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { drawDigits } from '#electron/data/samples/digits.ts';
import { similarImages } from '#electron/data/split/near-duplicates/images.ts';
import { nearDuplicates } from '#electron/data/split/near-duplicates/near-duplicates.ts';
import { similarTexts } from '#electron/data/split/near-duplicates/text.ts';
import { Random } from '#shared/method/random.ts';
import { categoryColumn, classTarget, numberColumn, rawTable } from './data-raw.ts';

const MNIST = '../shared/data/mnist10k/t10k-images-idx3-ubyte.gz';

/** Groups of more than one row. */
function shared(groups: Int32Array): number[][] {
  const members = Map.groupBy(groups.keys(), row => groups[row]!);
  return [...members.values()].filter(rows => rows.length > 1);
}

const target = (rows: number) => classTarget(Array.from({ length: rows }, (_, i) => (i % 2 ? 'a' : 'b')));

describe('rows of a table', () => {
  const random = Random.from(1);
  const numbers = (count: number) => Array.from({ length: count }, () => random.normal());
  const groupsOf = (...columns: Parameters<typeof rawTable>[1]) => {
    const rows = columns[0]!.type === 'category' ? columns[0]!.codes.length : columns[0]!.values.length;
    return nearDuplicates(rawTable(target(rows), columns), 1);
  };

  test('are alike where only last digits differ', () => {
    const a = numbers(100);
    const b = numbers(100);
    // Row 100 is row 7 with numbers written to fewer digits.
    const x = [...a, Math.fround(a[7]!)];
    const y = [...b, Number(b[7]!.toFixed(6))];
    expect(shared(groupsOf(numberColumn('x', x), numberColumn('y', y)).groups)).toEqual([[7, 100]]);
  });

  test('are found on both sides of every border of the grid', () => {
    for (let seed = 0; seed < 50; seed++) {
      const twice = () => numbers(200).flatMap(value => [value, value * (1 + 1e-9)]);
      const { groups } = groupsOf(numberColumn('x', twice()), numberColumn('y', twice()));
      expect(shared(groups)).toHaveLength(200);
    }
  });

  test('are alike where only case and spaces of a category differ', () => {
    const x = numbers(4);
    const city = categoryColumn('city', ['New York', ' new  york', 'Newark', 'New York']);
    expect(shared(groupsOf(numberColumn('x', [x[0]!, x[0]!, x[0]!, x[1]!]), city).groups)).toEqual([[0, 1]]);
  });

  test('are alike in a missing value, and not in a missing and a present one', () => {
    const x = [1, 1, 1, 1, 5, 9, 3, 7];
    const y = [Number.NaN, Number.NaN, 0, 2, 4, 6, 8, 10];
    expect(shared(groupsOf(numberColumn('x', x), numberColumn('y', y)).groups)).toEqual([[0, 1]]);
  });

  test('are not told apart by the target', () => {
    const raw = rawTable(classTarget(['a', 'b', 'a', 'b']), [
      numberColumn('x', [1, 1, 2, 3]),
      numberColumn('y', [4, 4, 5, 6]),
    ]);
    expect(shared(nearDuplicates(raw, 1).groups)).toEqual([[0, 1]]);
  });

  test('of large numbers close together stay apart', () => {
    const years = Array.from({ length: 50 }, (_, i) => 1_700_000_000 + i);
    expect(shared(groupsOf(numberColumn('time', years)).groups)).toEqual([]);
  });

  test('say nothing where there can’t be as many different ones', () => {
    const cells = Array.from({ length: 40 }, (_, i) => ['x', 'y', 'z'][i % 3]!);
    const { groups, combinations } = groupsOf(categoryColumn('kind', cells));
    expect(combinations).toBe(3);
    expect(shared(groups)).toEqual([]);
  });
});

describe('texts', () => {
  const groupsOf = (...texts: string[]) => shared(similarTexts(texts, 1).groups());
  const long =
    'a deeply felt and quietly funny film about two brothers who return to the house of their childhood and find that nothing there is what it was';

  test('are alike where case, spaces and punctuation differ', () => {
    expect(groupsOf('It is good, really!', 'it is  GOOD really', 'it is bad really')).toEqual([[0, 1]]);
    expect(groupsOf('这部电影很好看。', '这部电影很好看', '这部电影很难看')).toEqual([[0, 1]]);
  });

  test('are alike where a word of a long one differs', () => {
    expect(groupsOf(long, long.replace('quietly', 'very'), `${long} indeed`)).toEqual([[0, 1, 2]]);
  });

  test('are different where a word of a short one differs', () => {
    expect(groupsOf('the plot is good', 'the plot is bad', 'the cast is good', 'good', 'bad')).toEqual([]);
  });

  test('without letters are compared sign by sign', () => {
    expect(groupsOf('😀', '😡', ':)', ':(', '', '', ':)')).toEqual([
      [2, 6],
      [4, 5],
    ]);
  });

  test('are found among many, and nothing else', () => {
    const random = Random.from(5);
    const words = Array.from({ length: 500 }, (_, i) => `w${i}`);
    const draw = () => Array.from({ length: 30 }, () => words[random.below(500)]!);
    const originals = Array.from({ length: 2000 }, draw);
    const copies = originals.map(text => text.with(random.below(30), 'changed'));
    const groups = similarTexts(
      [...originals, ...copies].map(text => text.join(' ')),
      1,
    ).groups();
    const found = shared(groups);
    // 29 of 31 pairs are the same in a copy that is changed inside: a chance of 99.99 % each.
    expect(found.length).toBeGreaterThanOrEqual(1990);
    expect(found.every(([a, b, ...others]) => b === a! + 2000 && others.length === 0)).toBe(true);
  });

  test('of one template don’t take quadratic time: each is compared with few others', () => {
    const template = `${long} and`;
    const texts = Array.from({ length: 20_000 }, (_, i) => `${template} number${i}`);
    expect(shared(similarTexts(texts, 1).groups())[0]!.length).toBeGreaterThan(19_000);
  });
});

describe('images', () => {
  const digits = drawDigits(300, 7).inputs;
  const shape = { height: 16, width: 16, channels: 1 };
  const groupsOf = (pixels: Uint8Array) => shared(similarImages(pixels.length / 256, pixels, shape, 1).groups());
  const changed = (change: (pixel: number, i: number) => number) =>
    groupsOf(Uint8Array.from([...digits, ...Array.from(digits, change)]));
  const pairs = Array.from({ length: 300 }, (_, row) => [row, row + 300]);

  test('that are different stay apart', () => {
    expect(groupsOf(digits)).toEqual([]);
  });

  test('are alike as copies', () => {
    expect(changed(pixel => pixel)).toEqual(pairs);
  });

  test('are alike with a little noise', () => {
    const random = Random.from(2);
    expect(changed(pixel => Math.min(255, Math.max(0, Math.round(pixel + random.between(-5, 5)))))).toEqual(pairs);
  });

  test('are alike a little brighter', () => {
    expect(changed(pixel => Math.min(255, pixel + 5))).toEqual(pairs);
  });

  test('are alike when packed anew as JPEG', async () => {
    const copies = await Promise.all(
      Array.from({ length: 300 }, async (_, row) => {
        const raw = { width: 16, height: 16, channels: 1 as const };
        const jpeg = await sharp(digits.subarray(row * 256, (row + 1) * 256), { raw })
          .jpeg({ quality: 90 })
          .toBuffer();
        return sharp(jpeg).toColourspace('b-w').raw().toBuffer();
      }),
    );
    expect(groupsOf(Buffer.concat([digits, ...copies]))).toEqual(pairs);
  });

  test('of one colour are alike only where they are equal', () => {
    const flat = [10, 11, 10, 200].flatMap(value => new Array<number>(256).fill(value));
    expect(groupsOf(Uint8Array.from(flat))).toEqual([[0, 2]]);
  });

  test('of the same shape in different colours stay apart', () => {
    const square = (color: number[]) =>
      Array.from({ length: 256 }, (_, i) => (i % 16 > 4 && i > 80 ? color : [0, 0, 0])).flat();
    const pixels = Uint8Array.from([...square([255, 0, 0]), ...square([0, 255, 0]), ...square([255, 0, 0])]);
    const groups = similarImages(3, pixels, { ...shape, channels: 3 }, 1).groups();
    expect(shared(groups)).toEqual([[0, 2]]);
  });

  test.skipIf(!existsSync(MNIST))('of MNIST (skipped where it is missing): no two of 10,000 are alike', () => {
    const pixels = gunzipSync(readFileSync(MNIST)).subarray(16);
    const groups = similarImages(10_000, pixels, { height: 28, width: 28, channels: 1 }, 1).groups();
    expect(shared(groups)).toEqual([]);
  });
});

describe('texts of few words in many orders', () => {
  const random = Random.from(7);
  const chain = (length: number): string[] => Array.from({ length }, () => 'ACGT'[random.below(4)]!);

  test.each([40, 90, 600])('are as different as their orders are, at %i words', length => {
    const chains = Array.from({ length: 60 }, () => chain(length));
    const changed = [...chains[5]!];
    changed[length >> 1] = changed[length >> 1] === 'A' ? 'C' : 'A';
    const texts = [...chains, changed, chains[9]!].map(words => words.join(' '));
    const found = shared(similarTexts(texts, 1).groups());
    expect(found).toContainEqual([9, 61]);
    expect(found.flat().every(row => [5, 9, 60, 61].includes(row))).toBe(true);
    if (length > 40) expect(found).toContainEqual([5, 60]);
  });
});
