import { expect, test } from 'vitest';
import { text } from '#shared/messages/text.ts';
import { chooseMetric, imbalanceOf } from '#shared/method/metrics/metric.ts';

test('M1: balanced classes are judged by accuracy', () => {
  expect(chooseMetric('classification', [500, 500]).metric).toBe('accuracy');
  // MNIST's own counts.
  const mnist = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];
  expect(chooseMetric('classification', mnist).metric).toBe('accuracy');
  expect(chooseMetric('classification', [100, 200]).metric).toBe('accuracy');
});

test('M1: imbalanced classes are judged by macro-F1', () => {
  expect(chooseMetric('classification', [100, 201]).metric).toBe('macroF1');
  expect(chooseMetric('classification', [30, 214, 2836, 2138, 1079, 193, 5]).metric).toBe('macroF1');
});

test('M1: regression is judged by the root mean squared error', () => {
  expect(chooseMetric('regression', []).metric).toBe('rmse');
});

test('the reason says the rule with its numbers', () => {
  const { key, values } = chooseMetric('classification', [681, 53]).reason;
  expect(imbalanceOf([681, 53])).toBeCloseTo(12.85, 2);
  expect(text('en', key, values)).toMatch(/12.8 times .* more than 2 times/);
  const balanced = chooseMetric('classification', [200, 100]).reason;
  expect(text('en', balanced.key, balanced.values)).toMatch(/more than 2 times the rows of another/);
});

test('a ratio just over the limit is not said to be the limit', () => {
  const { key, values } = chooseMetric('classification', [201, 100]).reason;
  expect(text('en', key, values)).toContain('2.01 times');
});
