import type { Point, Stroke } from './digit-strokes.ts';

/** A round brush as it moves over a canvas. All lengths are pixels. */
export interface Brush {
  /** Half the width of the line. */
  radius: number;
  /** How wide its edge fades: 1 is plain antialiasing, more is blur. */
  edge: number;
}

/** A grey image of `size` × `size`, 0 (paper) to 1 (ink). */
export type Canvas = Float32Array;

/**
 * The smooth curve (uniform Catmull–Rom spline) through a stroke's points, as a polyline. A point that stands twice is a corner.
 * @param pieces straight pieces between two points.
 */
export function curve(stroke: Stroke, pieces: number): Point[] {
  const at = (i: number): Point => stroke[Math.min(Math.max(i, 0), stroke.length - 1)]!;
  const line: Point[] = [];
  for (let i = 0; i + 1 < stroke.length; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    if (p1[0] === p2[0] && p1[1] === p2[1]) continue;
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      line.push([spline(p0[0], p1[0], p2[0], p3[0], t), spline(p0[1], p1[1], p2[1], p3[1], t)]);
    }
  }
  line.push(at(stroke.length - 1));
  return line;
}

const spline = (p0: number, p1: number, p2: number, p3: number, t: number): number =>
  p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));

/** Draws one straight piece of a line; where it crosses other ink, the darker of both stays. */
export function drawPiece(canvas: Canvas, size: number, a: Point, b: Point, { radius, edge }: Brush): void {
  const reach = radius + edge / 2;
  const first = (v: number): number => Math.max(0, Math.floor(v - reach));
  const last = (v: number): number => Math.min(size - 1, Math.ceil(v + reach));
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const lengthSquared = dx * dx + dy * dy;
  const right = last(Math.max(a[0], b[0]));
  const bottom = last(Math.max(a[1], b[1]));
  for (let y = first(Math.min(a[1], b[1])); y <= bottom; y++) {
    for (let x = first(Math.min(a[0], b[0])); x <= right; x++) {
      // Pixel centres stand at half numbers.
      const px = x + 0.5 - a[0];
      const py = y + 0.5 - a[1];
      const along = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
      const awayX = px - along * dx;
      const awayY = py - along * dy;
      const distance = Math.sqrt(awayX * awayX + awayY * awayY);
      const ink = Math.min(1, Math.max(0, 0.5 + (radius - distance) / edge));
      const i = y * size + x;
      if (ink > canvas[i]!) canvas[i] = ink;
    }
  }
}
