import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, below } from './label-layout.ts';

/** What the num_steps mark says. */
export interface NumStepsMark {
  value: number;
  convergedAt: number;
  convergedText: string;
  /** `× 1.5` */
  factorText: string;
}

/** Height of the pill that stands on top of the line, in CSS pixels. */
export const PILL_HEIGHT = 20;

/** The lines at convergence and at num_steps, and the arrow from one to the other. The pill itself is an element. */
export function drawNumSteps(u: uPlot, ink: Ink, mark: NumStepsMark, taken: readonly Box[]): void {
  const { left, top, width, height } = u.bbox;
  const { color } = ink.palette;
  const r = ink.ratio;
  const bottom = top + height;
  const inside = (x: number): boolean => x >= left && x <= left + width;
  const column = (step: number): number => Math.round(u.valToPos(step, 'x', true)) + 0.5;
  const converged = column(mark.convergedAt);
  const chosen = column(mark.value);
  if (inside(converged)) {
    ink.line(
      [
        [converged, top],
        [converged, bottom],
      ],
      color.control,
      1,
      [2, 3],
    );
    const style = { color: color['ink-2'] };
    const length = ink.measure(mark.convergedText, style);
    const start = converged + 7 * r + length <= left + width ? converged + 7 * r : converged - 7 * r - length;
    const box = below({ left: start, top: top + 19 * r, width: length, height: 16 * r }, taken);
    ink.text(mark.convergedText, start, box.top + 8 * r, style);
  }
  if (inside(chosen))
    ink.line(
      [
        [chosen, top],
        [chosen, bottom],
      ],
      color.ink,
      1.25,
    );
  if (inside(converged) && inside(chosen)) drawArrow(ink, converged, chosen, bottom - 11 * r, mark.factorText);
}

function drawArrow(ink: Ink, from: number, to: number, y: number, text: string): void {
  const { color } = ink.palette;
  const r = ink.ratio;
  const way = to >= from ? r : -r;
  const [start, end] = [from + 5 * way, to - 6 * way];
  const style = { color: color['ink-2'], align: 'center' } as const;
  // Too short an arrow would hide behind its own text.
  if (Math.abs(end - start) < ink.measure(text, style) + 24 * r) return;
  ink.line(
    [
      [start, y],
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
  const middle = (from + to) / 2;
  const half = ink.measure(text, style) / 2 + 4 * r;
  ink.line(
    [
      [middle - half, y],
      [middle + half, y],
    ],
    color.surface,
    3,
  );
  ink.text(text, middle, y, style);
}
