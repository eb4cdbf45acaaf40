import { describe, expect, test } from 'vitest';
import { classificationBaseline, entropyOf, regressionBaseline } from '#shared/method/metrics/baseline.ts';

describe('the entropy of class frequencies', () => {
  test('is ln C where all are equally frequent', () => {
    expect(entropyOf([7, 7, 7, 7])).toBeCloseTo(Math.log(4), 12);
  });

  test('is less where they are not, and 0 where there is one', () => {
    // −(0.9 ln 0.9 + 0.1 ln 0.1)
    expect(entropyOf([90, 10])).toBeCloseTo(0.325083, 6);
    expect(entropyOf([5, 0])).toBe(0);
  });
});

describe('the floor of a classification', () => {
  test('is the entropy where dev has the frequencies of train', () => {
    expect(classificationBaseline('accuracy', [90, 10], [...Array(9).fill(0), 1]).loss).toBeCloseTo(0.325083, 6);
  });

  test('is the score of the majority class of train, also where it is not that of dev', () => {
    expect(classificationBaseline('accuracy', [60, 40], [0, 1, 1, 1]).metric).toBe(0.25);
    // F1 of class 0 is 2 · 1 / (4 + 1), of class 1 it is 0.
    expect(classificationBaseline('macroF1', [60, 40], [0, 1, 1, 1]).metric).toBeCloseTo(0.2, 12);
  });
});

test('the floor of a regression is the error of the mean, in the unit of the target', () => {
  const { loss, metric } = regressionBaseline([1, -1, 2, 0], { mean: 0, std: 10 });
  expect(loss).toBe(1.5);
  expect(metric).toBeCloseTo(10 * Math.sqrt(1.5), 12);
});
