import type uPlot from 'uplot';
import { indexAfter } from './decimate.ts';
import type { Ink } from './ink.ts';
import type { MeanPoints } from './mean-curve.ts';

import type { Window } from './places.ts';
import { type LiveLine, withOpacity } from './strokes.ts';

const SHARE = { light: 0.16, dark: 0.24 };

/** What lies between the seeds of a mean curve, beneath the lines. */
export function drawSeedBand(
  u: uPlot,
  ink: Ink,
  { view, series }: LiveLine,
  { low, high }: MeanPoints,
  window: Window,
): void {
  const { theme, color } = ink.palette;
  const isForced = color.surface === 'Canvas';
  const from = Math.max(0, indexAfter(view.xs, view.count, window.from) - 1);
  const to = Math.min(view.count, indexAfter(view.xs, view.count, window.to) + 1);
  const { left, top, width, height } = u.bbox;
  const bottom = top + height;
  const y = (value: number): number => Math.min(bottom, Math.max(top, u.valToPos(value, 'y', true)));
  // As many as there are pixels: a band has no spikes that one could miss.
  const every = Math.max(1, Math.floor((to - from) / width));
  const upper: [number, number][] = [];
  const lower: [number, number][] = [];
  for (let i = from; i < to; i += every) {
    const [least, greatest] = [low[i] as number, high[i] as number];
    if (!Number.isFinite(least) || !Number.isFinite(greatest)) continue;
    const x = Math.min(left + width, Math.max(left, u.valToPos(view.xs[i] as number, 'x', true)));
    upper.push([x, y(greatest)]);
    lower.push([x, y(least)]);
  }
  const opacity = SHARE[theme] * (series.quiet ? 0.5 : 1);
  ink.area([...upper, ...lower.reverse()], withOpacity(series.color(theme), opacity), isForced ? 0.5 : 1);
}
