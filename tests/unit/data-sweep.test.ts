import { expect, test } from 'vitest';
import { sweep } from '../bench/readers/sweep.ts';

/** 43: windows-1252 that chardet takes for ISO-8859-2, with as many letters either way; that it is a guess must be said. */
const SEEDS = [...Array.from({ length: 24 }, (_, i) => i + 1), 43];

test('tables of known truth, written in many ways, are read right, and none wrong without a word', async () => {
  const { right, silent } = await sweep(SEEDS);
  expect(silent).toEqual([]);
  expect(right).toBeGreaterThanOrEqual(SEEDS.length - 1);
});

test('so are those with a title, units, totals, an index, signs of money or a separator at the end of each line', async () => {
  const { right, silent } = await sweep(
    Array.from({ length: 12 }, (_, i) => i + 1),
    true,
  );
  expect(silent).toEqual([]);
  expect(right).toBe(12);
});
