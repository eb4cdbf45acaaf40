import uPlot from 'uplot';
import { crosses } from './chance-line.ts';
import type { CurveView } from './curve-view.ts';
import type { Ink } from './ink.ts';
import { type Box, overlap } from './label-layout.ts';
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

/** Shares of the plot's width at which the name may end. */
const ENDS = [0.99, 0.85, 0.7, 0.55, 0.4, 0.25];

/** Its name, at one of its edges where neither words nor curves are in its way, or else in its upper corner; the space that it took. */
export function drawBandLabel(
  u: uPlot,
  ink: Ink,
  band: Range,
  name: string,
  taken: readonly Box[],
  curves: readonly CurveView[],
): Box[] {
  const at = edges(u, band);
  if (at === null) return [];
  const r = uPlot.pxRatio;
  const style = { color: ink.palette.color.good, weight: 500, size: 11 } as const;
  const [width, height] = [ink.measure(name, style), 14 * r];
  const { left, width: room } = u.bbox;
  const places = [at.top + 2 * r, at.bottom - height - 2 * r].flatMap(top =>
    ENDS.map(share => ({ left: left + share * room - width, top, width, height })),
  );
  const isFree = (box: Box) => !taken.some(other => overlap(box, other)) && !curves.some(c => crosses(u, c, box));
  const box = places.find(isFree) ?? places[0]!;
  ink.text(name, box.left, box.top + height / 2, style);
  return [box];
}
