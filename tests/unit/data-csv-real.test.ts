import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFiles } from '#electron/data/files/open-files.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import { read } from './data-csv-tables.ts';

const REAL = '../shared/data';
describe.skipIf(!existsSync(REAL))(`real data (skipped where ${REAL} is missing)`, () => {
  it.each([
    ['red', 1599, ['3', '4', '5', '6', '7', '8'], [5, 71, 6]],
    ['white', 4898, ['3', '4', '5', '6', '7', '8', '9'], [1, 75, 34]],
  ] as const)(
    '%s wine: 11 numeric inputs, grades as classes, lost decimal points',
    async (colour, rows, classes, lost) => {
      const data = await read(await openFiles(`${REAL}/wine-quality/winequality-${colour}.csv`));
      expect(data).toMatchObject({
        kind: 'table',
        rows,
        target: { name: 'quality', task: 'classification', classes },
        leftOut: [],
      });
      expect(data.columns.map(({ type, role, missing }) => `${type} ${role} ${missing}`)).toEqual([
        ...Array.from({ length: 11 }, () => 'number input 0'),
        'integer target 0',
      ]);
      expect(data.warnings.map(({ reason }) => [reason.key, reason.values.name, reason.values.count])).toEqual(
        ['volatile acidity', 'density', 'alcohol'].map((name, i) => ['data.csv.lostPoints', name, lost[i]]),
      );
      if (colour === 'white')
        expect(data.warnings[1]!.examples.slice(0, 3).map(({ place, text }) => [place.line, text])).toEqual([
          [2, '1001 → 1.001?'],
          [9, '1001 → 1.001?'],
          [16, '10002 → 1.0002?'],
        ]);
    },
  );

  it('movie reviews: texts and two labels', async () => {
    const data = await read(await openFiles(`${REAL}/movie-reviews/movie-reviews.csv`));
    expect(data).toMatchObject({
      kind: 'text',
      rows: 10_662,
      target: { name: 'label', classes: ['negative', 'positive'] },
    });
    expect([data.warnings, data.leftOut]).toEqual([[], []]);
  });

  it('sentences a line are no table', async () => {
    for (const name of ['rt-polarity.pos', 'rt-polarity.neg', 'rt-polarity.*'])
      expect(await csvReader.open(await openFiles(`${REAL}/movie-reviews/${name}`), {})).toBe(null);
  });
});
