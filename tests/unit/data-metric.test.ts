import { expect, test } from 'vitest';
import { accuracy, classificationMetric, macroF1 } from '#shared/method/metric.ts';

test('M1: balanced classes are judged by accuracy', () => {
  expect(classificationMetric([500, 500])).toBe('accuracy');
  // MNIST's own counts.
  expect(classificationMetric([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])).toBe('accuracy');
  expect(classificationMetric([100, 200])).toBe('accuracy');
});

test('M1: imbalanced classes are judged by macro-F1', () => {
  expect(classificationMetric([100, 201])).toBe('macroF1');
  expect(classificationMetric([30, 214, 2836, 2138, 1079, 193, 5])).toBe('macroF1');
});

test('accuracy is the share of right predictions', () => {
  expect(accuracy(Int32Array.of(0, 1, 2, 2), Int32Array.of(0, 1, 1, 2))).toBe(0.75);
  expect(accuracy(new Int32Array(), new Int32Array())).toBeNaN();
});

test('macro-F1 is the mean of the F1 of the classes', () => {
  // Class 0: TP 2, FP 1, FN 1: 4/6. Class 1: TP 1, FP 1, FN 1: 2/4. Class 2: TP 1: 1.
  const labels = Int32Array.of(0, 0, 0, 1, 1, 2);
  const predictions = Int32Array.of(0, 0, 1, 1, 0, 2);
  expect(macroF1(labels, predictions, 3)).toBeCloseTo((4 / 6 + 2 / 4 + 1) / 3, 12);
});

test('macro-F1 leaves out a class that nobody speaks of and counts a forgotten one as 0', () => {
  expect(macroF1(Int32Array.of(0, 1), Int32Array.of(0, 1), 5)).toBe(1);
  // 90 % accuracy by always saying 0.
  const labels = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  expect(macroF1(labels, new Int32Array(10), 2)).toBeCloseTo(18 / 19 / 2, 12);
});
