import type uPlot from 'uplot';
import type { CurveView } from './curve-view.ts';
import type { Ink } from './ink.ts';
import { type Box, overlap } from './label-layout.ts';
import type { PlotModel } from './plot-model.ts';

type Chance = NonNullable<PlotModel['chance']>;

/** The height of the line on the canvas; null: out of view. */
function height(u: uPlot, { loss }: Chance): number | null {
  const y = u.valToPos(loss, 'y', true);
  return y >= u.bbox.top && y <= u.bbox.top + u.bbox.height ? y : null;
}

/** The loss of a guess as a dashed line. */
export function drawChanceLine(u: uPlot, ink: Ink, chance: Chance): void {
  const y = height(u, chance);
  const { left, width } = u.bbox;
  if (y !== null)
    ink.line(
      [
        [left, y],
        [left + width, y],
      ],
      ink.palette.color.control,
      1,
      [2, 3],
    );
}

/** Its name at the right end of the line, or where no other words and no curves are in its way: further left, below. */
export function drawChanceLabel(
  u: uPlot,
  ink: Ink,
  chance: Chance,
  taken: readonly Box[],
  curves: readonly CurveView[],
): Box[] {
  const y = height(u, chance);
  if (y === null) return [];
  const { top } = u.bbox;
  const r = ink.ratio;
  const style = { color: ink.palette.color['ink-3'], weight: 400, size: 11 } as const;
  const length = ink.measure(chance.label, style);
  const box = places(u, y, length, r).find(
    place =>
      place.top > top && !taken.some(other => overlap(place, other)) && !curves.some(curve => crosses(u, curve, place)),
  );
  if (!box) return [];
  ink.text(chance.label, box.left, box.top + box.height / 2, style);
  return [box];
}

/** Places for a label of that length beside the line, the best first: above it, else below, from right to left. */
function places({ bbox: { left, width } }: uPlot, y: number, length: number, ratio: number): Box[] {
  const shares = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
  const tall = 14 * ratio;
  return [y - 15 * ratio, y + 2 * ratio].flatMap(top =>
    shares.map(share => ({ left: left + width * share - 4 * ratio - length, top, width: length, height: tall })),
  );
}

/** Whether a curve runs through a box, as far as a few of its points tell. */
export function crosses(u: uPlot, curve: CurveView, { left, top, width, height }: Box): boolean {
  return [0, 0.25, 0.5, 0.75, 1].some(share => {
    const value = curve.at(u.posToVal(left + share * width, 'x', true));
    if (value === null) return false;
    const y = u.valToPos(value, 'y', true);
    return y > top && y < top + height;
  });
}
