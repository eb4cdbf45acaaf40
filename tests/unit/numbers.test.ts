import { describe, expect, it } from 'vitest';
import * as terminal from '#electron/cli/format.ts';
import * as page from '#renderer/format.ts';
import { formatCount, formatNumber, formatRate, formatValue } from '#shared/messages/numbers.ts';
import { LANGUAGES } from '#shared/messages/text.ts';

describe.each(LANGUAGES)('numbers in %s', language => {
  it.each([
    [1e-5, '1e−5'],
    [3e-5, '3e−5'],
    [1e-4, '1e−4'],
    [5e-4, '5e−4'],
    [0.001, '0.001'],
    [0.007, '0.007'],
    [0.05, '0.05'],
    [0.1, '0.1'],
    [1, '1'],
    [10, '10'],
  ])('the rate %s reads %s', (rate, expected) => expect(formatRate(rate)).toBe(expected));

  it.each([
    [0, '0'],
    [100, '100'],
    [1000, '1,000'],
    [60_000, '60,000'],
    [999_999, '999,999'],
    [1_000_000, '1,000,000'],
    [1_000_000_000, '1,000,000,000'],
  ])('%s steps read %s', (steps, expected) => expect(formatCount(steps, language)).toBe(expected));

  it.each([
    [1e-5, '1e−5'],
    [0.00123, '0.00123'],
    [2.3049, '2.30'],
    [999.6, '1,000'],
    [123_456, '123,456'],
    [999_999, '999,999'],
    [1e6, '1e6'],
    [123_456_789, '1.23e8'],
    [1e9, '1e9'],
  ])('a measured %s reads %s', (value, expected) => expect(formatNumber(value, language)).toBe(expected));
});

describe('page and terminal', () => {
  const VALUES = [0, ...Array.from({ length: 19 }, (_, i) => [1, 2.5, 9.996].map(m => m * 10 ** (i - 9))).flat()];
  const both = [...VALUES, ...VALUES.map(value => -value), Number.NaN, Number.POSITIVE_INFINITY];
  // What stands in a terminal is pasted as a flag again.
  const typed = (shown: string) => shown.replaceAll('−', '-');

  it('write the same numbers, but for the minus of a keyboard', () => {
    for (const value of both) {
      expect(terminal.formatNumber(value)).toBe(typed(page.formatNumber(value, 'en')));
      expect(terminal.formatValue(value)).toBe(typed(page.formatValue(value, 'en')));
      expect(terminal.formatMetric('accuracy', value)).toBe(typed(page.formatMetric('accuracy', value, 'en')));
    }
    for (const rate of VALUES.slice(1)) expect(terminal.formatRate(rate)).toBe(typed(page.formatRate(rate)));
  });

  it('write rates that can be typed again in the terminal', () => {
    for (const rate of [1, 0.1, 0.003, 1e-4, 2.5e-5, 1e5]) expect(Number(terminal.formatRate(rate))).toBe(rate);
  });

  it('say of what is no number that it is none', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, null].map(value => formatNumber(value, 'en'))).toEqual([
      'NaN',
      '∞',
      '–',
    ]);
    expect(formatValue(8.2e-5, 'zh-CN')).toBe('8.2e−5');
  });
});
