import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatApart,
  formatClock,
  formatCount,
  formatDayTime,
  formatDuration,
  formatEpochs,
  formatEstimate,
  formatMetric,
  formatNumber,
  formatRate,
  formatShare,
  formatWithNoise,
} from '#renderer/format.ts';

describe('numbers on the page', () => {
  it.each([
    [0.030123, '0.0301'],
    [2.3, '2.30'],
    [0.001, '0.00100'],
    [0.00030123, '3.01e−4'],
    [1e-4, '1e−4'],
    [-0.5, '−0.500'],
    [123.4, '123'],
    [12_345.6, '12,346'],
    [999.7, '1,000'],
    [4e12, '4e12'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [null, '–'],
  ])('%s reads %s', (value, expected) => expect(formatNumber(value, 'en')).toBe(expected));

  it.each([
    [1, '1'],
    [0.1, '0.1'],
    [0.003, '0.003'],
    [0.001, '0.001'],
    [1e-4, '1e−4'],
    [2.5e-5, '2.5e−5'],
    [1e-12, '1e−12'],
    [0.1 + 0.2, '0.3'],
    [0.0009999999999, '0.001'],
  ])('the rate %s reads %s', (rate, expected) => expect(formatRate(rate)).toBe(expected));

  it.each([
    [0.02812, 0.0031, '0.028', '0.003'],
    [1.6512, 0.0181, '1.65', '0.02'],
    [2.3, 0.0096, '2.30', '0.01'],
    [0.158, 0.0961, '0.2', '0.1'],
    [0.5, 0.9, '0.5', '0.9'],
    [0.5, 20, '0.5', '20'],
    [1.09812, 0.00098, '1.098', '0.001'],
    [2.30129, 0.00004, '2.301', '4e−5'],
    [0.00028, 0.00003, '2.8e−4', '3e−5'],
  ])('%s ± %s reads %s ± %s', (value, noise, expected, expectedNoise) =>
    expect(formatWithNoise(value, noise, 'en')).toEqual({ value: expected, noise: expectedNoise }),
  );

  it('falls back to three digits where the noise says nothing', () => {
    expect(formatWithNoise(0.02812, null, 'en')).toEqual({ value: '0.0281', noise: null });
    expect(formatWithNoise(0.02812, 0, 'en')).toEqual({ value: '0.0281', noise: null });
    expect(formatWithNoise(Number.NaN, 0.1, 'en')).toEqual({ value: 'NaN', noise: null });
  });

  it('writes counts, shares and metrics', () => {
    expect(formatCount(42_058, 'zh-CN')).toBe('42,058');
    expect(formatEpochs(22.03, 'en')).toBe('22');
    expect(formatEpochs(2.249, 'en')).toBe('2.2');
    expect(formatShare(0.641)).toBe('64 %');
    expect(formatShare(0.9999)).toBe('99 %');
    expect(formatShare(1)).toBe('100 %');
    expect(formatMetric('accuracy', 0.96912, 'en')).toBe('96.9 %');
    expect(formatMetric('accuracy', 1, 'en')).toBe('100 %');
    expect(formatMetric('macroF1', 0.8712, 'en')).toBe('0.871');
    expect(formatMetric('accuracy', null, 'en')).toBe('–');
  });
});

describe('two values that are close', () => {
  it('are told apart by as many digits as it takes, and equal ones by none', () => {
    expect(formatApart(1.69315, 1.69307, 'en')).toEqual(['1.69315', '1.69307']);
    expect(formatApart(2.76, 2.19, 'en')).toEqual(['2.76', '2.19']);
    expect(formatApart(0.5, 0.5, 'en')).toEqual(['0.500', '0.500']);
  });
});

describe('times on the page', () => {
  it.each([
    [43.2, '43 ms', '43 毫秒'],
    [99, '99 ms', '99 毫秒'],
    [99.9, '0.1 s', '0.1 秒'],
    [3140, '3.1 s', '3.1 秒'],
    [51_000, '51 s', '51 秒'],
    [59_700, '1 min', '1 分钟'],
    [531_000, '8 min 51 s', '8 分 51 秒'],
    [7_500_000, '2 h 5 min', '2 小时 5 分'],
  ])('%s ms', (ms, en, zh) => {
    expect(formatDuration(ms, 'en')).toBe(en);
    expect(formatDuration(ms, 'zh-CN')).toBe(zh);
  });

  it.each([
    [200, 'about 1 s'],
    [12_100, 'about 15 s'],
    [61_000, 'about 2 min'],
    [7_300_000, 'about 3 h'],
  ])('an estimate of %s ms', (ms, expected) => expect(formatEstimate(ms, 'en')).toBe(expected));

  it.each([null, Number.NaN, Number.POSITIVE_INFINITY])('%s is not known', ms => {
    expect([formatDuration(ms, 'en'), formatEstimate(ms, 'en')]).toEqual(['not known', 'not known']);
    expect([formatDuration(ms, 'zh-CN'), formatEstimate(ms, 'zh-CN')]).toEqual(['未知', '未知']);
    const number = ms ?? Number.NaN;
    expect([formatCount(number, 'en'), formatEpochs(number, 'en'), formatShare(number)]).toEqual(['–', '–', '–']);
  });

  it('tells a stamp from a clock that was ahead as it is', () => {
    const now = new Date(2026, 10, 23, 14, 32, 7).getTime();
    expect(formatAgo(now + 30_000, now, 'en')).toBe('now');
    expect(formatAgo(now + 8 * 3_600_000, now, 'en')).toBe('today, 22:32');
    expect(formatAgo(now + 72 * 3_600_000, now, 'en')).toBe('26 Nov, 14:32');
  });

  it('says when, seen from now', () => {
    const now = new Date(2026, 10, 23, 14, 32, 7).getTime();
    expect(formatClock(now, 'en')).toBe('14:32:07');
    expect(formatClock(new Date(2026, 10, 23, 0, 5, 9).getTime(), 'zh-CN')).toBe('00:05:09');
    expect(formatDayTime(new Date(2026, 10, 23, 9, 5).getTime(), now, 'en')).toBe('today, 09:05');
    expect(formatDayTime(new Date(2026, 10, 8, 9, 5).getTime(), now, 'en')).toBe('8 Nov, 09:05');
    expect(formatDayTime(new Date(2026, 10, 8, 9, 5).getTime(), now, 'zh-CN')).toBe('11月8日 09:05');
    expect(formatAgo(now - 20_000, now, 'en')).toBe('now');
    expect(formatAgo(now - 20 * 60_000, now, 'en')).toBe('20 min ago');
    expect(formatAgo(now - 3 * 3_600_000, now, 'zh-CN')).toBe('3 小时前');
    expect(formatAgo(new Date(2026, 10, 20, 12).getTime(), now, 'en')).toBe('Friday');
    expect(formatAgo(new Date(2025, 10, 8, 12).getTime(), now, 'en')).toBe('8 Nov 2025');
  });
});
