import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLDS, randomFolds, rollingFolds } from '#electron/data/split/folds.ts';
import { firstOfGroups, groupSizes } from '#electron/data/split/groups.ts';

const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

/** Some rows out of more, each in a group (named by its first row) and a stratum that the group shares. */
const grouped = fc
  .array(fc.record({ group: fc.nat({ max: 30 }), taken: fc.boolean() }), { minLength: 12, maxLength: 120 })
  .map(all => {
    const first = new Map<number, number>();
    const groups = Int32Array.from(all, ({ group }, row) => {
      if (!first.has(group)) first.set(group, row);
      return first.get(group) as number;
    });
    // A group is whole in test or whole among those to divide.
    const taken = all.map((_, row) => (all[groups[row] as number] as (typeof all)[number]).taken);
    const rows = rowsOf(all.length).filter(row => taken[row]);
    const strata = groups.map(group => group % 3);
    return { rows, groups, strata };
  });

describe('M9: folds at random', () => {
  it('score each row exactly once, and train on all others', () => {
    fc.assert(
      fc.property(grouped, fc.nat(), (given, seed) => {
        const folds = randomFolds({ ...given, seed });
        const isEnough = firstOfGroups(given.rows, given.groups).length >= FOLDS;
        expect(folds?.length ?? 0).toBe(isEnough ? FOLDS : 0);
        if (!isEnough) return;
        const scored = folds?.flatMap(fold => [...fold.scored]) ?? [];
        expect(scored.sort((a, b) => a - b)).toEqual([...given.rows]);
        for (const { train, scored } of folds ?? [])
          expect([...train, ...scored].sort((a, b) => a - b)).toEqual([...given.rows]);
      }),
    );
  });

  it('keep groups whole', () => {
    fc.assert(
      fc.property(grouped, fc.nat(), (given, seed) => {
        for (const { train, scored } of randomFolds({ ...given, seed }) ?? []) {
          const inTrain = new Set(train.map(row => given.groups[row] as number));
          expect(scored.some(row => inTrain.has(given.groups[row] as number))).toBe(false);
        }
      }),
    );
  });

  it('score every stratum evenly, to within its largest group', () => {
    fc.assert(
      fc.property(grouped, fc.nat(), ({ rows, groups, strata }, seed) => {
        const sizes = groupSizes(rows, groups);
        const folds = randomFolds({ rows, groups, strata, seed }) ?? [];
        for (const stratum of new Set(strata)) {
          const counts = folds.map(({ scored }) => scored.filter(row => strata[row] === stratum).length);
          const largest = Math.max(0, ...rows.filter(row => strata[row] === stratum).map(row => sizes[groups[row]!]!));
          if (folds.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(largest);
        }
      }),
    );
  });

  it('are of nearly the same size, where rows are groups of their own, and the seed’s alone', () => {
    const rows = rowsOf(1003);
    const strata = rows.map(row => row % 7);
    const folds = (seed: number) => randomFolds({ rows, groups: rows, strata, seed });
    const sizes = folds(1)?.map(({ scored }) => scored.length) ?? [];
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(folds(1)).toEqual(folds(1));
    expect(folds(1)).not.toEqual(folds(2));
  });
});

describe('M9: folds of ordered rows', () => {
  const ordered = fc
    .array(fc.record({ time: fc.nat({ max: 40 }), taken: fc.boolean() }), { minLength: 10, maxLength: 200 })
    .map(all => ({
      rows: rowsOf(all.length).filter(row => all[row]?.taken),
      times: Float64Array.from(all, ({ time }) => time),
    }));

  it('never train on rows that are as late as what they score, or later', () => {
    fc.assert(
      fc.property(ordered, ({ rows, times }) => {
        const at = (of: Int32Array) => Array.from(of, row => times[row] as number);
        for (const { train, scored } of rollingFolds(rows, times) ?? [])
          expect(Math.max(...at(train))).toBeLessThan(Math.min(...at(scored)));
      }),
    );
  });

  it('score no row twice, all but the earliest once, and train on all that is before', () => {
    fc.assert(
      fc.property(ordered, ({ rows, times }) => {
        const moments = new Set(rows.map(row => times[row] as number)).size;
        const folds = rollingFolds(rows, times);
        expect(folds?.length ?? 0).toBe(moments > FOLDS ? FOLDS : 0);
        if (moments <= FOLDS) return;
        const scored = folds?.flatMap(fold => [...fold.scored]) ?? [];
        const earliest = [...(folds?.[0]?.train ?? [])];
        expect(earliest.length).toBeGreaterThan(0);
        expect([...earliest, ...scored].sort((a, b) => a - b)).toEqual([...rows]);
        for (const [i, fold] of (folds ?? []).entries()) {
          expect(fold.scored.length).toBeGreaterThan(0);
          const before = folds?.slice(0, i).flatMap(one => [...one.scored]) ?? [];
          expect([...fold.train]).toEqual([...earliest, ...before].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('have about as many rows each', () => {
    const times = Float64Array.from({ length: 600 }, (_, row) => row);
    expect(rollingFolds(rowsOf(600), times)?.map(({ scored }) => scored.length)).toEqual([100, 100, 100, 100, 100]);
  });
});
