import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, below } from './label-layout.ts';

/** A trial that diverged, with what stands beside its mark. */
export interface Divergence {
  /** Its place on the x axis. */
  x: number;
  /** The last finite smoothed value before it; null: none. */
  value: number | null;
  text: string;
  reason: string | null;
}

const ROW = 16;
/** CSS pixels; the trials table has the whole sentence. */
const LONGEST_REASON = 260;

/** ✕ at the step of each divergence, inside the plot however high the loss went, with words that don't overlap. */
export function drawDivergences(u: uPlot, ink: Ink, divergences: readonly Divergence[], taken: readonly Box[]): Box[] {
  const { left, top, width, height } = u.bbox;
  const { color } = ink.palette;
  const r = ink.ratio;
  const boxes: Box[] = [];
  for (const { x: place, value, text, reason } of divergences) {
    const x = u.valToPos(place, 'x', true);
    if (x < left - 1 || x > left + width + 1) continue;
    const wanted = value === null ? top : u.valToPos(value, 'y', true);
    const y = Math.min(Math.max(Number.isFinite(wanted) ? wanted : top, top + 9 * r), top + height - 9 * r);
    const bold = { color: color.bad, weight: 600 } as const;
    const plain = { color: color['ink-2'], weight: 400 } as const;
    const first = ink.measure(text, bold);
    const start = x + 11 * r;
    const room = left + width - start - first - 8 * r;
    // To the left of the mark where there is no room on its right.
    const flipped = room < 0;
    const said = reason === null || flipped ? '' : ink.fit(reason, plain, Math.min(room, LONGEST_REASON * r));
    const length = first + (said === '' ? 0 : ink.measure(said, plain) + 8 * r);
    const begin = flipped ? x - 11 * r - length : start;
    const box = below({ left: begin, top: y - (ROW / 2) * r, width: length, height: ROW * r }, [...taken, ...boxes]);
    boxes.push(box, { left: x - 6 * r, top: y - 6 * r, width: 12 * r, height: 12 * r });
    const line = box.top + (ROW / 2) * r;
    ink.cross(x, y, 4.2, color.bad);
    ink.text(text, begin, line, bold);
    if (said !== '') ink.text(said, begin + first + 8 * r, line, plain);
  }
  return boxes;
}

/** A short stroke at the top edge for each value that was not finite. */
export function drawNonFinite(u: uPlot, ink: Ink, places: readonly number[]): void {
  const { left, top, width } = u.bbox;
  for (const place of places) {
    const x = u.valToPos(place, 'x', true);
    if (x >= left && x <= left + width)
      ink.line(
        [
          [x, top],
          [x, top + 7 * ink.ratio],
        ],
        ink.palette.color.bad,
        2,
      );
  }
}
