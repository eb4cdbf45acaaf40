import uPlot from 'uplot';
import type { Palette } from './palette.ts';
import { placeDistances, type Range, valueTicks } from './scales.ts';

/** How a line looks. */
export interface Stroke {
  /** With its opacity. */
  color: string;
  width: number;
  dashed: boolean;
  /** The colour of the dot where the cursor meets it; null: it has none. */
  dot: string | null;
}

/** What a plot's axes say, and how long they are. */
export interface PlotFrame {
  width: number;
  height: number;
  /** Room to the right of the plot. */
  right: number;
  log: boolean;
  /** Whether there is nothing between two whole numbers of the x axis. */
  counts: boolean;
  xTick(x: number): string;
  yTick(value: number): string;
}

/** What a plot tells of itself and asks while it draws. */
export interface PlotHooks {
  /** The values that the curves have room for; below them lies what else the plot shows. */
  values(): Range;
  /** Beneath the lines, after the canvas was cleared. */
  under(u: uPlot): void;
  /** Above the lines. */
  over(u: uPlot): void;
  /** The pointer chose a place on the x axis, in CSS pixels, so far from the top; null: it left. */
  cursor(left: number | null, top: number): void;
  /** The place in the data where a line's dot stands while the cursor is at another one. */
  dotAt(line: number, index: number): number;
  /** A span was dragged, in CSS pixels from the plot's left edge. */
  select(left: number, width: number): void;
  reset(): void;
}

/** CSS pixels that a drag must span to mean a zoom. */
const SMALLEST_DRAG = 4;
/** CSS pixels between numbers on the x axis, and on the value axis. */
export const X_TICK_SPACE = 70;
const TICK_SPACE = 34;

export const Y_AXIS_WIDTH = 46;
export const X_AXIS_HEIGHT = 26;
export const TOP_PADDING = 14;

/** Options of a plot with these lines, the lowest first. */
export function plotOptions(
  { width, height, right, log, counts, xTick, yTick }: PlotFrame,
  strokes: readonly Stroke[],
  palette: Palette,
  hooks: PlotHooks,
): uPlot.Options {
  const { color, family } = palette;
  const font = `11px ${family}`;
  const axis = { stroke: color.axis, font, labelFont: font, ticks: { show: false }, gap: 7 };
  const ticks = (u: uPlot) => {
    const [low, high] = hooks.values();
    const room = (u.valToPos(low, 'y', true) - u.valToPos(high, 'y', true)) / uPlot.pxRatio;
    return valueTicks([low, high], log, Math.max(2, Math.floor(room / TICK_SPACE)));
  };
  const dotOf = (series: number) => strokes[series - 1]?.dot ?? null;
  return {
    width,
    height,
    padding: [TOP_PADDING, right, 0, 0],
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
        space: X_TICK_SPACE,
        incrs: placeDistances(counts),
        values: (_, xs) => xs.map(xTick),
      },
      {
        ...axis,
        grid: { show: false },
        size: Y_AXIS_WIDTH,
        splits: u => ticks(u).labelled,
        filter: (_, splits) => splits,
        values: (_, values) => values.map(yTick),
      },
    ],
    series: [
      {},
      ...strokes.map(
        (stroke): uPlot.Series => ({
          stroke: stroke.color,
          width: stroke.width,
          ...(stroke.dashed && { dash: [5, 3] }),
          auto: false,
          points: { show: false },
          pxAlign: 0,
        }),
      ),
    ],
    cursor: {
      y: false,
      dataIdx: (_, series, nearest) => (series === 0 ? nearest : hooks.dotAt(series - 1, nearest)),
      points: {
        size: (_, series) => (dotOf(series) === null ? 0 : 7),
        width: 1.5,
        fill: (_, series) => dotOf(series) ?? 'transparent',
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
          drawGrid(u, palette, ticks(u));
          hooks.under(u);
        },
      ],
      draw: [u => hooks.over(u)],
      setCursor: [({ cursor: { left = -1, top = 0 } }) => hooks.cursor(left < 0 ? null : left, top)],
      setSelect: [u => hooks.select(u.select.left, u.select.width)],
    },
  };
}

function drawGrid(u: uPlot, palette: Palette, ticks: { labelled: number[]; faint: number[] }): void {
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
