/** A point of a picture, in its own units, y downwards. */
export type Point = readonly [x: number, y: number];

/** A line through points, as the `d` of a path. */
export const lineThrough = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Points of a function, `count` of them from one x to another. */
export const sample = (f: (x: number) => number, from: number, to: number, count = 48): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const x = from + ((to - from) * i) / (count - 1);
    return [x, f(x)];
  });

/** A loss that falls from a height towards a depth, `speed` times e-fold over `width`. */
export const falling =
  (start: Point, depth: number, speed: number, width: number) =>
  (x: number): number =>
    depth - (depth - start[1]) * Math.exp((-speed * (x - start[0])) / width);

/** How far each of `count` readings lies from their middle, between −1 and 1: scattered, and the same every time. */
export const scatter = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + 4) * Math.cos(i * 4.1414 + 1));

/** Where final losses lie over the logarithm of the rate, from −5 to 0: a plateau, a floor near −1, a steep rise. */
export const valley = (decade: number): number => 24 + 66 / (1 + Math.exp(-2 * (decade + 2.6))) - 42 * 10 ** decade;
