import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepare } from '#electron/data/prepare.ts';
import { FOLDS } from '#electron/data/split/folds.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { decodePrepared } from '#shared/domain/prepared-file.ts';
import { Random } from '#shared/method/random.ts';
import { folderWith, refusalOf, temporaryFolder } from './data-files.ts';

const quiet = () => {};
const all = Array.from({ length: FOLDS }, (_, fold) => fold);

/** A table whose first column tells its rows apart; a day for each row, and of the target two classes. */
function table(rows: number, header = 'value,other,day,class'): string {
  const random = Random.from(1);
  const lines = Array.from({ length: rows }, (_, i) => {
    const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
    return [(i + random.uniform() / 2).toFixed(6), random.normal().toFixed(4), day, i % 3 ? 'yes' : 'no'].join(',');
  });
  return join(folderWith({ 'table.csv': [header, ...lines].join('\n') }), 'table.csv');
}

/** The prepared data, and that of each of its folds. */
async function foldsOf(source: string, choice: DataChoice) {
  const home = temporaryFolder();
  const read = async (fold: number | null) => {
    const { dataset } = await prepare(source, choice, home, quiet, fold);
    return { ...decodePrepared(readFileSync(dataset.file)), digest: dataset.digest };
  };
  return { whole: await read(null), folds: await Promise.all(all.map(read)) };
}

type Read = Awaited<ReturnType<typeof foldsOf>>['whole'];

/** The numbers of a part's first column as the source has them: what tells the rows apart. */
function valuesIn({ splits, preprocessing, facts }: Read, part: 'train' | 'dev' | 'test'): number[] {
  if (preprocessing.kind !== 'table') throw new Error('no table');
  const [column] = preprocessing.columns;
  if (column?.kind !== 'number') throw new Error(`the first column is ${column?.kind}`);
  const { inputs, rows } = splits[part];
  return Array.from({ length: rows }, (_, row) =>
    Math.round((inputs[row * facts.features] as number) * column.std + column.mean),
  ).sort((a, b) => a - b);
}

describe('M9: prepared files of folds', () => {
  it('score each row of train and dev once, train on the others, and leave test out', async () => {
    const { whole, folds } = await foldsOf(table(120), { split: { by: 'random' }, drop: ['day'] });
    const divided = [...valuesIn(whole, 'train'), ...valuesIn(whole, 'dev')].sort((a, b) => a - b);
    expect(folds.flatMap(fold => valuesIn(fold, 'dev')).sort((a, b) => a - b)).toEqual(divided);
    for (const fold of folds) {
      expect([...valuesIn(fold, 'train'), ...valuesIn(fold, 'dev')].sort((a, b) => a - b)).toEqual(divided);
      expect([fold.splits.test.rows, fold.facts.rows.test]).toEqual([0, 0]);
      expect(fold.facts.metric).toBe(whole.facts.metric);
      expect(fold.facts.classes).toEqual(whole.facts.classes);
    }
  });

  it('have their preprocessing fitted to their own train rows, and digests of their own', async () => {
    const { whole, folds } = await foldsOf(table(120), { split: { by: 'random' }, drop: ['day'] });
    for (const fold of folds) {
      const { inputs, rows } = fold.splits.train;
      const mean = Array.from({ length: rows }, (_, row) => inputs[row * fold.facts.features] as number);
      expect(mean.reduce((sum, value) => sum + value, 0) / rows).toBeCloseTo(0, 4);
    }
    const read = [whole, ...folds];
    expect(new Set(read.map(({ digest }) => digest)).size).toBe(FOLDS + 1);
    expect(new Set(read.map(({ facts }) => facts.preprocessingDigest)).size).toBe(FOLDS + 1);
    expect(folds.map(({ facts }) => facts.fold)).toEqual(all);
    expect('fold' in whole.facts).toBe(false);
  });

  it('of ordered rows train on what is before alone', async () => {
    const { folds } = await foldsOf(table(120), { split: { by: 'time', column: 'day' } });
    for (const fold of folds)
      expect(Math.max(...valuesIn(fold, 'train'))).toBeLessThan(Math.min(...valuesIn(fold, 'dev')));
  });

  it('are refused where the source gives the parts', async () => {
    const random = Random.from(2);
    const lines = Array.from({ length: 90 }, (_, i) =>
      [random.normal().toFixed(4), ['train', 'dev', 'test'][i % 3], i % 2 ? 'yes' : 'no'].join(','),
    );
    const source = join(folderWith({ 'table.csv': ['a,split,class', ...lines].join('\n') }), 'table.csv');
    const { record } = await refusalOf(prepare(source, {}, temporaryFolder(), quiet, 0));
    expect(record.key).toBe('error.data.noFolds');
  });
});
