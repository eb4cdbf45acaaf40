import { describe, expect, it } from 'vitest';
import { seedsAndRows } from '#shared/method/statistics/seeds-and-rows.ts';
import { countsOf, differenceOf, outcomes } from '../bench/outcome/comparison.ts';
import { isWorseThanMedian } from '../bench/outcome/random-search.ts';
import type { FreshRun } from '../bench/outcome/train.ts';

describe('which of several differences count, by Holm', () => {
  const of = (...differences: [mean: number, p: number][]) => outcomes(differences.map(([mean, p]) => ({ mean, p })));

  it('asks the smallest p for a share of the chance by all, the next by all but one, and so on', () => {
    // 0.05 by 3, by 2 and by 1. Bonferroni would let the first alone count.
    expect(of([-1, 0.04], [2, 0.016], [-1, 0.02])).toEqual(['better', 'worse', 'better']);
  });

  it('stops at the first that fails, whatever those after it would be asked for', () => {
    expect(of([-1, 0.03], [-1, 0.04], [-1, 0.01])).toEqual(['not distinguishable', 'not distinguishable', 'better']);
  });

  it('counts what can’t be compared as no test and as not distinguishable', () => {
    const found = outcomes([null, { mean: 1, p: 0.03 }]);
    expect(found).toEqual(['not distinguishable', 'worse']);
    expect(countsOf(found)).toEqual({ better: 0, 'not distinguishable': 1, worse: 1 });
  });
});

describe('the difference of two methods', () => {
  const run = (losses: number[]): FreshRun => ({
    ...{ seed: 1, at: 1, diverged: false, dev: 0, testMetric: 0 },
    test: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    rows: Buffer.from(Float32Array.from(losses).buffer).toString('base64'),
  });
  const lossesIn = (rows: string) => new Float32Array(Uint8Array.from(Buffer.from(rows, 'base64')).buffer);
  const one = [run([1, 2, 3.5]), run([1.5, 2, 3]), run([1, 2.5, 3])];

  it('is that of their test losses, and its p agrees with the interval', () => {
    const other = [run([1.5, 2.25, 4]), run([1.75, 2.5, 3.5]), run([1.5, 3, 3.5])];
    const found = differenceOf(one, other);
    expect(found?.mean).toBeCloseTo(-4 / 9, 6);
    const p = found?.p ?? 0;
    expect(p).toBeGreaterThan(0);
    expect(p < 0.05).toBe((found?.high ?? 0) < 0);
    expect(differenceOf(other, one)?.p).toBeCloseTo(p, 10);
    const sure = differenceOf(
      one,
      one.map(({ test, rows }) => run([...lossesIn(rows)].map(loss => loss + test / 4))),
    );
    expect(sure?.high).toBeLessThan(0);
    expect(sure?.p).toBeLessThan(1e-6);
  });

  it('is none of a configuration with itself', () => {
    expect(differenceOf(one, one)).toEqual({ mean: 0, low: 0, high: 0, p: 1 });
  });

  it('leaves out seeds that one of them has no figure of, and wants two', () => {
    expect(differenceOf([one[0] ?? null, null, null], one)).toBeNull();
    expect(differenceOf([one[0] ?? null, one[1] ?? null, null], one)).toMatchObject({ mean: 0 });
  });

  it('lies in a wider interval where less chance is allowed', () => {
    const at = (chance?: number) => seedsAndRows([1, 2, 4], { error: 0.1, rows: 50 }, chance);
    expect(at(0.05)).toEqual(at());
    expect(at(0.01)?.low).toBeLessThan(at()?.low ?? Number.NaN);
  });
});

describe('pruning by the median', () => {
  const trial = (...losses: number[]) => losses.map((loss, i) => ({ step: 10 * i, loss }));
  const complete = [trial(9, 5, 3), trial(9, 6, 1), trial(9, 7, 2)];

  it('ends a trial whose lowest loss lies above the median at its step', () => {
    expect(isWorseThanMedian(trial(9, 6.5), complete, 0)).toBe(true);
    expect(isWorseThanMedian(trial(9, 6), complete, 0)).toBe(false);
    // It was lower before: that counts.
    expect(isWorseThanMedian(trial(9, 1.5, 8), complete, 0)).toBe(false);
    expect(isWorseThanMedian(trial(9, 4, 8), complete, 0)).toBe(true);
  });

  it('never within the warm-up, nor with nothing to compare with', () => {
    expect(isWorseThanMedian(trial(9, 8), complete, 11)).toBe(false);
    expect(isWorseThanMedian(trial(9, 8), [], 0)).toBe(false);
    expect(isWorseThanMedian(trial(9, 8, 8, 8), complete, 0)).toBe(false);
    expect(isWorseThanMedian([], complete, 0)).toBe(false);
  });
});
