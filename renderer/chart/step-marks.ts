import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, firstFree } from './label-layout.ts';
import { lineAt } from './num-steps-mark.ts';
import type { LiveLine } from './strokes.ts';
import type { ChartMark } from './types.ts';
import type { XAxis } from './x-axis.ts';

const RING = 4.6;

/** Lines at some steps from top to bottom, beneath the words. */
export function drawMarkLines(u: uPlot, ink: Ink, marks: readonly ChartMark[], axis: XAxis): void {
  const { top, height } = u.bbox;
  for (const { step, line } of marks) {
    const x = lineAt(u, axis.reference.x(step));
    if (x === null || line === null) continue;
    const dash = line === 'dotted' ? [2, 3] : [];
    ink.line(
      [
        [x, top],
        [x, top + height],
      ],
      ink.palette.color['ink-2'],
      line === 'dotted' ? 1 : 1.25,
      dash,
    );
  }
}

/** Their names, and a ring where one stands on a curve; the space that they took. */
export function drawMarkLabels(
  u: uPlot,
  ink: Ink,
  marks: readonly ChartMark[],
  { axis, curves, bottom }: { axis: XAxis; curves: readonly LiveLine[]; bottom: number },
  taken: readonly Box[],
): Box[] {
  const r = ink.ratio;
  const drawn: Box[] = [];
  for (const { step, label, line, trialId } of marks) {
    const of = curves.find(({ series, main }) => main && trialId !== null && isOf(series, trialId));
    const place = of ? axis.placesOf(of.series).x(step) : axis.reference.x(step);
    const x = lineAt(u, place);
    if (x === null) continue;
    const value = of?.view.at(place) ?? null;
    const y = value === null ? bottom - 12 * r : u.valToPos(value, 'y', true);
    if (of && value !== null && y <= bottom) ink.ring(x, y, RING, ink.color(of.series));
    const style = { color: ink.palette.color.ink, size: 11.5 } as const;
    const [width, height] = [ink.measure(label, style), 16 * r];
    const box = (left: number, middle: number): Box => ({ left, top: middle - height / 2, width, height });
    const [before, after] = [x - 8 * r - width, x + 8 * r];
    const heights = value === null ? [y, y - 18 * r] : [y - 14 * r, y + 14 * r, y - 30 * r, y + 30 * r];
    const { left, top, width: room } = u.bbox;
    // No word stands on another one's line.
    const lines = marks.flatMap(other => {
      const at = other.line === null ? null : lineAt(u, axis.reference.x(other.step));
      return at === null ? [] : [{ left: at - 2 * r, top, width: 4 * r, height: bottom - top }];
    });
    const places = heights
      .flatMap(middle =>
        (value === null || line !== null ? [before, after] : [x - width / 2, before, after]).map(at => box(at, middle)),
      )
      .filter(one => one.left >= left && one.left + one.width <= left + room && one.top + height <= bottom);
    const free = firstFree([places[0] ?? box(before, y), ...places], [...taken, ...drawn, ...lines]);
    ink.text(label, free.left, free.top + height / 2, style);
    drawn.push(free);
  }
  return drawn;
}

const isOf = ({ trialId, members }: LiveLine['series'], id: string): boolean =>
  trialId === id || members.some(member => member.trialId === id);
