import uPlot from 'uplot';
import type { Language } from '#shared/messages/text.ts';
import { formatCount } from '../format.ts';
import type { Palette } from './palette.ts';
import { lossTicks, tickLabel } from './scales.ts';

/** How a curve's two lines look. */
export interface CurveStyle {
  color: string;
  lead: boolean;
  quiet: boolean;
}

/** What a plot tells of itself and asks while it draws. */
export interface PlotHooks {
  /** Beneath the lines, after the canvas was cleared. */
  under(u: uPlot): void;
  /** Above the lines. */
  over(u: uPlot): void;
  /** The pointer chose a place on the x axis, in CSS pixels; null: it left. */
  cursor(left: number | null): void;
  /** A span was dragged, in CSS pixels from the plot's left edge. */
  select(left: number, width: number): void;
  reset(): void;
}

const LINE_WIDTH = { raw: 1, quiet: 1.25, plain: 1.75, lead: 2.5 };
/** CSS pixels that a drag must span to mean a zoom. */
const SMALLEST_DRAG = 4;
/** CSS pixels between numbers on the loss axis. */
const TICK_SPACE = 34;

/** A quiet curve is drawn at this share of its opacity. */
const QUIET = 0.4;

/** A colour with an opacity, as `#rrggbbaa`. */
const withOpacity = (color: string, share: number): string =>
  `${color}${Math.round(255 * share)
    .toString(16)
    .padStart(2, '0')}`;

/** A raw line's opacity: fainter where many lie over each other. */
const rawShare = ({ theme }: Palette, curves: number): number =>
  (theme === 'dark' ? 0.34 : 0.3) * Math.max(0.3, Math.min(1, 10 / curves));

export const Y_AXIS_WIDTH = 46;
const X_AXIS_HEIGHT = 26;
const TOP_PADDING = 14;

/** Round distances of the ticks of an axis of whole steps. */
const STEP_DISTANCES = Array.from({ length: 12 }, (_, e) => [1, 2, 5].map(m => m * 10 ** e)).flat();

/** Options of a plot whose series are all raw lines, then all smoothed ones, in the order of `styles`. */
export function plotOptions(
  size: { width: number; height: number; right: number },
  styles: readonly CurveStyle[],
  log: boolean,
  palette: Palette,
  language: Language,
  hooks: PlotHooks,
): uPlot.Options {
  const { color, family } = palette;
  const font = `11px ${family}`;
  const axis = { stroke: color.axis, font, labelFont: font, ticks: { show: false }, gap: 7 };
  const line = (stroke: string, width: number): uPlot.Series => ({
    stroke,
    width,
    auto: false,
    points: { show: false },
    pxAlign: 0,
  });
  const rawCount = styles.length;
  const smoothedColor = (series: number): string => styles[series - 1 - rawCount]?.color ?? 'transparent';
  const ticks = (u: uPlot, min: number, max: number) =>
    lossTicks([min, max], log, Math.max(2, Math.floor(u.bbox.height / uPlot.pxRatio / TICK_SPACE)));
  return {
    width: size.width,
    height: size.height,
    padding: [TOP_PADDING, size.right, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: false, auto: false, range: (_, min, max) => [min, max] },
      y: { distr: log ? 3 : 1, auto: false, range: (_, min, max) => [min, max] },
    },
    axes: [
      {
        ...axis,
        grid: { stroke: color.grid, width: 1 },
        size: X_AXIS_HEIGHT,
        space: 70,
        incrs: STEP_DISTANCES,
        values: (_, steps) => steps.map(step => formatCount(step, language)),
      },
      {
        ...axis,
        grid: { show: false },
        size: Y_AXIS_WIDTH,
        splits: (u, _, min, max) => ticks(u, min, max).labelled,
        filter: (_, splits) => splits,
        values: (_, losses) => losses.map(loss => tickLabel(loss, language)),
      },
    ],
    series: [
      {},
      ...styles.map(({ color, quiet }) =>
        line(withOpacity(color, rawShare(palette, styles.length) * (quiet ? QUIET : 1)), LINE_WIDTH.raw),
      ),
      ...styles.map(({ color, lead, quiet }) =>
        line(quiet ? withOpacity(color, QUIET) : color, LINE_WIDTH[quiet ? 'quiet' : lead ? 'lead' : 'plain']),
      ),
    ],
    cursor: {
      y: false,
      // A curve that has ended has no dot at the cursor.
      dataIdx: (_, __, nearest) => nearest,
      points: {
        size: (_, series) => (series > rawCount ? 7 : 0),
        width: 1.5,
        fill: (_, series) => smoothedColor(series),
        stroke: color.surface,
      },
      drag: { x: true, y: false, setScale: false, dist: SMALLEST_DRAG },
      bind: {
        dblclick: () => () => {
          hooks.reset();
          return null;
        },
      },
    },
    hooks: {
      drawClear: [
        u => {
          drawLossGrid(u, palette, ticks(u, u.scales.y?.min ?? 0, u.scales.y?.max ?? 1));
          hooks.under(u);
        },
      ],
      draw: [u => hooks.over(u)],
      setCursor: [u => hooks.cursor(u.cursor.left === undefined || u.cursor.left < 0 ? null : u.cursor.left)],
      setSelect: [u => hooks.select(u.select.left, u.select.width)],
    },
  };
}

function drawLossGrid(u: uPlot, palette: Palette, ticks: { labelled: number[]; faint: number[] }): void {
  const { left, width } = u.bbox;
  const context = u.ctx;
  context.save();
  context.setLineDash([]);
  context.lineWidth = uPlot.pxRatio;
  for (const [values, stroke] of [
    [ticks.faint, palette.color['grid-2']],
    [ticks.labelled, palette.color.grid],
  ] as const) {
    context.strokeStyle = stroke;
    context.beginPath();
    for (const value of values) {
      const y = Math.round(u.valToPos(value, 'y', true)) + 0.5;
      context.moveTo(left, y);
      context.lineTo(left + width, y);
    }
    context.stroke();
  }
  context.restore();
}
