import { expect } from 'vitest';

/** Whether all numbers are alike, give or take what the order of sums makes. */
export function expectClose(actual: readonly number[], expected: readonly number[], what?: string): void {
  expect(actual, what).toHaveLength(expected.length);
  const far = actual.filter((value, i) => {
    const other = expected[i] as number;
    return !(Object.is(value, other) || Math.abs(value - other) <= 2e-5 + 2e-4 * Math.abs(other));
  });
  expect(far, what).toEqual([]);
}
