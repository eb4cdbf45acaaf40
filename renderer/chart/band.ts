import uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, firstFree } from './label-layout.ts';
import type { Palette } from './palette.ts';
import type { Range } from './scales.ts';

/** The band's edges on the canvas, cut off where the plot ends; null: it is out of view. */
function edges(u: uPlot, [low, high]: Range): { top: number; bottom: number } | null {
  const { top, height } = u.bbox;
  const [upper, lower] = [u.valToPos(high, 'y', true), u.valToPos(low, 'y', true)];
  const cut = { top: Math.max(top, upper), bottom: Math.min(top + height, lower) };
  return cut.bottom > cut.top ? cut : null;
}

/** A stretch of healthy values, beneath the lines. */
export function drawBand(u: uPlot, { color }: Palette, band: Range): void {
  const at = edges(u, band);
  if (at === null) return;
  u.ctx.save();
  u.ctx.fillStyle = color['good-bg'];
  u.ctx.fillRect(u.bbox.left, at.top, u.bbox.width, at.bottom - at.top);
  u.ctx.restore();
}

/** Its name, in one of its corners that is free; the space that it took. */
export function drawBandLabel(u: uPlot, ink: Ink, band: Range, name: string, taken: readonly Box[]): Box[] {
  const at = edges(u, band);
  if (at === null) return [];
  const r = uPlot.pxRatio;
  const style = { color: ink.palette.color.good, weight: 500, size: 11 } as const;
  const [width, height] = [ink.measure(name, style), 14 * r];
  const { left, width: room } = u.bbox;
  const [start, end] = [left + 8 * r, left + room - width - 8 * r];
  const [high, low] = [at.top + 2 * r, at.bottom - height - 2 * r];
  const box = firstFree(
    [
      { left: end, top: high, width, height },
      { left: end, top: low, width, height },
      { left: start, top: low, width, height },
      { left: start, top: high, width, height },
    ],
    taken,
  );
  ink.text(name, box.left, box.top + height / 2, style);
  return [box];
}
