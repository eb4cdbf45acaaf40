import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, spread } from './label-layout.ts';

/** Where a line ends on the canvas, and what its label says. */
export interface LineEnd {
  x: number;
  y: number;
  color: string;
  text: string;
  strong: boolean;
  /** The end lies above or below the plot: no dot there. */
  outside: boolean;
}

const GAP = 14;
const LEADER = 16;

/** The ends that find room, the strong ones first, then evenly from top to bottom; from high to low. */
export function thinOut(ends: readonly LineEnd[], room: number): LineEnd[] {
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  if (sorted.length <= room) return sorted;
  const strong = sorted.filter(e => e.strong);
  const others = sorted.filter(e => !e.strong);
  const slots = Math.max(0, room - strong.length);
  const chosen = others.filter(
    (_, i) => Math.floor((i * slots) / others.length) !== Math.floor(((i - 1) * slots) / others.length),
  );
  return [...strong, ...chosen].sort((a, b) => a.y - b.y);
}

/** Labels each line directly at its end, with a leader where the label had to move; returns the space they took. */
export function drawEndLabels(u: uPlot, ink: Ink, ends: readonly LineEnd[]): Box[] {
  const { ratio, palette } = ink;
  const { top, height } = u.bbox;
  const gap = GAP * ratio;
  const shown = thinOut(ends, Math.floor(height / gap));
  const places = spread(
    shown.map(e => e.y),
    gap,
    top + gap / 2,
    top + height - gap / 2,
  );
  for (const end of ends) if (!end.outside) ink.dot(end.x, end.y, 2.6, end.color);
  return shown.map((end, i) => {
    const y = places[i] as number;
    const x = end.x + LEADER * ratio;
    ink.line(
      [
        [end.x + 4 * ratio, end.y],
        [x - 3 * ratio, y],
      ],
      `${end.color}99`,
    );
    const style = { color: palette.color[end.strong ? 'ink' : 'ink-2'], weight: end.strong ? 600 : 500 } as const;
    ink.text(end.text, x, y, style);
    return { left: end.x, top: y - gap / 2, width: LEADER * ratio + ink.measure(end.text, style), height: gap };
  });
}
