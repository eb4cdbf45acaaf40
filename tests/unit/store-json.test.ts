import { expect, it } from 'vitest';
import { fromJson, toJson } from '#electron/store/rows/json.ts';

it('keeps the numbers that JSON loses', () => {
  const value = {
    a: [Number.NaN, Number.POSITIVE_INFINITY, { b: Number.NEGATIVE_INFINITY }],
    c: -0,
    d: 0,
    e: null,
    f: '',
  };
  expect(fromJson(toJson(value))).toEqual(value);
  expect(() => JSON.parse(toJson(value))).not.toThrow();
});

it('takes what is missing as null', () => {
  expect(fromJson(toJson(undefined))).toBeNull();
});
