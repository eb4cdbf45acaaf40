/** A point of the unit square: x to the right, y downwards. */
export type Point = readonly [x: number, y: number];

/** A pen stroke: a smooth curve through its points, with a corner where a point stands twice. */
export type Stroke = readonly Point[];

/** One way of writing a digit. */
export type Glyph = readonly Stroke[];

/** A stroke through points given in hundredths, as in `'24,30 34,13'`. */
const pen = (points: string): Stroke =>
  points.split(' ').map(point => {
    const [x, y] = point.split(',');
    return [Number(x) / 100, Number(y) / 100];
  });

/** Points around an ellipse, from an angle on, both in turns; negative turns run anticlockwise. */
const ring = (x: number, y: number, rx: number, ry: number, from: number, turns: number): Stroke =>
  Array.from({ length: 12 }, (_, i) => {
    const angle = 2 * Math.PI * (from + (turns * i) / 11);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });

/** The ways in which people write each digit, from 0 to 9. */
export const DIGIT_GLYPHS: readonly (readonly Glyph[])[] = [
  [
    [ring(0.5, 0.5, 0.27, 0.4, -0.22, -1.03)],
    [ring(0.5, 0.5, 0.33, 0.36, -0.2, 1)],
    // Begun outside, closed with a small overlap.
    [[...pen('62,10'), ...ring(0.5, 0.52, 0.26, 0.38, -0.28, -1.02)]],
  ],
  [
    [pen('52,10 51,50 50,90')],
    [pen('34,28 55,10 55,10 54,50 54,90')],
    [pen('36,26 54,10 54,10 53,50 53,89'), pen('32,90 74,89')],
  ],
  [
    [pen('24,30 34,13 55,10 72,25 66,46 45,68 23,89 23,89 50,88 78,87')],
    [pen('26,26 45,10 68,20 68,42 48,68 30,84 22,78 34,72 55,86 80,82')],
    [pen('22,20 50,10 72,26 58,55 26,88 26,88 52,84 76,90')],
  ],
  [
    [pen('26,18 46,10 69,22 62,42 42,48 42,48 66,53 75,72 54,90 25,82')],
    [pen('26,12 72,12 72,12 46,42 46,42 68,50 74,72 54,89 24,84')],
    [pen('28,22 50,10 66,24 52,44 44,47 64,52 74,70 50,92 26,78')],
  ],
  [
    [pen('36,12 30,36 23,58 23,58 50,57 80,55'), pen('64,14 62,50 60,90')],
    [pen('78,64 48,65 18,66 18,66 40,38 62,10 62,10 62,50 61,90')],
    [pen('28,14 26,40 36,52 54,50 68,42'), pen('72,12 69,50 64,90')],
  ],
  [
    [pen('74,11 52,12 32,13 32,13 29,30 27,46 27,46 50,41 72,54 70,78 48,91 24,82')],
    [pen('34,14 31,30 30,44 52,42 73,58 66,82 44,90 24,84'), pen('34,13 55,12 78,10')],
  ],
  [
    [pen('64,10 44,26 30,52 30,76 46,91 66,82 69,64 52,53 34,64')],
    [pen('50,9 36,34 27,64 38,87 60,88 72,70 60,55 40,58 29,70')],
    [pen('70,18 52,10 34,30 26,60 40,88 64,84 68,62 48,52 30,66')],
  ],
  [
    [pen('22,13 50,13 76,12 76,12 60,45 44,90')],
    [pen('22,14 50,13 76,12 76,12 58,48 46,90'), pen('36,52 74,48')],
    [pen('24,26 26,13 26,13 52,14 76,11 76,11 62,36 54,62 52,90')],
  ],
  [
    [pen('66,20 48,10 32,22 42,42 62,58 68,78 49,91 30,78 38,56 58,40 68,22')],
    [ring(0.5, 0.29, 0.19, 0.19, 0.25, 1.02), ring(0.5, 0.69, 0.24, 0.21, -0.25, 1.02)],
    [pen('50,47 34,36 36,16 58,10 68,28 52,47 32,62 34,84 56,90 70,74 60,56 46,46')],
  ],
  [
    [pen('68,26 50,10 32,24 36,44 56,47 68,28 68,28 66,60 62,90')],
    [pen('70,20 48,10 30,28 40,46 60,42 70,22 72,52 64,80 46,91 28,82')],
    [ring(0.48, 0.3, 0.19, 0.19, 0, -1.02), pen('68,14 67,50 56,90')],
  ],
];
