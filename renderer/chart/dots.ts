import type uPlot from 'uplot';
import { indexAfter } from './decimate.ts';
import type { Ink } from './ink.ts';
import type { LiveLine } from './strokes.ts';

/** Dots nearer to each other than so many CSS pixels are left out: the line alone tells. */
const NEAREST = 5;
/** Radii in CSS pixels. */
const DOT = { lead: 2.6, plain: 2 };
const RING = 4.6;

/** A dot at each measurement in view, at what was measured. @param bottom where the room for the curves ends, in canvas pixels */
export function drawDots(
  u: uPlot,
  ink: Ink,
  { view, series }: LiveLine,
  window: { from: number; to: number },
  bottom: number,
): void {
  const first = Math.max(0, indexAfter(view.xs, view.count, window.from) - 1);
  const last = indexAfter(view.xs, view.count, window.to);
  if ((last - first) * NEAREST > u.bbox.width / ink.ratio) return;
  const color = ink.color(series);
  for (let i = first; i < last; i++) {
    const [x, y] = [u.valToPos(view.xs[i] as number, 'x', true), u.valToPos(view.values[i] as number, 'y', true)];
    if (isInside(u, x, y, bottom)) ink.dot(x, y, DOT[series.lead ? 'lead' : 'plain'], color);
  }
}

/** A ring around a curve's lowest or highest measurement. */
export function drawRing(
  u: uPlot,
  ink: Ink,
  { view, series }: LiveLine,
  which: 'lowest' | 'highest',
  bottom: number,
): void {
  const at = view[which];
  if (at < 0) return;
  const [x, y] = [u.valToPos(view.xs[at] as number, 'x', true), u.valToPos(view.values[at] as number, 'y', true)];
  if (isInside(u, x, y, bottom)) ink.ring(x, y, RING, ink.color(series));
}

function isInside(u: uPlot, x: number, y: number, bottom: number): boolean {
  const { left, top, width } = u.bbox;
  return x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= bottom + 1;
}
