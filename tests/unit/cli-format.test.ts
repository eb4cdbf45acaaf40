import { expect, it } from 'vitest';
import { formatDuration, formatFit, formatMetric, formatNumber } from '#electron/cli/format.ts';
import { say } from '#electron/cli/say.ts';
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

it('writes three digits of a number, all of those before its point, and a power of ten only where it is tiny or vast', () => {
  expect([0.000123, 0.0123, 12.345, 999.4, 999.6, 12_345.6].map(formatNumber)).toEqual([
    '1.23e-4',
    '0.0123',
    '12.3',
    '999',
    '1,000',
    '12,346',
  ]);
  expect([-999.6, -12_345.6, 2.6778e31].map(formatNumber)).toEqual(['-1,000', '-12,346', '2.68e31']);
});

it('says of a duration that nobody can tell that it is not known', () => {
  expect([null, Number.NaN, Number.POSITIVE_INFINITY].map(formatDuration)).toEqual(Array(3).fill(say('cli.notKnown')));
});

it('writes durations without a sixtieth second or minute', () => {
  expect([0.04, 9.96, 89.6, 119.7, 3599.8, 7260].map(formatDuration)).toEqual([
    '0.0 s',
    '10 s',
    '1 min 30 s',
    '2 min 0 s',
    '1 h 0 min',
    '2 h 1 min',
  ]);
});
