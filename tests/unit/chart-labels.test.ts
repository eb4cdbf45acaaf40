import { describe, expect, it } from 'vitest';
import { labelled } from '#renderer/chart/end-labels.ts';
import { below, firstFree, overlap, spread } from '#renderer/chart/label-layout.ts';

const end = (y: number, strong = false) => ({ x: 0, y, color: '#000000', text: String(y), strong, outside: false });

describe('labels at line ends', () => {
  it('stay where they are when they have room', () => {
    expect(spread([10, 40, 90], 14, 0, 100)).toEqual([10, 40, 90]);
  });

  it('move apart by no more than needed, in their order', () => {
    expect(spread([50, 50], 14, 0, 100)).toEqual([43, 57]);
    const crowd = spread([10, 11, 12, 60, 61, 99], 14, 0, 100);
    for (let i = 1; i < crowd.length; i++) expect(crowd[i]! - crowd[i - 1]!).toBeGreaterThanOrEqual(14 - 1e-9);
    expect(crowd[0]).toBeGreaterThanOrEqual(0);
    expect(crowd.at(-1)).toBeLessThanOrEqual(100);
  });

  it('stay inside when all want the same edge', () => {
    expect(spread([0, 0, 0], 14, 0, 100)).toEqual([0, 14, 28]);
    expect(spread([100, 100, 100], 14, 0, 100)).toEqual([72, 86, 100]);
  });

  it('are all shown when they are few', () => {
    expect(labelled([end(3), end(1), end(2)], 14).map(e => e.y)).toEqual([1, 2, 3]);
  });

  it('of more than find room below each other, keep those that do', () => {
    const ends = Array.from({ length: 8 }, (_, i) => end(50 + i, i === 5));
    expect(labelled(ends, 14, 112)).toHaveLength(8);
    expect(labelled(ends, 14, 111).map(e => e.text)).toEqual(['55']);
  });

  it('of many, keep the leading one and those that find room', () => {
    const ends = Array.from({ length: 50 }, (_, i) => end(i * 5, i === 13));
    const shown = labelled(ends, 14);
    expect(shown.some(e => e.strong)).toBe(true);
    for (let i = 1; i < shown.length; i++) expect(shown[i]!.y - shown[i - 1]!.y).toBeGreaterThanOrEqual(14);
  });
});

describe('a box placed below others', () => {
  const box = (top: number) => ({ left: 0, top, width: 10, height: 10 });
  it('stays where nothing is', () => {
    expect(below(box(5), [box(50)])).toEqual(box(5));
  });
  it('goes below everything in its way', () => {
    const taken = [box(0), box(8), box(30)];
    const placed = below(box(5), taken);
    expect(placed.top).toBe(18);
    expect(taken.some(t => overlap(t, placed))).toBe(false);
  });
});

describe('a label with several places to choose from', () => {
  const box = (left: number) => ({ left, top: 0, width: 10, height: 10 });

  it('takes the first that is free, and its favourite where none is', () => {
    expect(firstFree([box(0), box(20), box(40)], [box(5)])).toEqual(box(20));
    expect(firstFree([box(0), box(8)], [box(5)])).toEqual(box(0));
  });
});
