import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { countClasses } from '#electron/data/raw/classes.ts';
import { DIGIT_GLYPHS } from '#electron/data/samples/digit-strokes.ts';
import { drawDigits } from '#electron/data/samples/digits.ts';
import { curve, drawPiece } from '#electron/data/samples/pen.ts';

const digest = (rows: number, seed: number): string => {
  const { inputs, labels } = drawDigits(rows, seed);
  return createHash('sha256').update(inputs).update(labels).digest('hex');
};

describe('drawDigits', () => {
  test('the same seed gives the same bytes, another seed others', () => {
    expect(digest(500, 1)).toBe(digest(500, 1));
    expect(digest(500, 1)).not.toBe(digest(500, 2));
  });

  test('the bytes never change between program versions unnoticed', () => {
    // Who changes the drawing on purpose raises the sample's version in readers/sample.ts and notes the new digest here.
    expect(digest(500, 1)).toBe('38006a9902feb83ceee56089066861d2fe7391b27121fe500c5495c99a69d46d');
  });

  test('has all ten digits about equally often', () => {
    const counts = countClasses(drawDigits(5000, 1).labels, 10);
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(80);
  });

  test('every image has ink on paper', () => {
    const { inputs } = drawDigits(500, 1);
    for (let row = 0; row < 500; row++) {
      const image = inputs.subarray(row * 256, (row + 1) * 256);
      const ink = image.filter(grey => grey > 110).length;
      expect(ink).toBeGreaterThan(5);
      expect(ink).toBeLessThan(130);
    }
  });

  test('no two images of a digit are alike', () => {
    const { inputs } = drawDigits(500, 1);
    const images = new Set(Array.from({ length: 500 }, (_, row) => inputs.subarray(row * 256, row * 256 + 256).join()));
    expect(images.size).toBe(500);
  });
});

describe('the glyphs', () => {
  test('each digit is written in at least two ways, all within the unit square', () => {
    expect(DIGIT_GLYPHS).toHaveLength(10);
    for (const glyphs of DIGIT_GLYPHS) {
      expect(glyphs.length).toBeGreaterThanOrEqual(2);
      for (const [x, y] of glyphs.flat(2)) {
        expect(x > 0 && x < 1 && y > 0 && y < 1).toBe(true);
      }
    }
  });
});

describe('the pen', () => {
  test('a curve passes through its points and is straight where they are', () => {
    const line = curve([[0, 0], [1, 1], [2, 2], [3, 3]], 4); // biome-ignore format: one line
    expect(line).toHaveLength(13);
    expect(line.at(-1)).toEqual([3, 3]);
    for (const [x, y] of line) expect(x).toBeCloseTo(y, 12);
    expect(line[4]).toEqual([1, 1]);
  });

  test('a point that stands twice is a corner: both sides stay straight', () => {
    const line = curve([[0, 0], [1, 0], [1, 0], [1, 1]], 5); // biome-ignore format: one line
    for (const [x, y] of line) expect(Math.min(Math.abs(y), Math.abs(1 - x))).toBeCloseTo(0, 12);
  });

  test('a line is as wide as its brush, full in the middle and faded at its edge', () => {
    const canvas = new Float32Array(16 * 16);
    drawPiece(canvas, 16, [2, 8], [14, 8], { radius: 1.5, edge: 1 });
    const column = Array.from({ length: 16 }, (_, y) => canvas[y * 16 + 8]!);
    expect(column.map(v => Math.round(v * 100) / 100)).toEqual([0, 0, 0, 0, 0, 0, 0.5, 1, 1, 0.5, 0, 0, 0, 0, 0, 0]);
  });

  test('ink outside of the canvas is lost, not drawn elsewhere', () => {
    const canvas = new Float32Array(16 * 16);
    drawPiece(canvas, 16, [-9, -9], [-4, 30], { radius: 1, edge: 1 });
    expect(Math.max(...canvas)).toBe(0);
  });
});
