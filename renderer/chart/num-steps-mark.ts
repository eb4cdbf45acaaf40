import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, below } from './label-layout.ts';

/** Height of the pill that stands on top of the line, in CSS pixels; the pill itself is an element. */
export const PILL_HEIGHT = 20;

const column = (u: uPlot, place: number): number => Math.round(u.valToPos(place, 'x', true)) + 0.5;
/** Half a pixel beyond the edge is the edge: there stands the line of a num_steps at which the axis ends. */
const inView = ({ bbox }: uPlot, x: number): boolean => x >= bbox.left - 1 && x <= bbox.left + bbox.width + 1;

/** Where the line of a place on the x axis stands on the canvas; null: out of view. */
export function lineAt(u: uPlot, place: number): number | null {
  const x = column(u, place);
  return inView(u, x) ? x : null;
}

/** The lines at convergence and at num_steps, given as places on the x axis, and the arrow from one to the other with its factor (`× 1.5`). */
export function drawNumStepsLines(
  u: uPlot,
  ink: Ink,
  { value, convergedAt }: { value: number; convergedAt: number },
  factor: string,
  /** Where the room for the curves ends, in canvas pixels: the arrow stands above it. */
  floor: number,
): void {
  const { top, height } = u.bbox;
  const { color } = ink.palette;
  const bottom = top + height;
  const converged = column(u, convergedAt);
  const chosen = column(u, value);
  if (inView(u, converged))
    ink.line(
      [
        [converged, top],
        [converged, bottom],
      ],
      color.control,
      1,
      [2, 3],
    );
  if (inView(u, chosen))
    ink.line(
      [
        [chosen, top],
        [chosen, bottom],
      ],
      color.ink,
      1.25,
    );
  if (inView(u, converged) && inView(u, chosen)) drawArrow(ink, converged, chosen, floor - 11 * ink.ratio, factor);
}

/** How far apart the lines are that fill the stretch in which a network overfits, in CSS pixels. */
const HATCH = 9;

/** Fills the plot from a place on with thin slanting lines: from there on it overfits. */
export function drawOverfitting(u: uPlot, ink: Ink, place: number): void {
  const { left, top, width, height } = u.bbox;
  const from = Math.max(left, column(u, place));
  const end = left + width;
  if (from >= end) return;
  const { context } = ink;
  context.save();
  context.beginPath();
  context.rect(from, top, end - from, height);
  context.clip();
  const apart = HATCH * ink.ratio;
  // Counted from the plot's edge, so that they stand still while the place moves.
  for (let x = left - height + apart; x < end; x += apart)
    ink.line(
      [
        [x, top + height],
        [x + height, top],
      ],
      ink.palette.color['grid-2'],
    );
  context.restore();
}

/** The words beside the line at convergence, off the line at num_steps, below the pill and whatever else stands there. */
export function drawConvergedLabel(
  u: uPlot,
  ink: Ink,
  { value, convergedAt }: { value: number; convergedAt: number },
  label: string,
  taken: readonly Box[],
  warns = false,
): void {
  const { left, top, width } = u.bbox;
  const r = ink.ratio;
  const x = column(u, convergedAt);
  if (!inView(u, x)) return;
  const style = { color: ink.palette.color[warns ? 'warn' : 'ink-2'] };
  const sign = warns ? 10 * r : 0;
  const length = ink.measure(label, style) + (warns ? sign + 5 * r : 0);
  // A pill is wider than its words.
  const off = (warns ? 11 : 7) * r;
  const [after, before] = [x + off, x - off - length];
  const chosen = column(u, value);
  const end = chosen >= x ? Math.min(chosen, left + width) : left + width;
  const start = after + length <= end || before < left ? after : before;
  const box = below({ left: start, top: top + 19 * r, width: length, height: 16 * r }, taken);
  if (warns) {
    ink.pill(box, ink.palette.color['warn-bg'], ink.palette.color.warn);
    ink.warningSign(start, box.top + 3 * r, sign, style.color);
  }
  ink.text(label, start + length - ink.measure(label, style), box.top + 8 * r, style);
}

function drawArrow(ink: Ink, from: number, to: number, y: number, factor: string): void {
  const { color } = ink.palette;
  const r = ink.ratio;
  const way = to >= from ? r : -r;
  const [start, end] = [from + 5 * way, to - 6 * way];
  const style = { color: color['ink-2'], align: 'center' } as const;
  const half = ink.measure(factor, style) / 2 + 4 * r;
  // Too short an arrow would hide behind its own text.
  if (Math.abs(end - start) < 2 * half + 16 * r) return;
  const middle = (from + to) / 2;
  const side = Math.sign(way) * half;
  ink.line(
    [
      [start, y],
      [middle - side, y],
    ],
    color.control,
  );
  ink.line(
    [
      [middle + side, y],
      [end, y],
    ],
    color.control,
  );
  ink.line(
    [
      [end - 4 * way, y - 3 * r],
      [end, y],
      [end - 4 * way, y + 3 * r],
    ],
    color.control,
  );
  ink.text(factor, middle, y, style);
}
