import { expect, it } from 'vitest';
import { formatFit, formatMetric } from '#electron/cli/format.ts';
import { someFacts } from '../tools/prepared-facts.ts';

it('writes accuracy in percent, other metrics as numbers', () => {
  expect(formatMetric('accuracy', 0.96912)).toBe('96.9 %');
  expect(formatMetric('macroF1', 0.8712)).toBe('0.871');
  expect(formatMetric('rmse', 12.345)).toBe('12.3');
  expect(formatMetric('accuracy', null)).toBe('–');
  expect(formatMetric('accuracy', Number.NaN)).toBe('NaN');
});

it('writes R² beside RMSE', () => {
  const facts = someFacts({ task: 'regression', targetScale: { mean: 5, std: 2, devVariance: 0.5 } });
  expect(formatFit('rmse', 0.641, 0.25, facts)).toBe('0.641 (R² 0.500)');
  expect(formatFit('rmse', null, null, facts)).toBe('–');
  expect(formatFit('accuracy', 0.5, 0.7, someFacts())).toBe('50.0 %');
  expect(formatFit('macroF1', 0.5, 0.7, null)).toBe('0.500');
});
