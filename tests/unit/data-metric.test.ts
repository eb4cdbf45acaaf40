import { expect, test } from 'vitest';
import { chooseMetric } from '#shared/method/metric.ts';

test('M1: balanced classes are judged by accuracy', () => {
  expect(chooseMetric([500, 500])).toBe('accuracy');
  // MNIST's own counts.
  expect(chooseMetric([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])).toBe('accuracy');
  expect(chooseMetric([100, 200])).toBe('accuracy');
});

test('M1: imbalanced classes are judged by macro-F1', () => {
  expect(chooseMetric([100, 201])).toBe('macroF1');
  expect(chooseMetric([30, 214, 2836, 2138, 1079, 193, 5])).toBe('macroF1');
});
