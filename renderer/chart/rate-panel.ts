import type uPlot from 'uplot';
import { isConstant, scheduleKey } from '#shared/domain/schedule.ts';
import { type Language, text } from '#shared/messages/text.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import type { Ink } from './ink.ts';
import type { Palette } from './palette.ts';
import { isCounted, type Places, type XUnit } from './places.ts';
import type { PlotModel } from './plot-model.ts';
import { placeDistances, type Range } from './scales.ts';
import { withOpacity } from './strokes.ts';
import type { ChartSeries } from './types.ts';
import { X_TICK_SPACE } from './uplot-options.ts';
import type { XAxis } from './x-axis.ts';

/* The learning rate below the curves, on the same x axis: each as a share of its own first one, by the function that trains [D8]. */

/** Shares of a plot's height, and how much that is at least and at most in CSS pixels. */
const SHARE = 0.3;
const HEIGHT = { least: 52, most: 120 };
/** Between the curves and the rates. */
const GAP = 18;
/** A lower plot has no room for it. */
const LOWEST_PLOT = 150;

/** The rate of a curve at a step; null: it has no trial's. */
export const rateOf = ({ rates }: Pick<ChartSeries, 'rates'>, step: number): number | null =>
  rates && learningRateAt(rates.schedule, rates.learningRate, Math.min(Math.max(0, step), rates.steps), rates.steps);

/** Whether a plot has rates to show that change: of its trials, beside something that isn't the rate itself. */
export const hasRates = ({ recorded, series }: Pick<PlotModel, 'recorded' | 'series'>): boolean =>
  recorded.of === 'trials' &&
  recorded.measure !== 'rate' &&
  series.some(({ rates }) => rates !== null && !isConstant(rates.schedule));

/** How much of a plot of some height, in CSS pixels, the rates take at its bottom, with the gap above them and without. */
export function panelHeight(plot: number): { whole: number; rates: number } {
  if (plot < LOWEST_PLOT) return { whole: 0, rates: 0 };
  const rates = Math.round(Math.min(HEIGHT.most, Math.max(HEIGHT.least, SHARE * plot)));
  return { whole: rates + GAP, rates };
}

/** The value axis that leaves a share of the plot free below what it holds. */
export function raised([low, high]: Range, share: number, log: boolean): Range {
  if (share === 0) return [low, high];
  const down = share / (1 - share);
  return log ? [low / (high / low) ** down, high] : [low - (high - low) * down, high];
}

interface PanelScene {
  model: PlotModel;
  axis: XAxis;
  /** Height in CSS pixels. */
  height: number;
  /** The last step that a curve has done; null: none. */
  lastStep(series: ChartSeries): number | null;
}

/** Draws the rates at the bottom of the plot, with their axis at the right: lr0, ½ lr0, 0. */
export function drawRatePanel(u: uPlot, ink: Ink, { model, axis, height, lastStep }: PanelScene): void {
  const { left, width } = u.bbox;
  const bottom = u.bbox.top + u.bbox.height;
  const top = bottom - height * ink.ratio;
  const y = (share: number): number => Math.round(bottom - share * (bottom - top)) + 0.5;
  clear(u, ink, top - GAP * ink.ratio, axis, model.unit);
  drawShares(ink, [left, left + width], y, model.language);
  const shown = model.series.filter(s => s.rates !== null && !model.hidden.has(s.id));
  // One line for all seeds of a schedule, in the colour of the first.
  const distinct = shown.filter((s, i) => shown.findIndex(other => keyOf(other) === keyOf(s)) === i);
  // The leading one is drawn last, and one that changes above one that doesn't.
  const order = (s: ChartSeries): number => Number(s.lead) * 2 + Number(!isConstant(s.rates!.schedule));
  for (const series of distinct.toSorted((a, b) => order(a) - order(b))) {
    const places = axis.placesOf(series);
    const path = pathOf(u, series, places, y);
    const color = withShare(series, ink.palette);
    if (!isConstant(series.rates!.schedule) && distinct.length <= 3)
      ink.area([[path[0]?.[0] ?? left, y(0)], ...path, [path.at(-1)?.[0] ?? left, y(0)]], color, 0.1);
    const done = lastStep(series);
    const now = done === null ? left : u.valToPos(places.x(done + 1), 'x', true);
    const line = series.lead ? 2 : 1.5;
    ink.line(
      path.filter(([x]) => x <= now + 1),
      color,
      line,
    );
    ink.line(
      path.filter(([x]) => x >= now),
      color,
      line,
      [2, 2.5],
    );
  }
}

/** Takes away what curves draw there that leave the value axis at its bottom, and draws the grid of the x axis anew. */
function clear(u: uPlot, ink: Ink, top: number, { window: { from, to } }: XAxis, unit: XUnit): void {
  const { left, width } = u.bbox;
  const bottom = u.bbox.top + u.bbox.height;
  ink.context.save();
  ink.context.fillStyle = ink.palette.color.surface;
  // A thick line reaches out of the plot a little.
  ink.context.fillRect(left, top, width, bottom - top + 2 * ink.ratio);
  ink.context.restore();
  const room = u.over.clientWidth / (to - from);
  const distance = placeDistances(isCounted(unit)).find(each => each * room >= X_TICK_SPACE);
  if (distance === undefined) return;
  for (let place = Math.ceil(from / distance) * distance; place <= to; place += distance) {
    const x = Math.round(u.valToPos(place, 'x', true));
    ink.line(
      [
        [x, top],
        [x, bottom],
      ],
      ink.palette.color.grid,
    );
  }
}

const keyOf = ({ rates, examplesPerStep }: ChartSeries): string =>
  rates === null ? '' : `${scheduleKey(rates.schedule)} ${rates.steps} ${examplesPerStep}`;

const withShare = (series: ChartSeries, { theme }: Palette): string =>
  withOpacity(series.color(theme), series.quiet ? 0.4 : 1);

type Point = readonly [number, number];

/** Where a rate lies at each pixel column of the plot up to its last step. */
function pathOf(u: uPlot, { rates }: ChartSeries, places: Places, y: (share: number) => number): Point[] {
  if (rates === null) return [];
  const { left, width } = u.bbox;
  const path: Point[] = [];
  let before: number | null = null;
  for (let x = Math.floor(left); x <= left + width; x++) {
    const step = Math.floor(places.step(u.posToVal((x - left) / devicePixelsOf(u), 'x')) + 1e-6);
    if (step < 0) continue;
    if (step > rates.steps) break;
    const at = y(learningRateAt(rates.schedule, 1, Math.min(step, rates.steps - 1), rates.steps));
    // A step down is upright.
    if (before !== null && before !== at) path.push([x, before]);
    path.push([x, at]);
    before = at;
  }
  return path;
}

const devicePixelsOf = (u: uPlot): number => u.bbox.width / u.over.clientWidth || 1;

function drawShares(ink: Ink, [from, to]: Range, y: (share: number) => number, language: Language): void {
  const { color } = ink.palette;
  const style = { color: color.axis, size: 11, weight: 400 } as const;
  for (const [share, label] of [
    [1, 'lr0'],
    [0.5, '½ lr0'],
    [0, '0'],
  ] as const) {
    ink.line(
      [
        [from, y(share)],
        [to, y(share)],
      ],
      color.grid,
      1,
      share === 0 ? [] : [3, 3],
    );
    ink.text(label, to + 8 * ink.ratio, y(share), style);
  }
  ink.text(text(language, 'chart.rate'), from + 8 * ink.ratio, y(1) - 9 * ink.ratio, {
    ...style,
    color: color['ink-2'],
  });
}
