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
    expect(fewerSideBySide(2)).toBe(2);
    expect(fewerSideBySide(1)).toBe(1);
    expect(fewerSideBySide(0)).toBeNull();
  });
});
