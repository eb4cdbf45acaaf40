import type uPlot from 'uplot';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import type { Ink } from '../../chart/ink.ts';
import { withOpacity } from '../../chart/strokes.ts';
import { ratePath } from './rate-path.ts';
import type { DrawnBand, DrawnSchedule, ScheduleModel } from './schedule-model.ts';

/* The lines of the chart of schedules, on its two scales: bands of dev curves on `y`, rates on `rate`. */

/** What is out of date stands back. */
const FAINT = 0.4;
const BAND_SHARE = 0.16;

/** A schedule's rates [D8], the one that is being drawn dashed and above its own area. */
export function drawRates(u: uPlot, ink: Ink, { schedule, color, isRun }: DrawnSchedule, model: ScheduleModel): void {
  const { learningRate, steps, faint } = model;
  const { palette } = ink;
  const stroke = color?.(palette.theme) ?? palette.color.preview;
  const y = (lr: number): number => u.valToPos(lr, 'rate', true);
  const x = (step: number): number => u.valToPos(step, 'x', true);
  const path: [number, number][] = [];
  for (const { step, lr } of ratePath(schedule, learningRate, steps, u.bbox.width)) {
    const before = path.at(-1);
    // The rate before holds until this step.
    if (before) path.push([x(step), before[1]]);
    path.push([x(step), y(lr)]);
  }
  const end = path.at(-1);
  if (end) path.push([x(steps), end[1]]);
  if (color === null) ink.area([[x(0), y(0)], ...path, [x(steps), y(0)]], palette.color['preview-bg']);
  const shown = isRun && faint ? withOpacity(stroke, FAINT) : stroke;
  ink.line(path, shown, color === null ? 2 : 1.5, color === null ? [3, 2] : []);
}

/** Some runs' dev curves: between which values they lie, and their mean. */
export function drawRuns(u: uPlot, ink: Ink, { band, color }: DrawnBand, faint: boolean): void {
  const { palette } = ink;
  const stroke = color?.(palette.theme) ?? palette.color['ink-2'];
  const at = (values: readonly number[]) =>
    band.steps.map((step, i): [number, number] => [
      u.valToPos(step, 'x', true),
      u.valToPos(values[i] as number, 'y', true),
    ]);
  ink.area([...at(band.high), ...at(band.low).reverse()], stroke, BAND_SHARE * (faint ? FAINT : 1));
  ink.line(at(band.mean), faint ? withOpacity(stroke, FAINT) : stroke, 2);
}

/** A line at a step, with a dot on each schedule. */
export function drawCursor(u: uPlot, ink: Ink, step: number, { learningRate, steps, schedules }: ScheduleModel): void {
  const { top, height } = u.bbox;
  const x = u.valToPos(step, 'x', true);
  const { color, theme } = ink.palette;
  ink.line(
    [
      [x, top],
      [x, top + height],
    ],
    color.cross,
  );
  for (const drawn of schedules) {
    const y = u.valToPos(learningRateAt(drawn.schedule, learningRate, step, steps), 'rate', true);
    ink.dot(x, y, 4, color.surface);
    ink.dot(x, y, 3, drawn.color?.(theme) ?? color.preview);
  }
}
