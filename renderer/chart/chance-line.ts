import type uPlot from 'uplot';
import type { Ink } from './ink.ts';

/** The loss of an untrained guess as a dashed line with its name at the right end. */
export function drawChance(u: uPlot, ink: Ink, chance: { loss: number; label: string }): void {
  const { left, top, width, height } = u.bbox;
  const y = u.valToPos(chance.loss, 'y', true);
  if (!(y >= top && y <= top + height)) return;
  const { color } = ink.palette;
  ink.line(
    [
      [left, y],
      [left + width, y],
    ],
    color.control,
    1,
    [2, 3],
  );
  // Below the line where there is no room above it.
  const above = y - 8 * ink.ratio > top + 6 * ink.ratio;
  ink.text(chance.label, left + width - 4 * ink.ratio, y + (above ? -8 : 9) * ink.ratio, {
    color: color['ink-3'],
    align: 'right',
    weight: 400,
    size: 11,
  });
}
