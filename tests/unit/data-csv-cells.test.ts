import { describe, expect, it } from 'vitest';
import { isMissing, isMissingLabel, parseNumber } from '#electron/data/csv/cells.ts';
import { isDate, parseDate, parseOpenDate } from '#electron/data/csv/dates.ts';

describe('cells without a value', () => {
  it.each(['', '  ', 'NA', 'n/a', 'NaN', 'NULL', 'None', ' ? ', '-', '#N/A', '\u00A0', '缺失'])('%j', cell => {
    expect(isMissing(cell)).toBe(true);
  });

  it.each(['0', 'no', 'nano', 'Nancy', '+', 'unknown', '--- nothing ---'])('%j has one', cell => {
    expect(isMissing(cell)).toBe(false);
  });

  it('lets a class be called none or -', () => {
    expect(['none', '-', 'NA', ''].map(isMissingLabel)).toEqual([false, false, true, true]);
  });
});

describe('numbers', () => {
  it.each([
    ['7', 7],
    ['-0.5', -0.5],
    ['+.5', 0.5],
    ['5.', 5],
    ['1e-3', 1e-3],
    [' 12 ', 12],
    ['1,234', 1234],
    ['1,234,567.5', 1234567.5],
    ['1 234.5', 1234.5],
    ['1\u00A0234', 1234],
    ['1\u202F234\u202F567', 1234567],
    ["1'234.5", 1234.5],
    ['\u22123.5', -3.5],
    ['12 %', 12],
    ['$1,234.50', 1234.5],
    ['-€ 5', -5],
    ['￥30', 30],
    ['１，２３４．５', 1234.5],
    ['８０％', 80],
  ])('%j with a decimal point is %d', (cell, value) => {
    expect(parseNumber(cell, '.')).toBe(value);
  });

  it.each([
    ['1,5', 1.5],
    ['-0,25', -0.25],
    ['1.234', 1234],
    ['1.234,5', 1234.5],
    ['1 234,5', 1234.5],
    ['1\u202F234,5', 1234.5],
    ["1'234", 1234],
    ['3,5e2', 350],
    ['1.234,50 €', 1234.5],
    ['0,5%', 0.5],
    ['7', 7],
  ])('%j with a decimal comma is %d', (cell, value) => {
    expect(parseNumber(cell, ',')).toBe(value);
  });

  it.each([
    '',
    '.',
    '-',
    'e5',
    '1,5',
    '1,23,4',
    '12,34.5',
    '1.2.3',
    '1 23',
    "1,234'567",
    '12abc',
    '0x10',
    '1e999',
    'NaN',
  ])('%j with a decimal point is none', cell => {
    expect(parseNumber(cell, '.')).toBe(null);
  });

  it.each(['0.5', '1.2345', '1,2,3', '.', ','])('%j with a decimal comma is none', cell => {
    expect(parseNumber(cell, ',')).toBe(null);
  });
});

describe('dates', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['2024-02-29', 19782],
    ['2024/2/29', 19782],
    ['29.2.2024', 19782],
    ['2024年2月29日', 19782],
    ['1970-01-02T12:00:00Z', 1.5],
    ['1970-01-02 12:00', 1.5],
    ['1970-01-02T02:00:00+02:00', 1],
    ['1969-12-31', -1],
    ['January 2, 1970', 1],
    ['2 Jan 1970', 1],
    ['02-JAN-1970', 1],
    ['Friday, Jan. 2nd, 1970', 1],
    ['Jan 2, 1970 12:00', 1.5],
    ['Fri Jan 02 12:00:00 PDT 1970', 1.5],
    ['Fri Jan 02 12:00:00 +0000 1970', 1.5],
  ])('%s is day %d', (cell, days) => {
    expect(parseDate(cell)).toBeCloseTo(days, 9);
  });

  it.each([
    '03/01/2024',
    '2023-02-29',
    '2024-13-01',
    '2024-13',
    '20240301',
    '2024-01-01 25:00',
    'March 1st',
    '30 Feb 2024',
    'Foo 2024',
    'Mark 1, 2024',
    '1.2.3',
  ])('%s is none that is certain', cell => {
    expect(parseDate(cell)).toBe(null);
  });

  it.each([
    ['31/12/2024', 20088, null],
    ['12/31/2024', null, 20088],
    ['31-12-24', 20088, null],
    ['1/2/1970', 31, 1],
    ['2/1/70', 1, 31],
    ['1/1/68', 35794, 35794],
    ['1/1/1970 12:00', 0.5, 0.5],
    ['1/1/1970, 6:00:00 PM', 0.75, 0.75],
    ['1/1/1970 12:00 am', 0, 0],
    ['1/1/1970 13:00 PM', null, null],
    ['1/1/1970 24:00', null, null],
    ['30/30/2024', null, null],
    ['1/2-2024', null, null],
    ['29/02/2023', null, null],
    ['2024-03-01', null, null],
  ])('%s is day %d with the day first, %d with the month first', (cell, dayFirst, monthFirst) => {
    expect(parseOpenDate(cell, 'dayFirst')).toBe(dayFirst);
    expect(parseOpenDate(cell, 'monthFirst')).toBe(monthFirst);
    expect(isDate(cell)).toBe(cell === '2024-03-01' || dayFirst !== null || monthFirst !== null);
  });
});
