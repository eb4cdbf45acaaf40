import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, overlap } from './label-layout.ts';
import type { PlotModel } from './plot-model.ts';

type Chance = NonNullable<PlotModel['chance']>;

/** The height of the line on the canvas; null: out of view. */
function height(u: uPlot, { loss }: Chance): number | null {
  const y = u.valToPos(loss, 'y', true);
  return y >= u.bbox.top && y <= u.bbox.top + u.bbox.height ? y : null;
}

/** The loss of an untrained guess as a dashed line. */
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

/** Its name above the right end of the line, or further left where other words stand. */
export function drawChanceLabel(u: uPlot, ink: Ink, chance: Chance, taken: readonly Box[]): Box[] {
  const y = height(u, chance);
  if (y === null) return [];
  const { left, top, width } = u.bbox;
  const r = ink.ratio;
  const style = { color: ink.palette.color['ink-3'], weight: 400, size: 11 } as const;
  const length = ink.measure(chance.label, style);
  // Below the line where there is no room above it.
  const middle = y + (y - 14 * r > top ? -8 : 9) * r;
  const places = [1, 0.85, 0.7, 0.55, 0.4].map(share => ({
    left: left + width * share - 4 * r - length,
    top: middle - 7 * r,
    width: length,
    height: 14 * r,
  }));
  const box = places.find(place => !taken.some(other => overlap(place, other)));
  if (!box) return [];
  ink.text(chance.label, box.left, middle, style);
  return [box];
}
