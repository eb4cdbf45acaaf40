import { describe, expect, it } from 'vitest';
import { ASSUMED_BYTES, fewerSideBySide, LEFT_BYTES, mayStart } from '#shared/method/side-by-side.ts';

const GIB = 2 ** 30;

describe('how many trials run side by side [L7]', () => {
  it('lets one run whatever the memory, and no more than the most whatever the memory', () => {
    expect(mayStart({ most: 1, running: [], trialBytes: 64 * GIB, freeBytes: 0 })).toBe(true);
    expect(mayStart({ most: 2, running: [GIB, GIB], trialBytes: GIB, freeBytes: 100 * GIB })).toBe(false);
  });

  it('lets another run where it fits', () => {
    const crowd = { most: 8, running: [GIB], trialBytes: GIB };
    expect(mayStart({ ...crowd, freeBytes: GIB + LEFT_BYTES })).toBe(true);
    expect(mayStart({ ...crowd, freeBytes: GIB + LEFT_BYTES - 1 })).toBe(false);
  });

  it('keeps room for those that are still to grow', () => {
    const crowd = { most: 8, running: [null, GIB / 2, 2 * GIB], trialBytes: GIB };
    expect(mayStart({ ...crowd, freeBytes: 2.5 * GIB + LEFT_BYTES })).toBe(true);
    expect(mayStart({ ...crowd, freeBytes: 2.5 * GIB + LEFT_BYTES - 1 })).toBe(false);
  });

  it('takes a trial for large until one has told', () => {
    const crowd = { most: 2, running: [null], trialBytes: null };
    expect(mayStart({ ...crowd, freeBytes: 2 * ASSUMED_BYTES + LEFT_BYTES })).toBe(true);
    expect(mayStart({ ...crowd, freeBytes: 2 * ASSUMED_BYTES + LEFT_BYTES - 1 })).toBe(false);
  });

  it('goes down by one after a trial failed for memory, but never below one', () => {
    const fewer = (beside: number, mostBeside = beside, again = 0) =>
      fewerSideBySide({ beside, mostBeside, again, planned: 3 });
    expect([fewer(2), fewer(1), fewer(0)]).toEqual([2, 1, null]);
    // All were lost in the same moment.
    expect([fewer(2, 2), fewer(1, 2), fewer(0, 2)]).toEqual([2, 1, 1]);
  });

  it('runs a trial again as often as there can be fewer, and no more', () => {
    const again = [0, 1, 2, 3, 4].map(count => fewerSideBySide({ beside: 1, mostBeside: 1, again: count, planned: 3 }));
    expect(again).toEqual([1, 1, 1, null, null]);
  });
});
